"""The engagement model of a role in the API: facts about the work, the advice of the sources, the choice."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from hiring.benchmarks.words import ENGAGEMENTS
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.api.verbs import adds, changes, verb
from hiring.planning.cost_api import ByRoleFilters
from hiring.planning.engaging import (
    choose_engagement,
    note_transfer,
    read_engagement,
    start_engagement,
    state_facts,
)
from hiring.planning.models import EngagementPlan
from hiring.planning.permissions import require_plan_lead
from hiring.roles.models import Role


class RuleSerializer(serializers.Serializer):
    id = serializers.CharField()
    quote = serializers.CharField()
    source = serializers.CharField(help_text="The name of the work.")


class AdviceSerializer(serializers.Serializer):
    engagement = serializers.CharField()
    is_advised = serializers.BooleanField()
    balance = serializers.IntegerField(help_text="Sentences for it less sentences against it.")
    speaks_for = RuleSerializer(many=True)
    speaks_against = RuleSerializer(many=True)
    risks = serializers.ListField(child=serializers.CharField())


class FactsField(serializers.DictField):
    """{fact: answer}; an empty answer takes one back."""

    child = serializers.CharField(max_length=20, allow_blank=True)


class KeysField(serializers.ListField):
    child = serializers.CharField(max_length=20)


class EngagementPlanLineSerializer(PublicSerializer):
    role = Reference()
    facts = FactsField(read_only=True)
    advised = KeysField(read_only=True, help_text="What the rules advised when the model was chosen.")
    steps = KeysField(read_only=True)
    signals = KeysField(read_only=True)
    chosen_by = Reference()
    changed_by = Reference()

    class Meta:
        model = EngagementPlan
        fields = [
            "id",
            "role",
            "facts",
            "chosen",
            "reason",
            "review_on",
            "advised",
            "chosen_by",
            "chosen_at",
            "steps",
            "signals",
            "version",
            "changed_by",
            "changed_at",
        ]


class EngagementPlanSerializer(EngagementPlanLineSerializer):
    advice = serializers.SerializerMethodField()

    class Meta(EngagementPlanLineSerializer.Meta):
        fields = [*EngagementPlanLineSerializer.Meta.fields, "advice"]

    @extend_schema_field(AdviceSerializer(many=True))
    def get_advice(self, plan: EngagementPlan) -> list[dict[str, Any]]:
        def rules(said: Sequence[tuple[str, str, str]]) -> list[dict[str, str]]:
            return [{"id": rule, "quote": quote, "source": work} for quote, work, rule in said]

        return [
            {
                "engagement": one.engagement,
                "is_advised": one.is_advised,
                "balance": one.balance,
                "speaks_for": rules(one.speaks_for),
                "speaks_against": rules(one.speaks_against),
                "risks": list(one.risks),
            }
            for one in read_engagement(plan.role).advice
        ]


class FactsBody(serializers.Serializer):
    facts = FactsField()


class FactsAddBody(FactsBody):
    role = Reference(queryset=Role.objects.all())


class ChooseBody(serializers.Serializer):
    engagement = serializers.ChoiceField(list(ENGAGEMENTS.items()))
    reason = serializers.CharField(max_length=2000)
    review_on = serializers.DateField(required=False, allow_null=True)


class TransferBody(serializers.Serializer):
    steps = KeysField(help_text="The steps of handing over that are done: all of them.")
    signals = KeysField(help_text="The signals for moving in-house that are seen: all of them.")


class EngagementPlanCollection(Collection):
    """The engagement model of a role: facts about the work, what the sources advise, and what a person chose."""

    queryset = EngagementPlan.objects.select_related("role", "chosen_by", "changed_by")
    serializer_class = EngagementPlanSerializer
    version_field = "version"
    filters = ByRoleFilters

    def get_serializer_class(self) -> type[EngagementPlanLineSerializer]:
        return EngagementPlanLineSerializer if self.action == "list" else EngagementPlanSerializer

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)

    @adds(FactsAddBody)
    def create(self, role: Role, facts: dict[str, str]) -> EngagementPlan:
        """Say for the first time what the work is."""
        return start_engagement(role, actor=self.request.user, facts=facts)

    @changes(FactsBody, may=require_plan_lead)
    def partial_update(self, plan: EngagementPlan, facts: dict[str, str] | None = None) -> None:
        """Change answers about the work; facts that are not named keep theirs."""
        state_facts(plan.role, actor=self.request.user, facts=facts or {}, version=plan.version)

    @verb(ChooseBody, may=require_plan_lead, matches=True)
    def choose(self, plan: EngagementPlan, **data: Any) -> None:
        """Choose a model, with a reason."""
        choose_engagement(plan.role, actor=self.request.user, version=plan.version, **data)

    @verb(TransferBody, may=require_plan_lead, matches=True)
    def transfer(self, plan: EngagementPlan, **data: Any) -> None:
        """Note how far the handing over of knowledge is. Answers 409 unless people from outside were chosen."""
        note_transfer(plan.role, actor=self.request.user, version=plan.version, **data)
