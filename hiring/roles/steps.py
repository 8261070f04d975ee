"""The steps of a process while it is built: which rubrics, in which order, with which weights."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hiring.core.errors import Invalid
from rubrics.library.models import Process, Rubric, Subject
from rubrics.scoring.profiles import WHOLE


@dataclass(frozen=True, slots=True)
class Step:
    """One step. A rubric that judges the job description is a gate and weighs nothing."""

    rubric: Rubric
    weight: int

    @property
    def is_gate(self) -> bool:
        return self.rubric.subject == Subject.JOB


def steps_of(process: Process) -> list[Step]:
    return [Step(step.rubric, step.weight) for step in process.steps.select_related("rubric")]


def find_step_faults(steps: Sequence[Step]) -> list[str]:
    """All that keeps these steps from being a process, in words; empty when nothing does."""
    keys = [step.rubric.key for step in steps]
    judged = [step for step in steps if not step.is_gate]
    gates = [position for position, step in enumerate(steps) if step.is_gate]
    total = sum(step.weight for step in judged)
    faults = []
    if not judged:
        faults.append(_("Add a step that judges candidates."))
    if len(keys) != len(set(keys)):
        faults.append(_("A rubric stands twice. Each may be one step."))
    if gates and gates != [0]:
        faults.append(_("The step on the job description comes first, and there is only one."))
    if any(step.is_gate and step.weight for step in steps):
        faults.append(_("The step on the job description has no weight: it judges the role, not a candidate."))
    if any(step.weight < 1 for step in judged):
        faults.append(_("Give every step that judges candidates a weight of at least 1."))
    if judged and total != WHOLE:
        faults.append(_("The weights of the steps sum to %(total)d. Make it 100.") % {"total": total})
    return faults


def check_steps(steps: Sequence[Step]) -> None:
    """Raise ``Invalid`` with every fault."""
    faults = find_step_faults(steps)
    if faults:
        raise Invalid(" ".join(faults), errors={"steps": faults})
