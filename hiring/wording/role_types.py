"""Which role a text describes, by the duties and tools that it names, and where it disagrees with its title. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hiring.wording.reading import Document, Phrases, Quote
from hiring.wording.rules import Finding, Kind, Rule, find
from hiring.wording.signs import FOCUS, ROLE_NAMES, ROLE_SIGNS, SPECIALISMS, RoleType, Sign, Specialism
from hiring.wording.titles import Title

LEAST_POINTS = 5  # below this a text says too little to tell
CLEAR_LEAD = 2  # points by which the first must be ahead
LEAST_SIGNS_OF_OTHER = 3  # words of another specialism that outweigh the chosen one

# What a role that a person chose in the library may be in words: the library's ML engineer has MLOps as a specialism.
KIN: frozenset[frozenset[RoleType]] = frozenset({frozenset({RoleType.ML_ENGINEER, RoleType.MLOPS_ENGINEER})})

RULES = {
    rule.id: rule
    for rule in (
        Rule(
            "role.data_scientist_under_engineer",
            Kind.ROLE,
            "A data scientist’s advert under an engineer’s title",
            "The duties are analysis and experiments. Engineers who run models in production find nothing of theirs "
            "here, and whoever applies was drawn by the title.",
            "Advertise a data scientist, or write what runs in production: who deploys, who watches, who is called.",
            "Seven-step guide, common mistakes: hiring data scientists for engineering-heavy roles; Arora 2026, table "
            "of roles",
        ),
        Rule(
            "role.title_disagrees",
            Kind.ROLE,
            "Title and duties name different roles",
            "Candidates choose by the title and interviewers by the duties. Where they differ, both are disappointed.",
            "Give the advert the title of its duties, or rewrite the duties.",
            "Arora 2026, table of roles",
        ),
        Rule(
            "role.choice_disagrees",
            Kind.ROLE,
            "The role type chosen here and the duties differ",
            "The role type gives the weights that candidates are judged by. They would be judged for work that they "
            "will not do.",
            "Choose the role type that the text describes, or rewrite the text.",
            "Arora 2026, table of roles; role types of the library",
        ),
        Rule(
            "role.title_is_wide",
            Kind.ROLE,
            "The title says less than it seems",
            "Titles of this trade mean different work in different companies.",
            "Use the narrowest title that is true: data scientist, ML engineer, AI engineer or MLOps engineer.",
            "Padmani 2026, AI developer and ML engineer",
        ),
        Rule(
            "specialism.not_named",
            Kind.ROLE,
            "A generalist’s advert for a special project",
            "The role has a specialism, and the text does not name its work. A generalist on a special project does "
            "poorly.",
            "Name the data, the task and the tools of the specialism.",
            "Seven-step guide, types of ML engineers; Padmani 2026, defining your needs",
        ),
        Rule(
            "specialism.other",
            Kind.ROLE,
            "The words are those of another specialism",
            "Experience with language is not experience with images, and the other way round.",
            "Choose the specialism that the work has, or name that work in the text.",
            "Padmani 2026, defining your needs",
        ),
        Rule(
            "specialism.all",
            Kind.ROLE,
            "Language, vision and forecasting in one advert",
            "These are three people’s trades. Whoever claims all three has run none of them for long.",
            "Keep the one of the first project, and say that the others are not asked for.",
            "Seven-step guide, types of ML engineers",
        ),
    )
}
_SIGNS = {sign.id: sign for sign in ROLE_SIGNS}
_ROLE_PHRASES = Phrases({sign.id: sign.phrases for sign in ROLE_SIGNS})
_SPECIALISMS = {one.key: one for one in SPECIALISMS}
_SPECIALISM_PHRASES = Phrases({one.key: one.phrases for one in SPECIALISMS})


@dataclass(frozen=True, slots=True)
class Seen:
    """A sign that a text shows, and its words."""

    sign: Sign
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """What a text describes. ``role`` is None where it says too little or two roles are level.

    ``points`` has every role, highest first; ``seen`` the signs in the order of the table.
    """

    role: RoleType | None
    points: tuple[tuple[RoleType, int], ...]
    seen: tuple[Seen, ...]

    @property
    def most(self) -> int:
        return self.points[0][1]

    @property
    def named_points(self) -> tuple[tuple[str, int], ...]:
        return tuple((ROLE_NAMES[role], points) for role, points in self.points)

    def signs_of(self, role: RoleType) -> tuple[Seen, ...]:
        return tuple(one for one in self.seen if role in one.sign.points)

    @property
    def sentence(self) -> str:
        """Say in words what the text describes, and why it may not be told."""
        if self.role is not None:
            return f"The text describes {article_of(self.role)}: somebody who {FOCUS[self.role]}."
        if self.most < LEAST_POINTS:
            return "The text names too few duties and tools to tell which role it describes."
        first, second = (ROLE_NAMES[role] for role, _points in self.points[:2])
        return f"The text stands between two roles: {first} and {second}."


def article_of(role: RoleType) -> str:
    """Return the name of a role as a sentence has it: a data scientist, an ML engineer."""
    return f"{'a' if role == RoleType.DATA_SCIENTIST else 'an'} {ROLE_NAMES[role]}"


def read_role(document: Document) -> Described:
    """Return which role the duties and tools of a text describe.

    Points of a role are the sum over its signs that are in the text, each once: 2 for a duty, 1 for a tool. The role
    with the most points is named if it has at least 5 and is 2 ahead of the next. ML engineer and MLOps engineer are
    kin: the one with more points is named, and the ML engineer where they are level.

    Worked example: "You deploy models with Docker, monitor drift and analyse data." has ml.deployment (ML 2, MLOps 2),
    tool.containers (1, 1), ml.monitoring (2, 2) and data.analysis (data scientist 2): ML engineer 5, MLOps engineer 5,
    data scientist 2, AI engineer 0. It is an ML engineer.

    Source: Arora (2026), table of roles, duties and tools; the points are ours.
    """
    found = _ROLE_PHRASES.find(document)
    seen = tuple(Seen(sign, tuple(found[sign.id])) for sign in ROLE_SIGNS if sign.id in found)
    points = {role: sum(one.sign.points.get(role, 0) for one in seen) for role in RoleType}
    ordered = tuple(sorted(points.items(), key=lambda item: -item[1]))
    return Described(_leader(ordered), ordered, seen)


def _leader(ordered: Sequence[tuple[RoleType, int]]) -> RoleType | None:
    (first, most), *others = ordered
    if most < LEAST_POINTS:
        return None
    rivals = [points for other, points in others if not _are_kin(first, other)]
    return first if most - max(rivals, default=0) >= CLEAR_LEAD else None


def _are_kin(one: RoleType, other: RoleType) -> bool:
    return one == other or frozenset({one, other}) in KIN


def check_role(described: Described, title: Title, chosen: RoleType | None) -> list[Finding]:
    """Hold what a text describes against its title and against the role type that was chosen for it."""
    findings = []
    if title.note:
        findings.append(find(RULES["role.title_is_wide"], title.quotes, in_title=True, detail=title.note))
    role = described.role
    if role is None:
        return findings
    quotes = [one.quotes[0] for one in described.signs_of(role)]
    if title.role is not None and not _are_kin(title.role, role):
        engineer = title.role in {RoleType.ML_ENGINEER, RoleType.MLOPS_ENGINEER}
        under = engineer and role == RoleType.DATA_SCIENTIST
        rule = RULES["role.data_scientist_under_engineer" if under else "role.title_disagrees"]
        findings.append(find(rule, quotes, detail=_say_both("The title says", title.role, role)))
    elif chosen is not None and not _are_kin(chosen, role):
        findings.append(find(RULES["role.choice_disagrees"], quotes, detail=_say_both("Chosen is", chosen, role)))
    return findings


def _say_both(begin: str, one: RoleType, role: RoleType) -> str:
    return f"{begin} {ROLE_NAMES[one]}; the duties are those of {article_of(role)}."


def read_specialisms(document: Document) -> dict[str, list[Quote]]:
    """Return by key of a specialism the words that name its work."""
    return _SPECIALISM_PHRASES.find(document)


def check_specialism(found: Mapping[str, Sequence[Quote]], chosen: str | None) -> list[Finding]:
    """Hold the words of a text against the chosen specialism, a key of the library."""
    findings = []
    if wanted := _SPECIALISMS.get(chosen or ""):
        findings += _check_chosen(found, wanted)
    families = {one.family: found[one.key][:4] for one in SPECIALISMS if one.key in found}
    if families.keys() >= {"language", "vision", "prediction"}:
        quotes = [quote for name in ("language", "vision", "prediction") for quote in families[name]]
        findings.append(find(RULES["specialism.all"], quotes))
    return findings


def _check_chosen(found: Mapping[str, Sequence[Quote]], wanted: Specialism) -> list[Finding]:
    own = _count_words(found.get(wanted.key, ()))
    if not own:
        detail = f"Not one word of the text belongs to {wanted.name}."
        return [find(RULES["specialism.not_named"], detail=detail)]
    # Infrastructure is in every engineer's advert, and language and generative AI share their words.
    others = [one for one in SPECIALISMS if one.family not in {wanted.family, "infrastructure"}]
    other = max(others, key=lambda one: _count_words(found.get(one.key, ())))
    count = _count_words(found.get(other.key, ()))
    if wanted.family == "infrastructure" or count < LEAST_SIGNS_OF_OTHER or count <= own:
        return []
    detail = f"Chosen is {wanted.name}; {count} different words are of {other.name}, {own} of the chosen one."
    return [find(RULES["specialism.other"], found[other.key], detail=detail)]


def _count_words(quotes: Sequence[Quote]) -> int:
    return len({quote.words.casefold() for quote in quotes})
