"""A process as it is planned: its steps, what each judges and how long it takes. Pure: no Django, no database.

Everything else about a process (its coverage, its hours, what is wrong with it, what candidates are told) is computed
from these values, the same for a role and for a process that no role has yet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

WHOLE = 100


class StepKind(StrEnum):
    """How a step is held. Only an interview is a meeting that counts against the limit of interviews."""

    GATE = "gate"  # judges our own job description
    SCREEN = "screen"  # of a resume, with or without a call
    TASK = "task"
    INTERVIEW = "interview"


@dataclass(frozen=True, slots=True)
class PlannedCriterion:
    """One criterion of a step: ``weight`` of the step's 100 points; ``resume`` where it reads a resume."""

    key: str
    title: str
    group: str
    weight: int
    must_have: bool = False
    resume: bool = False
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step: ``weight`` per cent of the process, ``panel`` people, ``format`` the way a task is set."""

    id: str
    title: str
    kind: StepKind
    weight: int
    minutes: int
    panel: int
    criteria: tuple[PlannedCriterion, ...]
    format: str = ""

    @property
    def judges_candidates(self) -> bool:
        return self.kind is not StepKind.GATE

    def points_for(self, keys: Iterable[str]) -> int:
        """How many of the step's 100 points are given for these criteria."""
        wanted = set(keys)
        return sum(item.weight for item in self.criteria if item.key in wanted)

    def points_of_group(self, group: str) -> int:
        return sum(item.weight for item in self.criteria if item.group == group)


def find_kind(*, is_gate: bool, has_task: bool, criteria: Sequence[PlannedCriterion]) -> StepKind:
    """Say how a step is held: a task where its rubric has one, a screen where half of its points read a resume."""
    if is_gate:
        return StepKind.GATE
    if has_task:
        return StepKind.TASK
    points = sum(item.weight for item in criteria)
    resume = sum(item.weight for item in criteria if item.resume)
    return StepKind.SCREEN if resume and 2 * resume >= points else StepKind.INTERVIEW


def share_of(step: PlannedStep, criterion: PlannedCriterion) -> Fraction:
    """Return what a criterion in a step counts of the whole process, in per cent.

    A step of 25 per cent gives a criterion of 18 points: 25 * 18 / 100 = 4.5 per cent.

    >>> float(share_of(PlannedStep("", "", StepKind.INTERVIEW, 25, 60, 2, ()), PlannedCriterion("", "", "", 18)))
    4.5
    """
    return Fraction(step.weight * criterion.weight, WHOLE)
