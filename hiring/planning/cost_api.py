"""What a role costs, in the API: what people entered, and what follows from it."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from hiring.benchmarks.ranges import Figure, Range
from hiring.benchmarks.words import REGIONS
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.api.verbs import adds, changes
from hiring.planning.cost import Cost
from hiring.planning.costing import ENTERED, enter_cost, read_cost, start_cost
from hiring.planning.models import CostPlan
from hiring.planning.permissions import require_plan_lead
from hiring.roles.models import Role


class RangeSerializer(serializers.Serializer):
    """From low to high; ``open`` where a source says "and more". ``benchmarks`` are keys of what it comes from."""

    low = serializers.DecimalField(max_digits=16, decimal_places=2)
    high = serializers.DecimalField(max_digits=16, decimal_places=2)
    open = serializers.BooleanField()
    benchmarks = serializers.ListField(child=serializers.CharField())


def write_range(value: Range | None) -> dict[str, Any] | None:
    if value is None:
        return None
    keys = [origin.key for origin in value.origins if isinstance(origin, Figure)]
    return {
        "low": f"{value.low:.2f}",
        "high": f"{value.high:.2f}",
        "open": value.is_open,
        "benchmarks": keys,
    }


class ModelCostSerializer(serializers.Serializer):
    engagement = serializers.CharField()
    month = RangeSerializer(allow_null=True)
    once = RangeSerializer()
    totals = serializers.DictField(child=RangeSerializer(), help_text="By months: 12, 24, 36. Empty without a price.")
    verdict = serializers.CharField(allow_null=True, help_text="Of 12 months and the budget: within, depends or over.")


class CostSerializer(serializers.Serializer):
    """Money is in ``currency``; null where nobody said what it needs."""

    currency = serializers.CharField()
    needs_rate = serializers.BooleanField(help_text="The benchmarks are in another currency: enter an exchange rate.")
    base = RangeSerializer(allow_null=True)
    year = RangeSerializer(allow_null=True)
    hourly = RangeSerializer(allow_null=True)
    monthly = RangeSerializer(allow_null=True)
    interview_hours = RangeSerializer(allow_null=True)
    interviews = RangeSerializer(allow_null=True)
    weeks = RangeSerializer(allow_null=True)
    vacancy = RangeSerializer(allow_null=True)
    wrong_hire_months = RangeSerializer(allow_null=True)
    wrong_hire = RangeSerializer(allow_null=True)
    senior = RangeSerializer(allow_null=True)
    juniors = RangeSerializer(allow_null=True)
    mentoring = RangeSerializer(allow_null=True)
    models = ModelCostSerializer(many=True)


PLAIN = (
    "base",
    "year",
    "hourly",
    "monthly",
    "interview_hours",
    "interviews",
    "weeks",
    "vacancy",
    "wrong_hire_months",
    "wrong_hire",
)


def write_cost(cost: Cost) -> dict[str, Any]:
    compared = {
        name: write_range(getattr(cost.comparison, name) if cost.comparison else None)
        for name in ("senior", "juniors", "mentoring")
    }
    models = [
        {
            "engagement": model.engagement,
            "month": write_range(model.month),
            "once": write_range(model.once),
            "totals": {str(months): write_range(total) for months, total in model.totals.items()},
            "verdict": model.verdict,
        }
        for model in cost.models
    ]
    return {name: write_range(getattr(cost, name)) for name in PLAIN} | compared | {"models": models}


class CostPlanLineSerializer(PublicSerializer):
    role = Reference()
    changed_by = Reference()

    class Meta:
        model = CostPlan
        fields = ["id", "role", *ENTERED, "version", "changed_by", "changed_at"]


class CostPlanSerializer(CostPlanLineSerializer):
    cost = serializers.SerializerMethodField()

    class Meta(CostPlanLineSerializer.Meta):
        fields = [*CostPlanLineSerializer.Meta.fields, "cost"]

    @extend_schema_field(CostSerializer)
    def get_cost(self, plan: CostPlan) -> dict[str, Any]:
        shown = read_cost(plan.role)
        return {"currency": shown.currency, "needs_rate": shown.needs_rate} | write_cost(shown.cost)


def _money() -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=12, decimal_places=2, min_value=0, required=False, allow_null=True)


class CostBody(serializers.Serializer):
    region = serializers.ChoiceField(list(REGIONS.items()), required=False)
    rate = serializers.DecimalField(max_digits=14, decimal_places=6, required=False, allow_null=True)
    rate_on = serializers.DateField(required=False, allow_null=True)
    salary_low = _money()
    salary_high = _money()
    recruiting = _money()
    onboarding = _money()
    candidates = serializers.IntegerField(min_value=1, max_value=1000, required=False, allow_null=True)
    interviewer_hour = _money()
    vacancy_week = _money()
    juniors = serializers.IntegerField(min_value=0, max_value=20, required=False, allow_null=True)
    mentoring_hours = serializers.DecimalField(
        max_digits=5, decimal_places=1, min_value=0, max_value=60, required=False, allow_null=True
    )
    budget = _money()


class CostAddBody(CostBody):
    role = Reference(queryset=Role.objects.all())


class ByRoleFilters(serializers.Serializer):
    role = Reference(queryset=Role.objects.all(), required=False)


class CostPlanCollection(Collection):
    """What is known about the cost of a role, one plan a role, and the ranges that follow from it."""

    queryset = CostPlan.objects.select_related("role__place", "role__seniority", "changed_by")
    serializer_class = CostPlanSerializer
    version_field = "version"
    filters = ByRoleFilters

    def get_serializer_class(self) -> type[CostPlanLineSerializer]:
        return CostPlanLineSerializer if self.action == "list" else CostPlanSerializer

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)

    @adds(CostAddBody)
    def create(self, role: Role, **data: Any) -> CostPlan:
        """Enter what is known about a role for the first time."""
        return start_cost(role, actor=self.request.user, **data)

    @changes(CostBody, may=require_plan_lead)
    def partial_update(self, plan: CostPlan, **data: Any) -> None:
        """Change what is known."""
        enter_cost(plan.role, actor=self.request.user, version=plan.version, **data)
