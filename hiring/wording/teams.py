"""Which work of a team the advert asks of one person, and who else is named. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.wording.reading import Document, Phrases, Quote
from hiring.wording.rules import Finding, Kind, Rule, find
from hiring.wording.signs import TEAM_SIGNS, Function

ALONE = Rule(
    "team.one_person",
    Kind.TEAM,
    "The AI team of one person",
    "Data, models and software are asked of one person, and nobody else is named. Such a person is the bottleneck, "
    "has nobody to check the work, and takes all knowledge along when they leave.",
    "Name who else is there: who owns the data, who integrates, who decides what it is for. Take away what they do.",
    "Seven-step guide: expecting one engineer to do everything; structuring a scalable ML team",
)
_TECHNICAL = (Function.ML, Function.DATA, Function.SOFTWARE)
_PHRASES = Phrases(
    {f"{name}.asked": signs.asked for name, signs in TEAM_SIGNS.items()}
    | {f"{name}.mates": signs.mates for name, signs in TEAM_SIGNS.items()}
)


@dataclass(frozen=True, slots=True)
class Covered:
    """One function of a team: what is asked of the reader, and who else does it by the text."""

    function: Function
    name: str
    asked: tuple[Quote, ...]
    mates: tuple[Quote, ...]

    @property
    def is_gap(self) -> bool:
        """The work is asked for and nobody is named who shares it."""
        return bool(self.asked) and not self.mates

    @property
    def sentence(self) -> str:
        if self.is_gap:
            return "Asked of this person; nobody else is named."
        if self.mates:
            return "Others are named." if not self.asked else "Asked of this person, and others are named."
        return "The text does not say who does this."


def read_team(document: Document) -> tuple[Covered, ...]:
    """Return the four functions of an ML team as a text divides them.

    Source: seven-step guide, structuring a scalable ML team (ML, data, software, product or domain).
    """
    found = _PHRASES.find(document)
    return tuple(
        Covered(
            function=function,
            name=signs.name,
            asked=tuple(found.get(f"{function}.asked", ())),
            mates=tuple(found.get(f"{function}.mates", ())),
        )
        for function, signs in TEAM_SIGNS.items()
    )


def check_team(team: Sequence[Covered]) -> list[Finding]:
    """Find the team of one: models, data and software are asked of one person, and no colleague stands in the text."""
    asked = {one.function: one.asked for one in team}
    if any(one.mates for one in team) or not all(asked[function] for function in _TECHNICAL):
        return []
    return [find(ALONE, [asked[function][0] for function in Function if asked[function]])]
