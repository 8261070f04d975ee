"""Verbs on the stages of a role in draft. Opening the role freezes what they leave behind."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, Refused
from hiring.core.policy.figures import read_policy
from hiring.roles.drafts import count_change, hold_draft
from hiring.roles.emphasis import Emphasised
from hiring.roles.models import Role, Stage, StageCriterion, StageWeightChange, WeightSource
from hiring.roles.steps import Step, check_steps, steps_of
from hiring.roles.weights import check_hand_weights, emphasise_steps, resolve_step_weights, stage_criterion_rows
from rubrics.library.models import Rubric, RubricVersion, Subject
from rubrics.sheets.frozen import read_criteria

RESUME_SCREEN = "resume_screen"  # the library's name for what is read and not asked
OUT_OF_THE_WAY = 1000  # positions are unique at every moment, so that a new order goes there first


def lay_process(role: Role) -> None:
    """Give the role the steps of its process, with weights of its role type; stages of the same rubric stay."""
    weights, source = resolve_step_weights(role.process, role.role_type)
    found = emphasise_steps(role, weights)
    steps = [Step(step.rubric, found.weights[step.rubric.key]) for step in steps_of(role.process)]
    lay_steps(role, steps, source)
    _say_who_raised(role, weights, found)
    if role.own_steps:
        role.own_steps = False
        role.save(update_fields=["own_steps"])


def _say_who_raised(role: Role, weights: Mapping[str, int], found: Emphasised) -> None:
    for stage in role.stages.select_related("rubric_version__rubric") if found.moved else ():
        key = stage.rubric_version.rubric.key
        stage.plain_weight, stage.raised_by = weights[key], list(found.raised_by.get(key, ()))
        stage.save(update_fields=["plain_weight", "raised_by"])


def lay_steps(role: Role, steps: Sequence[Step], source: WeightSource) -> None:
    """Make the stages of a role exactly these steps, in this order."""
    check_steps(steps)
    stages = {stage.rubric_version.rubric_id: stage for stage in role.stages.select_related("rubric_version")}
    wanted = {step.rubric.pk for step in steps}
    try:
        role.stages.exclude(rubric_version__rubric__in=wanted).delete()
    except ProtectedError:
        raise Refused(_("Job reviews were begun on the first step, so it stays.")) from None
    role.stages.update(position=F("position") + OUT_OF_THE_WAY)
    for position, step in enumerate(steps, 1):
        stage = stages.get(step.rubric.pk) or new_stage(role, step.rubric)
        stage.position, stage.weight, stage.weight_source = position, step.weight, source
        stage.plain_weight, stage.raised_by = None, []
        stage.save()
        if not stage.criteria.exists():
            copy_criteria(stage, role)


def new_stage(role: Role, rubric: Rubric) -> Stage:
    """A stage with the library's defaults and the policy's figures, not saved yet."""
    version = newest_version(rubric)
    policy = read_policy(["scorecard.due_hours", "evidence.characters"])
    is_screen = {item.stage for item in read_criteria(version)} == {RESUME_SCREEN}
    return Stage(
        role=role,
        title=version.title,
        is_gate=rubric.subject == Subject.JOB,
        rubric_version=version,
        minutes=version.minutes,
        panel_size=1 if is_screen else version.raters_min,
        panel_reason=_("The resume screen starts with one reader.") if is_screen and version.raters_min > 1 else "",
        due_hours=int(policy["scorecard.due_hours"]),
        evidence_characters=int(policy["evidence.characters"]),
    )


def newest_versions(rubrics: Iterable[Rubric]) -> dict[int, RubricVersion]:
    """The newest published version of each rubric by its id, by one query. Raises ``Refused`` where there is none."""
    rubrics = list(rubrics)
    latest = RubricVersion.objects.latest().filter(rubric__in=rubrics)
    versions = {version.rubric_id: version for version in latest.select_related("rubric")}
    for rubric in rubrics:
        if rubric.pk not in versions:
            raise Refused(_("“%(rubric)s” has no published version yet.") % {"rubric": rubric})
    return versions


def newest_version(rubric: Rubric) -> RubricVersion:
    return newest_versions([rubric])[rubric.pk]


def copy_criteria(stage: Stage, role: Role) -> None:
    """Give the stage the criteria of its rubric version, weighed for this role."""
    StageCriterion.objects.filter(stage=stage).delete()
    StageCriterion.objects.bulk_create(stage_criterion_rows(stage, role, stage.rubric_version))


def weigh_again(role: Role) -> None:
    """After role type, specialism, seniority or reasons changed: recompute all that was not set by hand."""
    stages = list(role.stages.select_related("rubric_version__rubric"))
    by_hand = any(stage.weight_source == WeightSource.HAND for stage in stages)
    if not role.own_steps and not by_hand:
        lay_process(role)
    for stage in stages:
        kept = dict(stage.criteria.filter(weight_source=WeightSource.HAND).values_list("key", "weight"))
        copy_criteria(stage, role)
        criteria = list(stage.criteria.all())
        if kept.keys() == {item.key for item in criteria}:  # a newer version may have other criteria
            set_hand_weights(criteria, kept)


@transaction.atomic
def refresh_stages(role: Role, *, actor: User, version: int | None = None) -> Role:
    """Take the newest published version of every rubric, and compute weights anew.

    A first step on which job reviews were begun keeps its version. Raises ``Refused``, ``NotAllowed``, ``Stale``.
    """
    role = hold_draft(role, actor=actor, version=version)
    for stage in role.stages.select_related("rubric_version__rubric"):
        if not stage.job_reviews.exists():
            stage.rubric_version = newest_version(stage.rubric_version.rubric)
            stage.title = stage.rubric_version.title
            stage.save(update_fields=["rubric_version", "title"])
    weigh_again(role)
    count_change(role)
    record("role.stages_refreshed", actor=actor, obj=role, role=role, fields=["stages"])
    return role


@transaction.atomic
def edit_stage(
    stage: Stage,
    *,
    actor: User,
    panel_size: int,
    panel_reason: str,
    minutes: int,
    due_hours: int,
    evidence_characters: int,
    rubric_version: RubricVersion | None = None,
    version: int | None = None,
) -> Stage:
    """Change how a stage is held. A panel below the library's size needs a reason.

    Raises ``Invalid``, and ``Refused``, ``NotAllowed``, ``Stale`` like every verb on a draft.
    """
    role = hold_draft(stage.role, actor=actor, version=version)
    stage = _fresh(stage, role)
    chosen = rubric_version or stage.rubric_version
    check_stage(chosen, panel_size=panel_size, panel_reason=panel_reason)
    values = {
        "panel_size": panel_size,
        "panel_reason": panel_reason.strip() if panel_size < chosen.raters_min else "",
        "minutes": minutes,
        "due_hours": due_hours,
        "evidence_characters": evidence_characters,
    }
    changed = [name for name, value in values.items() if getattr(stage, name) != value]
    for name, value in values.items():
        setattr(stage, name, value)
    if chosen != stage.rubric_version:
        changed.append("rubric_version")
        _use_version(stage, chosen, role)
    if changed:
        stage.save()
        count_change(role)
        record("stage.edited", actor=actor, obj=stage, role=role, fields=changed)
    return stage


def check_stage(version: RubricVersion, *, panel_size: int, panel_reason: str) -> None:
    """What form and API both ask of a stage. Raises ``Invalid``."""
    if panel_size < 1:
        text = _("A stage needs at least one interviewer.")
        raise Invalid(text, errors={"panel_size": [text]})
    if panel_size < version.raters_min and not panel_reason.strip():
        text = _("The library asks for %(count)d. Say why fewer are enough here.") % {"count": version.raters_min}
        raise Invalid(text, errors={"panel_reason": [text]})


def _fresh(stage: Stage, role: Role) -> Stage:
    return role.stages.select_related("rubric_version__rubric").get(pk=stage.pk)


def _use_version(stage: Stage, version: RubricVersion, role: Role) -> None:
    if version.rubric_id != stage.rubric_version.rubric_id or version.is_draft:
        text = _("Choose a published version of the same rubric.")
        raise Invalid(text, errors={"rubric_version": [text]})
    if stage.job_reviews.exists():
        raise Refused(_("Job reviews were begun on this version, so it stays."))
    stage.rubric_version, stage.title = version, version.title
    copy_criteria(stage, role)


@transaction.atomic
def set_steps(role: Role, *, actor: User, steps: Sequence[Step], reason: str, version: int | None = None) -> Role:
    """Give a draft its own steps: add, remove, reorder and weigh them in one go. Stages that stay keep their settings.

    Raises ``Invalid`` for steps that are no process and without a reason, else like every verb on a draft.
    """
    role = hold_draft(role, actor=actor, version=version)
    if not reason.strip():
        text = _("Say why this role differs from its process.")
        raise Invalid(text, errors={"reason": [text]})
    before = {stage.rubric_version.rubric_id: stage.weight for stage in role.stages.select_related("rubric_version")}
    lay_steps(role, steps, WeightSource.HAND)
    role.own_steps = [step.rubric for step in steps] != [step.rubric for step in steps_of(role.process)]
    role.save(update_fields=["own_steps"])
    stages = role.stages.select_related("rubric_version")
    StageWeightChange.objects.bulk_create(
        StageWeightChange(stage=stage, old=old, new=stage.weight, reason=reason.strip(), author=actor)
        for stage in stages
        if (old := before.get(stage.rubric_version.rubric_id, 0)) != stage.weight
    )
    count_change(role)
    record("role.steps_set", actor=actor, obj=role, role=role, fields=["stages"])
    return role


@transaction.atomic
def use_process_steps(role: Role, *, actor: User, version: int | None = None) -> Role:
    """Go back to the steps and step weights of the process."""
    role = hold_draft(role, actor=actor, version=version)
    lay_process(role)
    count_change(role)
    record("role.steps_reset", actor=actor, obj=role, role=role, fields=["stages"])
    return role


@transaction.atomic
def weigh_criteria(
    stage: Stage, *, actor: User, weights: Mapping[str, int], reason: str, version: int | None = None
) -> Stage:
    """Set the weights of a stage's criteria by hand, all of them, with a reason. Raises ``Invalid`` unless they sum
    to 100, else like every verb on a draft.
    """
    role = hold_draft(stage.role, actor=actor, version=version)
    stage = _fresh(stage, role)
    if not reason.strip():
        text = _("Say why these weights fit this role better.")
        raise Invalid(text, errors={"reason": [text]})
    criteria = list(stage.criteria.all())
    check_hand_weights([item.key for item in criteria], weights)
    StageWeightChange.objects.bulk_create(
        StageWeightChange(
            stage=stage, key=item.key, old=item.weight, new=weights[item.key], reason=reason.strip(), author=actor
        )
        for item in criteria
        if item.weight != weights[item.key]
    )
    set_hand_weights(criteria, weights)
    count_change(role)
    record("stage.weighed", actor=actor, obj=stage, role=role, fields=["weights"])
    return stage


def set_hand_weights(criteria: Sequence[StageCriterion], weights: Mapping[str, int]) -> None:
    """Store weights that a person set, of all these criteria."""
    for item in criteria:
        item.weight, item.weight_source = weights[item.key], WeightSource.HAND
        item.plain_weight, item.raised_by = None, []
    StageCriterion.objects.bulk_update(criteria, ["weight", "weight_source", "plain_weight", "raised_by"])


@transaction.atomic
def use_library_weights(stage: Stage, *, actor: User, version: int | None = None) -> Stage:
    """Take back the weights that were set by hand."""
    role = hold_draft(stage.role, actor=actor, version=version)
    stage = _fresh(stage, role)
    copy_criteria(stage, role)
    count_change(role)
    record("stage.weights_reset", actor=actor, obj=stage, role=role, fields=["weights"])
    return stage
