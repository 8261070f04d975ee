"""What the arithmetic refuses. Each error keeps its figures as attributes and reads as a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


def listed(keys: Iterable[str]) -> str:
    return ", ".join(keys) or "none"


class ScoringError(ValueError):
    """Base of every refusal of this package."""


@dataclass(eq=False)
class InexactNumber(ScoringError):
    """A float (or no number at all) where an exact figure is needed."""

    value: object

    def __str__(self) -> str:
        return f"{self.value!r} is not an exact number: give an int, Fraction, Decimal or its text"


@dataclass(eq=False)
class BadFigure(ScoringError):
    """A weight, floor or policy figure outside its range."""

    name: str
    value: object
    allowed: str

    def __str__(self) -> str:
        return f"{self.name} is {self.value}, allowed is {self.allowed}"


@dataclass(eq=False)
class MisplacedFloor(ScoringError):
    """A must-have without a floor, or a floor on a criterion that is not a must-have."""

    criterion: str

    def __str__(self) -> str:
        return f"{self.criterion}: a must-have needs a floor, and only a must-have has one"


@dataclass(eq=False)
class LevelOutOfRange(ScoringError):
    """A level that is not a whole number from 1 to 5."""

    criterion: str
    level: object

    def __str__(self) -> str:
        return f"{self.criterion}: level {self.level!r} is not a whole number from 1 to 5"


@dataclass(eq=False)
class DuplicateCriterion(ScoringError):
    """One rubric or sheet names a criterion twice."""

    criterion: str

    def __str__(self) -> str:
        return f"{self.criterion} stands twice"


@dataclass(eq=False)
class UnknownCriterion(ScoringError):
    """A mark or an entry for a criterion that the rubric does not have."""

    criterion: str

    def __str__(self) -> str:
        return f"{self.criterion} is no criterion of this rubric"


@dataclass(eq=False)
class DuplicateMark(ScoringError):
    """One rater marked one criterion twice."""

    rater: str
    criterion: str

    def __str__(self) -> str:
        return f"{self.criterion} has two marks of rater {self.rater}"


@dataclass(eq=False)
class IncompleteWeights(ScoringError):
    """Weights that miss a key, or name one that is not there."""

    where: str
    missing: tuple[str, ...]
    unknown: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.where}: weights missing for {listed(self.missing)}; unknown: {listed(self.unknown)}"


@dataclass(eq=False)
class WrongTotal(ScoringError):
    """Weights that do not sum to 100."""

    where: str
    total: Fraction

    def __str__(self) -> str:
        return f"{self.where}: weights sum to {self.total}, not to 100"


@dataclass(eq=False)
class WrongProfileKind(ScoringError):
    """A specialism given as the role type, or the other way round."""

    profile: str
    wanted: str

    def __str__(self) -> str:
        return f"profile {self.profile} is no {self.wanted}"


@dataclass(eq=False)
class GatesMoved(ScoringError):
    """Step weights that make a gate of a judged step, or weigh a gate."""

    where: str
    steps: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.where}: weight 0 marks a gate and must stay where it is: {listed(self.steps)}"


@dataclass(eq=False)
class UnknownGroup(ScoringError):
    """A criterion whose group is none of the four that are judged, nor the gate's."""

    criterion: str
    group: str

    def __str__(self) -> str:
        return f"{self.criterion}: {self.group!r} is no group"


@dataclass(eq=False)
class MissingExpectation(ScoringError):
    """A seniority without an expected level for a group that is judged."""

    group: str

    def __str__(self) -> str:
        return f"no expected level for the group {self.group}"


@dataclass(eq=False)
class BadDecisionView(ScoringError):
    """Headings that leave a judged step out, name an unknown one, or name one twice."""

    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"headings leave out {listed(self.missing)}; unknown: {listed(self.unknown)}; "
            f"named twice: {listed(self.twice)}"
        )


@dataclass(eq=False)
class BadAnswer(ScoringError):
    """A checklist answer that is not 0, 1/2 or 1, or one for a test that is not on the list."""

    test: str
    answer: object

    def __str__(self) -> str:
        return f"{self.test}: {self.answer!r} is no answer; a listed test takes 0, 0.5 or 1"


@dataclass(eq=False)
class BadChecklist(ScoringError):
    """A checklist without a section, with an empty one, or with one test twice."""

    reason: str

    def __str__(self) -> str:
        return self.reason


@dataclass(eq=False)
class NoBand(ScoringError):
    """A final score that no band of the checklist holds."""

    score: Fraction

    def __str__(self) -> str:
        return f"no band holds the score {self.score}"


@dataclass(eq=False)
class ContradictoryEntry(ScoringError):
    """A level and "not assessed" at once."""

    criterion: str

    def __str__(self) -> str:
        return f"{self.criterion} has a level and is marked as not assessed"
