"""What the page of a role's stages shows: each stage, what it judges by, and where each figure comes from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from hiring.roles.models import Role, Stage, StageCriterion, StageWeightChange, WeightSource
from rubrics.library.models import Profile, RubricVersion
from rubrics.scoring import profiles
from rubrics.scoring.profiles import has_weights_for


@dataclass(frozen=True, slots=True)
class ShownStage:
    """One stage. ``newer`` is the number of a version published since, ``changes`` are weights set by hand."""

    stage: Stage
    criteria: Sequence[StageCriterion]
    source: str
    moved: bool  # the role's reasons moved weights
    newer: int | None
    changes: Sequence[StageWeightChange]

    @property
    def by_hand(self) -> bool:
        return any(item.weight_source == WeightSource.HAND for item in self.criteria)

    @property
    def advice(self) -> list[StageCriterion]:
        return [item for item in self.criteria if item.advice_floor is not None]

    @property
    def latest_change(self) -> StageWeightChange | None:
        return next((change for change in self.changes if change.key), None)


@dataclass(frozen=True, slots=True)
class ShownStages:
    """All stages of a role. ``silent`` are sentences about profiles that have no weights for this process."""

    stages: Sequence[ShownStage]
    step_source: str
    silent: Sequence[str]
    step_change: StageWeightChange | None

    @property
    def raised(self) -> list[Stage]:
        """The steps that weigh more for a reason of the role."""
        return [shown.stage for shown in self.stages if shown.stage.raised_by]

    @property
    def has_newer(self) -> bool:
        return any(shown.newer for shown in self.stages)

    @property
    def minutes(self) -> int:
        """What all judged stages take of a candidate's time."""
        return sum(shown.stage.minutes for shown in self.stages if not shown.stage.is_gate)


def read_stages(role: Role) -> ShownStages:
    """Return all that the page shows, by four queries."""
    stages = list(
        role.stages.select_related("rubric_version__rubric").prefetch_related("criteria", "weight_changes__author")
    )
    rubrics = [stage.rubric_version.rubric_id for stage in stages]
    newest = dict(
        RubricVersion.objects.published()
        .filter(rubric__in=rubrics)
        .order_by()
        .values_list("rubric")
        .annotate(newest=Max("number"))
    )
    shown = [_show(stage, role, newest[stage.rubric_version.rubric_id]) for stage in stages]
    by_hand = [change for stage in stages for change in stage.weight_changes.all() if not change.key]
    return ShownStages(
        stages=shown,
        step_source=say_step_source(role, stages),
        silent=list(_say_silence(role, stages)),
        step_change=max(by_hand, key=lambda change: change.pk, default=None),
    )


def _show(stage: Stage, role: Role, newest: int) -> ShownStage:
    criteria = list(stage.criteria.all())
    return ShownStage(
        stage=stage,
        criteria=criteria,
        source=say_source(criteria[0].weight_source, role) if criteria else "",
        moved=any(item.plain_weight is not None for item in criteria),
        newer=newest if newest > stage.rubric_version.number else None,
        changes=list(stage.weight_changes.all()),
    )


def say_source(source: str, role: Role) -> str:
    """Say where the weights of criteria come from. All of a stage come from one source."""
    texts = {
        WeightSource.SPECIALISM: _("Weights of the specialism %(name)s.") % {"name": role.specialism},
        WeightSource.ROLE_TYPE: _("Weights of the role type %(name)s.") % {"name": role.role_type},
        WeightSource.RUBRIC: _("Weights of the rubric itself."),
        WeightSource.HAND: _("Weights set for this role."),
    }
    return texts[WeightSource(source)]


def say_step_source(role: Role, stages: Sequence[Stage]) -> str:
    """Say where the weights of the steps come from."""
    sources = {stage.weight_source for stage in stages}
    if WeightSource.HAND in sources:
        return _("The weights of the steps were set for this role.")
    if WeightSource.ROLE_TYPE in sources:
        return _("The weights of the steps are those of the role type %(name)s.") % {"name": role.role_type}
    return _("The weights of the steps are those of the process %(name)s.") % {"name": role.process}


def _say_silence(role: Role, stages: Sequence[Stage]) -> Iterable[str]:
    """Name the profiles that say nothing about this process, so that the rubrics' own weights stand."""
    rubrics = [stage.rubric_version.rubric.key for stage in stages]
    for profile in (role.specialism, role.role_type):
        if profile is not None and not _has_weights(profile, role.process.key, rubrics):
            yield _("%(profile)s has no weights for this process, so the rubrics’ own stand.") % {"profile": profile}


def _has_weights(profile: Profile, process: str, rubrics: Sequence[str]) -> bool:
    pure = profiles.Profile(
        key=profile.key,
        kind=profiles.ProfileKind(profile.kind),
        overrides=profile.overrides,
        step_weights=profile.step_weights,
    )
    return has_weights_for(pure, process, rubrics)
