"""Teams, hiring teams and the stages of roles in the API."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.routers import BaseRouter

from hiring.core.accounts.models import User
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.api.verbs import adds, changes, verb
from hiring.roles.forms import LONGEST_REASON
from hiring.roles.members import add_member, remove_member
from hiring.roles.models import HiringTeamMember, Role, Stage, StageCriterion, Team, TeamRight
from hiring.roles.permissions import require_member_lead, require_stage_lead
from hiring.roles.stages import edit_stage, use_library_weights, weigh_criteria
from rubrics.library.models import RubricVersion

RAISED = {
    "plain_weight": {"help_text": "The weight before the role's reasons; null where they moved nothing."},
    "raised_by": {"help_text": "What raised the weight: titles of the role's reasons."},
}
SETTINGS = ("panel_size", "panel_reason", "minutes", "due_hours", "evidence_characters")


class TeamSerializer(PublicSerializer):
    class Meta:
        model = Team
        fields = ["id", "name", "is_active"]


class TeamCollection(Collection):
    """Teams, which ask for hires."""

    queryset = Team.objects.all()
    serializer_class = TeamSerializer


class MemberSerializer(PublicSerializer):
    role = Reference()
    user = Reference()
    added_by = Reference()

    class Meta:
        model = HiringTeamMember
        fields = ["id", "role", "user", "right", "added_by", "added_at", "left_at"]


class MemberBody(serializers.Serializer):
    role = Reference(queryset=Role.objects.all())
    user = Reference(queryset=User.objects.all())
    right = serializers.ChoiceField(TeamRight.choices)


class MemberFilters(serializers.Serializer):
    role = Reference(queryset=Role.objects.all(), required=False)
    user = Reference(queryset=User.objects.all(), required=False)


class MemberCollection(Collection):
    """Who is on which hiring team, with which right; one row a right. Rights that ended stay, with their day."""

    queryset = HiringTeamMember.objects.select_related("role", "user", "added_by")
    serializer_class = MemberSerializer
    filters = MemberFilters

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)

    @adds(MemberBody)
    def create(self, role: Role, user: User, right: str) -> HiringTeamMember:
        """Give somebody a right on a role."""
        return add_member(role, actor=self.request.user, user=user, right=right)

    @verb(may=require_member_lead)
    def remove(self, member: HiringTeamMember) -> None:
        """End a right. The last hiring manager stays."""
        remove_member(member, actor=self.request.user)


class StageCriterionSerializer(serializers.ModelSerializer):
    class Meta:
        model = StageCriterion
        fields = [
            "key",
            "title",
            "group",
            "weight",
            "weight_source",
            *RAISED,
            "must_have",
            "floor",
            "floor_by",
            "advice_floor",
            "off_by",
        ]
        read_only_fields = fields
        extra_kwargs = {
            "off_by": {"help_text": "Who switched the must-have off: titles of profiles and seniority."},
            "floor_by": {"help_text": "What raised the floor: titles of the role's reasons."},
            **RAISED,
        }


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
            *RAISED,
            *SETTINGS,
            "criteria",
        ]
        extra_kwargs = RAISED


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
    router.register("hiring-team", MemberCollection, basename="hiring-team-member")
    router.register("stages", StageCollection, basename="stage")
