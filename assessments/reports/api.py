"""Reports in the API: ask for one, see how it stands, fetch its file, stop it. The same rights and the same seal."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.routers import BaseRouter

from assessments.reports import making
from assessments.reports.models import Report
from assessments.reports.sending import send_report
from assessments.reports.states import BULK, ReportKind, ReportState
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Application, ApplicationState
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.api.verbs import adds, verb
from hiring.core.background.models import Task
from hiring.roles.models import Role, Stage

# Which row each kind is of; the others go without.
ABOUT = {
    ReportKind.SCORECARD: "scorecard",
    ReportKind.APPLICATION: "application",
    ReportKind.JOB_DESCRIPTION: "role",
    ReportKind.ROLE_BRIEF: "role",
    **dict.fromkeys(BULK, "role"),
}


class ReportSerializer(PublicSerializer):
    role = Reference()
    application = Reference()
    scorecard = Reference(source="card", allow_null=True)
    stage = Reference()
    made_by = Reference()
    task = Reference()
    state = serializers.SerializerMethodField()

    class Meta:
        model = Report
        fields = [
            *["id", "kind", "role", "application", "scorecard", "stage", "states", "state", "made_by", "task"],
            *["created_at", "ready_at", "deleted_at"],
        ]

    @extend_schema_field(serializers.ChoiceField(ReportState.choices))
    def get_state(self, report: Report) -> str:
        return report.state.value


class ReportBody(serializers.Serializer):
    kind = serializers.ChoiceField(ReportKind.choices)
    application = Reference(queryset=Application.objects.select_related("role"), required=False)
    scorecard = Reference(queryset=Scorecard.objects.select_related("application__role"), required=False)
    role = Reference(queryset=Role.objects.all(), required=False)
    stage = Reference(
        queryset=Stage.objects.filter(is_gate=False), required=False, help_text="Of a role: only applications there."
    )
    states = serializers.ChoiceField(
        [("open", "Open"), *ApplicationState.choices], required=False, help_text="Of a role: only applications in it."
    )

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        about = ABOUT[data["kind"]]
        if about not in data:
            raise serializers.ValidationError({about: [_("This kind of report needs it.")]})
        if "stage" in data and data["stage"].role_id != getattr(data.get("role"), "pk", None):
            raise serializers.ValidationError({"stage": [_("This is not a stage of the role.")]})
        return data


class ReportFilters(serializers.Serializer):
    role = Reference(queryset=Role.objects.all(), required=False)
    application = Reference(queryset=Application.objects.all(), required=False)
    kind = serializers.ChoiceField(ReportKind.choices, required=False)
    task = serializers.CharField(max_length=22, required=False)


class ReportCollection(Collection):
    """What was printed or exported. Files are deleted after the days of the policy; the rows stay."""

    queryset = Report.objects.select_related("role", "application", "card", "stage", "made_by", "task")
    serializer_class = ReportSerializer
    filters = ReportFilters

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        if "task" in wanted:
            queryset = queryset.filter(task__public_id=wanted.pop("task"))
        return queryset.filter(**wanted)

    @adds(ReportBody, background=True)
    def create(self, kind: str, **about: Any) -> Task:
        """Have a report made. The task's result names it once it is ready; `?task=ID` finds it before."""
        return self._ask(kind, **about).task

    def _ask(self, kind: str, **about: Any) -> Report:
        actor = self.request.user
        match kind:
            case ReportKind.SCORECARD:
                return making.print_scorecard(about["scorecard"], actor=actor)
            case ReportKind.APPLICATION:
                return making.print_application(about["application"], actor=actor)
            case ReportKind.JOB_DESCRIPTION:
                return making.print_job_description(about["role"], actor=actor)
            case ReportKind.ROLE_BRIEF:
                return making.print_role_brief(about["role"], actor=actor)
        chosen = making.Chosen(about["role"], about.get("stage"), about.get("states", ""))
        return making.export_role(kind, chosen, actor=actor)

    @verb(background=True)
    def again(self, report: Report) -> Task:
        """Have the same made of what stands now."""
        return making.make_again(report, actor=self.request.user).task

    @verb()
    def cancel(self, report: Report) -> None:
        """Stop a report that is waiting or being made; what was done of it is kept."""
        making.cancel_report(report, actor=self.request.user)

    @verb()
    def resume(self, report: Report) -> None:
        """Go on with a report that was stopped or failed."""
        making.resume_report(report, actor=self.request.user)

    @verb()
    def remove(self, report: Report) -> None:
        """Delete the file; that it was made stays written."""
        making.delete_report(report, actor=self.request.user)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True)
    def file(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file. 404 while there is none, 403 while something in it is sealed to you."""
        return send_report(self.get_object(), reader=request.user, inline=False)


def register(router: BaseRouter) -> None:
    router.register("reports", ReportCollection, basename="report")
