"""What is given: the criteria of one rubric version as they count for one role, and the marks on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rubrics.scoring.arithmetic import exact
from rubrics.scoring.errors import (
    BadFigure,
    DuplicateCriterion,
    DuplicateMark,
    LevelOutOfRange,
    MisplacedFloor,
    UnknownCriterion,
)

LOWEST_LEVEL = 1
HIGHEST_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion as it counts: `weight` is a share of its rubric (usually of 100), `floor` a level.

    `floor` belongs to must-haves only. `advice_floor` is the floor of a must-have that a profile or a
    seniority switched off: worth a remark, never a hold. `group` is what the criterion says something about
    (`technical`, `production`, `communication`, `ethics`, `gate_only`), needed for expected levels and
    headings only. Ints and Decimals become Fractions.
    Errors: InexactNumber, BadFigure (weight below 0, floor outside 1 to 5), MisplacedFloor.
    """

    key: str
    title: str
    weight: Fraction
    must_have: bool = False
    floor: Fraction | None = None
    advice_floor: Fraction | None = None
    group: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight", exact(self.weight))
        if self.weight < 0:
            raise BadFigure(f"weight of {self.key}", self.weight, "0 or more")
        for name in ("floor", "advice_floor"):
            value = getattr(self, name)
            if value is None:
                continue
            object.__setattr__(self, name, exact(value))
            if not LOWEST_LEVEL <= getattr(self, name) <= HIGHEST_LEVEL:
                raise BadFigure(f"{name} of {self.key}", value, "a level from 1 to 5")
        if self.must_have != (self.floor is not None):
            raise MisplacedFloor(self.key)


@dataclass(frozen=True, slots=True)
class Mark:
    """What one rater gave one criterion: a level from 1 to 5, or None for "not assessed".

    `rater` is an opaque id (a public id, a key as text). Errors: LevelOutOfRange.
    """

    rater: str
    criterion: str
    level: int | None

    def __post_init__(self) -> None:
        check_level(self.criterion, self.level)


def check_level(criterion: str, level: int | None) -> None:
    """Refuse what is neither None nor a whole number from 1 to 5. Errors: LevelOutOfRange."""
    if level is None:
        return
    if type(level) is not int or not LOWEST_LEVEL <= level <= HIGHEST_LEVEL:
        raise LevelOutOfRange(criterion, level)


def criteria_by_key(criteria: Iterable[Criterion]) -> dict[str, Criterion]:
    """The criteria in rubric order by key. Errors: DuplicateCriterion."""
    found: dict[str, Criterion] = {}
    for criterion in criteria:
        if criterion.key in found:
            raise DuplicateCriterion(criterion.key)
        found[criterion.key] = criterion
    return found


def tabulate(criteria: Sequence[Criterion], marks: Iterable[Mark]) -> dict[str, Mapping[str, int | None]]:
    """Levels as {criterion: {rater: level}}: every criterion, in rubric order, with every rater, sorted by
    id.

    A rater who left a criterion out has None there, the same as "not assessed".
    Errors: DuplicateCriterion, UnknownCriterion, DuplicateMark.
    """
    known = criteria_by_key(criteria)
    given: dict[tuple[str, str], int | None] = {}
    for mark in marks:
        if mark.criterion not in known:
            raise UnknownCriterion(mark.criterion)
        if (mark.criterion, mark.rater) in given:
            raise DuplicateMark(mark.rater, mark.criterion)
        given[mark.criterion, mark.rater] = mark.level
    raters = sorted({rater for _, rater in given})
    return {key: {rater: given.get((key, rater)) for rater in raters} for key in known}
