"""The plan of a process in the API: of a role by reads of its collection, of a process in a collection of its own.

What people enter for a plan has collections of its own, registered here (``cost_api``, ``engagement_api``).
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import BaseRouter

from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer
from hiring.core.api.verbs import verb
from hiring.planning.checks import RuleId
from hiring.planning.cost_api import CostPlanCollection
from hiring.planning.engagement_api import EngagementPlanCollection
from hiring.planning.expectations import Expectations, make_expectations, write_markdown
from hiring.planning.plans import ProcessPlan, plan_processes, plan_role, read_role_steps
from hiring.planning.process import StepKind
from hiring.planning.rules import read_rules
from hiring.planning.schedules import BOUNDS, Schedule, read_schedule, save_timeline
from hiring.roles.models import Role
from hiring.roles.permissions import require_lead
from rubrics.library.models import Process


class BackingSerializer(serializers.Serializer):
    source = serializers.CharField(help_text="A tag of the library's sources.")
    says = serializers.CharField()


class StepEffortSerializer(serializers.Serializer):
    id = serializers.CharField(source="step.id", help_text="Of the stage, or of the rubric version.")
    title = serializers.CharField(source="step.title")
    kind = serializers.ChoiceField([(kind.value, kind.value) for kind in StepKind], source="step.kind")
    weight = serializers.IntegerField(source="step.weight")
    panel = serializers.IntegerField(source="step.panel")
    candidate_minutes = serializers.IntegerField(source="candidate")
    interviewer_minutes = serializers.IntegerField(source="interviewer")
    panel_minutes = serializers.IntegerField(source="panel")


class PartSerializer(serializers.Serializer):
    id = serializers.CharField(source="part.id")
    title = serializers.CharField(source="part.title")
    points = serializers.ListField(child=serializers.IntegerField(), help_text="Of each step's 100, in order.")
    owners = serializers.SerializerMethodField(help_text="Ids of the steps that own the part.")
    backing = BackingSerializer(source="part.backing")

    def get_owners(self, section: Any) -> list[str]:
        return [step.id for step in section.owners]


class RowSerializer(serializers.Serializer):
    key = serializers.CharField()
    title = serializers.CharField()
    percent = serializers.FloatField(help_text="Of the whole process; 0 where no step judges it.")
    by_step = serializers.SerializerMethodField(help_text="The same for each step, in order.")

    def get_by_step(self, row: Any) -> list[float]:
        return [cell.percent for cell in row.cells]


class PlanFindingSerializer(serializers.Serializer):
    rule = serializers.ChoiceField([(rule.value, rule.value) for rule in RuleId], source="finding.rule")
    step = serializers.CharField(source="finding.step.id", default="", help_text="Empty: the process as a whole.")
    text = serializers.CharField()
    backing = BackingSerializer(source="finding.backing")


class PlanSerializer(serializers.Serializer):
    candidate_minutes = serializers.IntegerField(source="effort.candidate")
    panel_minutes = serializers.IntegerField(source="effort.panel")
    interviews = serializers.IntegerField()
    steps = StepEffortSerializer(source="effort.steps", many=True)
    parts = serializers.SerializerMethodField()
    criteria = RowSerializer(source="coverage.rows", many=True)
    faults = PlanFindingSerializer(many=True)
    hints = PlanFindingSerializer(many=True)

    @extend_schema_field(PartSerializer(many=True))
    def get_parts(self, plan: ProcessPlan) -> Any:
        sections = [section for section in plan.coverage.sections if section.part is not None]
        return PartSerializer(sections, many=True).data


class ExpectedStepSerializer(serializers.Serializer):
    number = serializers.IntegerField()
    title = serializers.CharField()
    minutes = serializers.IntegerField()
    people = serializers.IntegerField()
    held = serializers.CharField()
    judged = serializers.ListField(child=serializers.CharField())


class ExpectationsSerializer(serializers.Serializer):
    title = serializers.CharField()
    team = serializers.CharField()
    place = serializers.CharField()
    summary = serializers.CharField()
    minutes = serializers.IntegerField()
    steps = ExpectedStepSerializer(many=True)
    not_judged = serializers.ListField(child=serializers.CharField())
    promises = serializers.ListField(child=serializers.CharField())
    markdown = serializers.SerializerMethodField()

    def get_markdown(self, expected: Expectations) -> str:
        return write_markdown(expected)


class DatesSerializer(serializers.Serializer):
    early = serializers.DateField()
    likely = serializers.DateField()
    late = serializers.DateField()


class PhaseSerializer(serializers.Serializer):
    id = serializers.CharField(allow_blank=True, help_text="Of the stage; empty for decision and offer.")
    title = serializers.CharField()
    candidates = serializers.IntegerField()
    hours = serializers.FloatField(source="hours_shown", help_text="Of the panel for all of them.")
    days = serializers.ListField(child=serializers.IntegerField(), help_text="Working days: early, likely, late.")
    begins = DatesSerializer()
    ends = DatesSerializer()


class TimelineInputs(serializers.Serializer):
    start_on = serializers.DateField(help_text="First day of screening.")
    interviewers = serializers.IntegerField(min_value=1, max_value=BOUNDS["interviewers"][1])
    hours_a_week = serializers.IntegerField(min_value=1, max_value=BOUNDS["hours_a_week"][1])
    candidates = serializers.IntegerField(min_value=1, max_value=BOUNDS["candidates"][1])
    pass_percent = serializers.IntegerField(min_value=1, max_value=BOUNDS["pass_percent"][1])
    weeks_by = serializers.CharField(
        max_length=60,
        required=False,
        allow_blank=True,
        help_text="Key of a benchmark on the time to hire; empty: the one that names the seniority.",
    )


class TimelineBody(TimelineInputs):
    version = serializers.IntegerField(
        min_value=0, max_value=2**31 - 1, required=False, help_text="Of the timeline that you read, 0 for none."
    )


class ReadingSerializer(serializers.Serializer):
    key = serializers.CharField(source="figure.key")
    low = serializers.FloatField(source="figure.low")
    high = serializers.FloatField(source="figure.high")
    unit = serializers.CharField(source="figure.unit")
    source = serializers.CharField(source="figure.source")
    quote = serializers.CharField(source="figure.quote")
    fits = serializers.BooleanField(help_text="The source speaks of roles like this one.")
    filled = serializers.SerializerMethodField()

    @extend_schema_field(DatesSerializer(allow_null=True))
    def get_filled(self, reading: Any) -> Any:
        return DatesSerializer(reading.timeline.filled).data if reading.timeline else None


class TimelineSerializer(serializers.Serializer):
    version = serializers.IntegerField(help_text="0: nobody has entered numbers, and the defaults stand.")
    inputs = TimelineInputs()
    phases = serializers.SerializerMethodField(help_text="Empty where there is no date to tell.")
    filled = serializers.SerializerMethodField()
    readings = ReadingSerializer(many=True)
    days_off = serializers.ListField(child=serializers.DateField(), help_text="Holidays of the place on the way.")

    @extend_schema_field(PhaseSerializer(many=True))
    def get_phases(self, schedule: Schedule) -> Any:
        return PhaseSerializer(schedule.timeline.phases if schedule.timeline else (), many=True).data

    @extend_schema_field(DatesSerializer(allow_null=True))
    def get_filled(self, schedule: Schedule) -> Any:
        return DatesSerializer(schedule.timeline.filled).data if schedule.timeline else None


class PlannedRoles(Collection):
    """What the collection of roles tells of their plans."""

    @extend_schema(responses=PlanSerializer)
    @action(detail=True)
    def plan(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What the role's process covers and takes, and what is wrong with it."""
        return Response(PlanSerializer(plan_role(self.get_object())).data)

    @extend_schema(responses=ExpectationsSerializer)
    @action(detail=True)
    def expectations(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What candidates may expect, also as one Markdown text."""
        role = self.get_object()
        expected = make_expectations(role, read_role_steps(role), read_rules())
        return Response(ExpectationsSerializer(expected).data)

    @extend_schema(responses=TimelineSerializer)
    @action(detail=True)
    def timeline(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """When each step ends and the role is filled, by every source."""
        return Response(TimelineSerializer(read_schedule(self.get_object())).data)

    @verb(TimelineBody, may=require_lead, stale=True)
    def plan_timeline(self, role: Role, **data: Any) -> None:
        """Keep what the timeline is computed from. Answers 412 when somebody changed it in between."""
        save_timeline(role, actor=self.request.user, **data)


class ProcessPlanSerializer(PublicSerializer):
    plan = PlanSerializer(read_only=True)

    class Meta:
        model = Process
        fields = ["id", "key", "title", "plan"]


class ProcessPlanCollection(Collection):
    """Processes with what they cover and take, as a new role without profile would have them."""

    queryset = Process.objects.all()
    serializer_class = ProcessPlanSerializer

    def paginate_queryset(self, queryset: QuerySet) -> Any:
        rows = super().paginate_queryset(queryset)
        return self._with_plans(rows)

    def get_object(self) -> Process:
        (process,) = self._with_plans([super().get_object()])
        return process

    def _with_plans(self, processes: Iterable[Process]) -> Any:
        found = list(processes)
        plans = plan_processes(found)
        for process in found:
            process.plan = plans[process.pk]
        return found


def register(router: BaseRouter) -> None:
    router.register("process-plans", ProcessPlanCollection, basename="process-plan")
    router.register("cost-plans", CostPlanCollection, basename="cost-plan")
    router.register("engagement-plans", EngagementPlanCollection, basename="engagement-plan")
