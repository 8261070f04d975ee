"""Teams and the stages of roles in the API."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.routers import BaseRouter

from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.api.verbs import changes, verb
from hiring.roles.forms import LONGEST_REASON
from hiring.roles.models import Role, Stage, StageCriterion, Team
from hiring.roles.permissions import require_stage_lead
from hiring.roles.stages import edit_stage, use_library_weights, weigh_criteria
from rubrics.library.models import RubricVersion

SETTINGS = ("panel_size", "panel_reason", "minutes", "due_hours", "evidence_characters")


class TeamSerializer(PublicSerializer):
    class Meta:
        model = Team
        fields = ["id", "name", "is_active"]


class TeamCollection(Collection):
    """Teams, which ask for hires."""

    queryset = Team.objects.all()
    serializer_class = TeamSerializer


class StageCriterionSerializer(serializers.ModelSerializer):
    class Meta:
        model = StageCriterion
        fields = ["key", "title", "group", "weight", "weight_source", "must_have", "floor", "advice_floor", "off_by"]
        read_only_fields = fields
        extra_kwargs = {"off_by": {"help_text": "Who switched the must-have off: titles of profiles and seniority."}}


class StageSerializer(PublicSerializer):
    role = Reference()
    rubric_version = Reference()
    criteria = StageCriterionSerializer(many=True, read_only=True)

    class Meta:
        model = Stage
        fields = [
            "id",
            "role",
            "position",
            "title",
            "is_gate",
            "rubric_version",
            "weight",
            "weight_source",
            *SETTINGS,
            "criteria",
        ]


class StageChange(serializers.Serializer):
    panel_size = serializers.IntegerField(min_value=1, max_value=12)
    panel_reason = serializers.CharField(max_length=LONGEST_REASON, allow_blank=True)
    minutes = serializers.IntegerField(min_value=5, max_value=720)
    due_hours = serializers.IntegerField(min_value=1, max_value=240)
    evidence_characters = serializers.IntegerField(min_value=1, max_value=500)
    rubric_version = Reference(queryset=RubricVersion.objects.all())


class WeighBody(serializers.Serializer):
    weights = serializers.DictField(
        child=serializers.IntegerField(min_value=0, max_value=100), help_text="Of every criterion by its key; sum 100."
    )
    reason = serializers.CharField(max_length=LONGEST_REASON)


class StageFilters(serializers.Serializer):
    role = Reference(queryset=Role.objects.all(), required=False)


class StageCollection(Collection):
    """Stages of roles with what they judge by. They change while the role is a draft."""

    queryset = Stage.objects.select_related("role", "rubric_version__rubric").prefetch_related("criteria")
    serializer_class = StageSerializer
    filters = StageFilters

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)

    @changes(StageChange, may=require_stage_lead)
    def partial_update(self, stage: Stage, **sent: Any) -> Stage:
        """Change how the stage is held. A panel below the library's size needs a reason."""
        values = {name: getattr(stage, name) for name in SETTINGS}
        return edit_stage(stage, actor=self.request.user, **(values | sent))

    @verb(WeighBody, may=require_stage_lead)
    def weigh(self, stage: Stage, weights: Mapping[str, int], reason: str) -> None:
        """Set the weights of the criteria by hand, all of them, with a reason."""
        weigh_criteria(stage, actor=self.request.user, weights=weights, reason=reason)

    @verb(may=require_stage_lead)
    def unweigh(self, stage: Stage) -> None:
        """Take back the weights that were set by hand."""
        use_library_weights(stage, actor=self.request.user)


def register(router: BaseRouter) -> None:
    router.register("teams", TeamCollection, basename="team")
    router.register("stages", StageCollection, basename="stage")
