"""How much time a process takes of a candidate and of us. Pure.

A candidate spends the minutes of each step that judges them; each interviewer the minutes of the step and those of
writing the scorecard, of a task the minutes of reading it instead of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.planning.process import PlannedStep, StepKind


@dataclass(frozen=True, slots=True)
class StepEffort:
    """Minutes of one step: of the candidate, of each interviewer, and of the whole panel, for one candidate."""

    step: PlannedStep
    candidate: int
    interviewer: int

    @property
    def panel(self) -> int:
        return self.interviewer * self.step.panel


@dataclass(frozen=True, slots=True)
class Effort:
    """All steps that judge candidates, in order."""

    steps: tuple[StepEffort, ...]

    @property
    def candidate(self) -> int:
        return sum(step.candidate for step in self.steps)

    @property
    def panel(self) -> int:
        return sum(step.panel for step in self.steps)


def measure_effort(steps: Sequence[PlannedStep], *, card_minutes: int, reading_minutes: int) -> Effort:
    """Return the minutes of a process for one candidate who goes all the way.

    With 15 minutes for a card and 60 for reading a task, a screen of 30 minutes by one person, a task of 180 by two
    and an interview of 60 by two take 30 + 180 + 60 = 270 minutes of the candidate, and of us
    (30 + 15) * 1 + (60 + 15) * 2 + (60 + 15) * 2 = 345.
    """
    return Effort(
        tuple(
            StepEffort(step, step.minutes, (reading_minutes if _is_task(step) else step.minutes) + card_minutes)
            for step in steps
            if step.judges_candidates
        )
    )


def _is_task(step: PlannedStep) -> bool:
    return step.kind is StepKind.TASK
