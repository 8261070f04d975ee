"""From rows of the library to the arithmetic of weights, and back to what a stage of a role holds."""

from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext as _

from hiring.core.errors import Invalid, Refused
from hiring.roles.emphasis import Emphasised, emphasise, raise_floors
from hiring.roles.models import Role, Stage, StageCriterion, WeightSource
from hiring.roles.reasons import find_reasons
from rubrics.library.models import Process, Profile, RubricVersion, Seniority
from rubrics.scoring import profiles
from rubrics.scoring.errors import ScoringError
from rubrics.scoring.marks import Criterion
from rubrics.sheets.frozen import read_criteria


def pure_profile(
    profile: Profile | None, *, rubric: Mapping[str, Collection[str]], process: Mapping[str, Collection[str]]
) -> profiles.Profile | None:
    """The profile as it counts for one rubric or one process, each given as {key: keys of its parts}.

    Weights for other parts than those that are there now are left out: somebody has published a version since, or
    changed a process, and until the two agree the next source counts.
    """
    if profile is None:
        return None
    return profiles.Profile(
        key=profile.key,
        kind=profiles.ProfileKind(profile.kind),
        overrides=_that_fit(profile.overrides, rubric),
        step_weights=_that_fit(profile.step_weights, process),
        must_have_off=profile.must_have_off,
    )


def _that_fit(
    weights: Mapping[str, Mapping[str, int]], parts: Mapping[str, Collection[str]]
) -> dict[str, Mapping[str, int]]:
    return {key: weights[key] for key, names in parts.items() if key in weights and set(weights[key]) == set(names)}


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
        for item in read_criteria(version)
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
    criteria = library_criteria(version)
    rubric = {version.rubric.key: [criterion.key for criterion in criteria]}
    try:
        return profiles.resolve_rubric(
            version.rubric.key,
            criteria,
            role_type=pure_profile(role.role_type, rubric=rubric, process={}),
            specialism=pure_profile(role.specialism, rubric=rubric, process={}),
            seniority=pure_seniority(role.seniority),
        )
    except ScoringError as error:
        raise Refused(_("The library cannot be used as it stands. %(why)s") % {"why": error}) from error


def resolve_step_weights(process: Process, role_type: Profile) -> tuple[dict[str, int], WeightSource]:
    """({rubric key: weight}, source) of a process for a role type. Raises ``Refused`` like ``resolve_criteria``."""
    steps = {step.rubric.key: step.weight for step in process.steps.select_related("rubric")}
    try:
        own = pure_profile(role_type, rubric={}, process={process.key: steps})
        found = profiles.resolve_steps(process.key, steps, role_type=own)
    except ScoringError as error:
        raise Refused(_("The library cannot be used as it stands. %(why)s") % {"why": error}) from error
    return {key: int(weight) for key, weight in found.weights.items()}, WeightSource(found.source)


def emphasise_steps(role: Role, weights: Mapping[str, int]) -> Emphasised:
    """The step weights after the reasons of this role, and which of them raised which."""
    return emphasise(weights, [reason.of_steps for reason in find_reasons(role.reasons)])


def stage_criterion_rows(stage: Stage, role: Role, version: RubricVersion) -> list[StageCriterion]:
    """The rows that a stage holds of its rubric version, not saved yet."""
    resolved = resolve_criteria(role, version)
    items = {item.criterion.key: item for item in read_criteria(version)}
    emphases = [reason.of_criteria for reason in find_reasons(role.reasons)]
    plain = {criterion.key: int(criterion.weight) for criterion in resolved.criteria}
    found = emphasise(plain, emphases)
    bare = {item.key: None if item.floor is None else int(item.floor) for item in resolved.criteria}
    floors, floor_by = raise_floors(bare, emphases)
    return [
        StageCriterion(
            stage=stage,
            criterion=items[criterion.key],
            position=items[criterion.key].position,
            key=criterion.key,
            title=criterion.title,
            group=criterion.group,
            weight=found.weights[criterion.key],
            weight_source=WeightSource(resolved.source),
            plain_weight=plain[criterion.key] if found.moved else None,
            raised_by=list(found.raised_by.get(criterion.key, ())),
            must_have=criterion.must_have,
            floor=floors[criterion.key],
            floor_by=list(floor_by.get(criterion.key, ())),
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
