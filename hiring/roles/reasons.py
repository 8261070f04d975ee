"""The catalogue of reasons in ``reasons.yaml``: read once a process, whole or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from hiring.roles.emphasis import Emphasis
from rubrics.library.fields import Field
from rubrics.library.problems import Reading
from rubrics.library.strict_yaml import load_yaml

CATALOGUE = Path(__file__).with_name("reasons.yaml")
MOST_POINTS = 20


class ReasonKind(StrEnum):
    """What a reason tells: why somebody is hired, what the company lacks, why the last prototype died."""

    WHY = "why"
    MOTIVE = "motive"
    PROTOTYPE = "prototype"
    WORK = "work"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: points for criteria and steps (rubrics) by their keys in the library, and levels of floors."""

    id: str
    kind: ReasonKind
    title: str
    criteria: Mapping[str, int]
    steps: Mapping[str, int]
    floors: Mapping[str, int]
    source: tuple[str, ...]

    def __str__(self) -> str:
        return self.title

    @property
    def of_criteria(self) -> Emphasis:
        return Emphasis(self.title, self.criteria, self.floors)

    @property
    def of_steps(self) -> Emphasis:
        return Emphasis(self.title, self.steps)


@cache
def read_reasons() -> Mapping[str, Reason]:
    """Return every reason by its id, in the order of the file. Raises ``PackError`` for a file that is not in order."""
    return read_catalogue(CATALOGUE.read_text("utf-8"), CATALOGUE.name)


def read_catalogue(text: str, file: str) -> dict[str, Reason]:
    """Return what the text of such a file holds. Raises ``PackError`` with every fault."""
    reading = Reading(file)
    parts = Field(load_yaml(text, reading), "", reading).parts(["schema_version", "reasons"])
    parts["schema_version"].whole(1, 1)
    found: dict[str, Reason] = {}
    for item in parts["reasons"].items(1):
        reason = _read_reason(item)
        if reason.id in found:
            item.refuse("This id stands twice.")
        found[reason.id] = reason
    reading.stop()
    return found


def _read_reason(field: Field) -> Reason:
    parts = field.parts(["id", "kind", "title", "criteria", "steps", "source"], ["floors"])
    kinds = [kind.value for kind in ReasonKind]
    floors = parts["floors"].named() if "floors" in parts else {}
    return Reason(
        id=parts["id"].key(),
        kind=ReasonKind(parts["kind"].choice(kinds) or ReasonKind.WHY),
        title=parts["title"].title(),
        criteria={key: part.whole(1, MOST_POINTS) for key, part in parts["criteria"].named().items()},
        steps={key: part.whole(1, MOST_POINTS) for key, part in parts["steps"].named().items()},
        floors={key: part.whole(1, 5) for key, part in floors.items()},
        source=parts["source"].texts(),
    )


def find_reasons(ids: Iterable[str]) -> list[Reason]:
    """Return the reasons of a role in the order of the catalogue; one that is not in it any more is left out."""
    wanted = set(ids)
    return [reason for reason in read_reasons().values() if reason.id in wanted]
