"""From rows of the library to the arithmetic of weights, and back to what a stage of a role holds."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hiring.core.errors import Invalid, Refused
from hiring.roles.models import Role, Stage, StageCriterion, WeightSource
from rubrics.library.models import Process, Profile, RubricVersion, Seniority
from rubrics.scoring import profiles
from rubrics.scoring.errors import ScoringError
from rubrics.scoring.marks import Criterion


def pure_profile(profile: Profile | None) -> profiles.Profile | None:
    if profile is None:
        return None
    return profiles.Profile(
        key=profile.key,
        kind=profiles.ProfileKind(profile.kind),
        overrides=profile.overrides,
        step_weights=profile.step_weights,
        must_have_off=profile.must_have_off,
    )


def pure_seniority(seniority: Seniority) -> profiles.Seniority:
    return profiles.Seniority(
        key=seniority.key,
        expected_level={
            "technical": seniority.technical,
            "production": seniority.production,
            "communication": seniority.communication,
            "ethics": seniority.ethics,
        },
        must_have_off=seniority.must_have_off,
    )


def library_criteria(version: RubricVersion) -> list[Criterion]:
    """The criteria of a version as the library has them."""
    return [
        Criterion(
            key=item.criterion.key,
            title=item.title,
            weight=item.weight,
            must_have=item.must_have,
            floor=item.floor,
            group=item.group,
        )
        for item in version.criteria.select_related("criterion")
    ]


def scored_criteria(criteria: Iterable[StageCriterion]) -> list[Criterion]:
    """The criteria of a stage as they count there: what every summary of its sheets is made with."""
    return [
        Criterion(
            key=item.key,
            title=item.title,
            weight=item.weight,
            must_have=item.must_have,
            floor=item.floor,
            advice_floor=item.advice_floor,
            group=item.group,
        )
        for item in criteria
    ]


def resolve_criteria(role: Role, version: RubricVersion) -> profiles.RubricWeights:
    """Weights and must-haves of a rubric version on this role. Raises ``Refused`` where the library contradicts."""
    try:
        return profiles.resolve_rubric(
            version.rubric.key,
            library_criteria(version),
            role_type=pure_profile(role.role_type),
            specialism=pure_profile(role.specialism),
            seniority=pure_seniority(role.seniority),
        )
    except ScoringError as error:
        raise Refused(_("The library cannot be used as it stands. %(why)s") % {"why": error}) from error


def resolve_step_weights(process: Process, role_type: Profile) -> tuple[dict[str, int], WeightSource]:
    """({rubric key: weight}, source) of a process for a role type. Raises ``Refused`` like ``resolve_criteria``."""
    steps = {step.rubric.key: step.weight for step in process.steps.select_related("rubric")}
    try:
        found = profiles.resolve_steps(process.key, steps, role_type=pure_profile(role_type))
    except ScoringError as error:
        raise Refused(_("The library cannot be used as it stands. %(why)s") % {"why": error}) from error
    return {key: int(weight) for key, weight in found.weights.items()}, WeightSource(found.source)


def stage_criterion_rows(stage: Stage, role: Role, version: RubricVersion) -> list[StageCriterion]:
    """The rows that a stage holds of its rubric version, not saved yet."""
    resolved = resolve_criteria(role, version)
    items = {item.criterion.key: item for item in version.criteria.select_related("criterion")}
    return [
        StageCriterion(
            stage=stage,
            criterion=items[criterion.key],
            position=items[criterion.key].position,
            key=criterion.key,
            title=criterion.title,
            group=criterion.group,
            weight=int(criterion.weight),
            weight_source=WeightSource(resolved.source),
            must_have=criterion.must_have,
            floor=None if criterion.floor is None else int(criterion.floor),
            advice_floor=None if criterion.advice_floor is None else int(criterion.advice_floor),
            off_by=_titles(role, resolved.switched_off.get(criterion.key, ())),
        )
        for criterion in resolved.criteria
    ]


def check_hand_weights(keys: Iterable[str], weights: Mapping[str, int]) -> None:
    """Raise ``Invalid`` unless the weights name every key, lie within 0 and 100 and sum to 100."""
    keys = list(keys)
    if set(weights) != set(keys):
        text = _("Give every criterion a weight, and nothing else.")
        raise Invalid(text, errors={"weights": [text]})
    total = sum(weights.values())
    if any(weight < 0 for weight in weights.values()) or total != profiles.WHOLE:
        text = _("The weights sum to %(total)d. Make it 100.") % {"total": total}
        raise Invalid(text, errors={"weights": [text]})


def _titles(role: Role, keys: Iterable[str]) -> list[str]:
    switches = {item.key: str(item) for item in (role.role_type, role.specialism, role.seniority) if item is not None}
    return [switches[key] for key in keys]
