"""What a choice of process, role type, specialism and seniority makes of a role, before there is one."""

from dataclasses import dataclass

from hiring.roles.models import Role, WeightSource
from hiring.roles.stages import newest_versions
from hiring.roles.steps import steps_of
from hiring.roles.weights import resolve_criteria, resolve_step_weights
from rubrics.library.models import Process, Profile, Seniority
from rubrics.scoring.marks import Criterion


@dataclass(frozen=True, slots=True)
class PreviewStep:
    """One step as the role would have it. ``switched_off`` are must-haves that would be advice."""

    title: str
    is_gate: bool
    weight: int
    source: WeightSource
    must_haves: tuple[Criterion, ...]
    switched_off: tuple[Criterion, ...]


def preview_role(
    *, process: Process, role_type: Profile, specialism: Profile | None, seniority: Seniority
) -> list[PreviewStep]:
    """Return the steps that these choices make. Raises ``Refused`` like creating the role would."""
    role = Role(process=process, role_type=role_type, specialism=specialism, seniority=seniority)
    weights, _source = resolve_step_weights(process, role_type)
    planned, steps = steps_of(process), []
    versions = newest_versions(step.rubric for step in planned)
    for step in planned:
        version = versions[step.rubric.pk]
        found = resolve_criteria(role, version)
        steps.append(
            PreviewStep(
                title=version.title,
                is_gate=step.is_gate,
                weight=weights[step.rubric.key],
                source=WeightSource(found.source),
                must_haves=tuple(item for item in found.criteria if item.must_have),
                switched_off=tuple(item for item in found.criteria if item.advice_floor is not None),
            )
        )
    return steps
