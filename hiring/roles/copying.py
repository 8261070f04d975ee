"""Making a role like an earlier one: its steps, their weights and how they are held. People stay where they are."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.roles.models import Role, Stage, StageWeightChange, WeightSource
from hiring.roles.stages import lay_steps, set_hand_weights
from hiring.roles.steps import Step, steps_of

HELD = ("minutes", "due_hours", "evidence_characters")


def take_over_stages(role: Role, source: Role, *, actor: User) -> None:
    """Give a draft with the stages of its process what ``source`` has of its own.

    Own steps and weights of steps are taken over where both roles have the same process; of every step that both have,
    its panel with the reason, its times and the weights that were set by hand, as long as the newest rubric version
    still has the same criteria. The reasons go along; who gave them does not.
    """
    before = {stage.rubric_version.rubric_id: stage.weight for stage in _stages(role)}
    theirs = {stage.rubric_version.rubric_id: stage for stage in _stages(source)}
    by_hand = any(stage.weight_source == WeightSource.HAND for stage in theirs.values())
    if role.process_id == source.process_id and by_hand:
        steps = [Step(stage.rubric_version.rubric, stage.weight) for stage in theirs.values()]
        lay_steps(role, steps, WeightSource.HAND)
        role.own_steps = [step.rubric for step in steps] != [step.rubric for step in steps_of(role.process)]
        role.save(update_fields=["own_steps"])
    for stage in _stages(role):
        if other := theirs.get(stage.rubric_version.rubric_id):
            _take_over(stage, other, actor, before.get(stage.rubric_version.rubric_id, 0))


def _stages(role: Role) -> list[Stage]:
    stages = role.stages.select_related("rubric_version__rubric")
    return list(stages.prefetch_related("criteria", "weight_changes"))


def _take_over(stage: Stage, other: Stage, actor: User, process_weight: int) -> None:
    for name in HELD:
        setattr(stage, name, getattr(other, name))
    least = stage.rubric_version.raters_min
    if other.panel_size >= least or other.panel_reason:
        stage.panel_size = other.panel_size
        stage.panel_reason = other.panel_reason if other.panel_size < least else ""
    stage.save()
    if stage.weight_source == WeightSource.HAND and stage.weight != process_weight:
        _note(stage, other, actor, {"": (process_weight, stage.weight)})
    kept = {item.key: item.weight for item in other.criteria.all() if item.weight_source == WeightSource.HAND}
    criteria = list(stage.criteria.all())
    if kept and kept.keys() == {item.key for item in criteria}:
        _note(stage, other, actor, {item.key: (item.weight, kept[item.key]) for item in criteria})
        set_hand_weights(criteria, kept)


def _note(stage: Stage, other: Stage, actor: User, weights: Mapping[str, tuple[int, int]]) -> None:
    """Write down each changed weight, with the latest reason that stood behind it."""
    reasons = {bool(change.key): change.reason for change in reversed(other.weight_changes.all())}
    StageWeightChange.objects.bulk_create(
        StageWeightChange(
            stage=stage,
            key=key,
            old=old,
            new=new,
            reason=reasons.get(bool(key)) or _("Taken over from an earlier role."),
            author=actor,
        )
        for key, (old, new) in weights.items()
        if old != new
    )
