"""Applications in the API: the same rows and the same verbs as the pages."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.routers import BaseRouter

from assessments.debriefs import verbs as decisions
from assessments.debriefs.api import DecisionSerializer
from assessments.debriefs.models import Decision, Outcome
from assessments.pipeline import verbs
from assessments.pipeline.closing import close_role
from candidates.applications.models import Application, ApplicationState, MoveReason
from candidates.applications.permissions import require_decider, require_lead
from candidates.documents.adding import apply_for
from candidates.people.models import Candidate
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.api.verbs import adds, verb
from hiring.core.errors import Invalid
from hiring.intake.api import ReasonBody, RoleCollection
from hiring.roles.models import Role, Stage
from hiring.roles.permissions import require_lead as require_role_lead

LONGEST_WORDS = 4000


class ApplicationSerializer(PublicSerializer):
    role = Reference()
    candidate = Reference()
    stage = Reference()

    class Meta:
        model = Application
        fields = ["id", "role", "candidate", "stage", "state", "source", "applied_at", "stage_entered_at", "version"]


class ApplicationBody(serializers.Serializer):
    role = Reference(queryset=Role.objects.all())
    candidate = Reference(queryset=Candidate.objects.all())
    source = serializers.CharField(max_length=80, required=False, allow_blank=True)


class AdvanceBody(serializers.Serializer):
    reason = serializers.CharField(max_length=LONGEST_WORDS, required=False, allow_blank=True)
    to_stage = serializers.CharField(max_length=22, required=False, help_text="A later stage of the role.")


class HoldBody(serializers.Serializer):
    reason = serializers.CharField(max_length=LONGEST_WORDS)


class FinalBody(serializers.Serializer):
    outcome = serializers.ChoiceField([(item.value, item.label) for item in (Outcome.HIRE, Outcome.NO_HIRE)])
    reason = serializers.CharField(max_length=LONGEST_WORDS)
    heading_notes = serializers.DictField(
        child=serializers.CharField(max_length=LONGEST_WORDS, allow_blank=True), required=False, help_text="By heading."
    )
    move_reason = serializers.CharField(
        max_length=22, required=False, help_text="For `no_hire`: the id of a reason of the list."
    )


class OutBody(serializers.Serializer):
    reason = serializers.CharField(max_length=22, help_text="The id of a reason of the list.")
    words = serializers.CharField(max_length=LONGEST_WORDS, required=False, allow_blank=True)


class UndoBody(serializers.Serializer):
    words = serializers.CharField(max_length=LONGEST_WORDS)


class ApplicationFilters(serializers.Serializer):
    role = serializers.CharField(max_length=22, required=False)
    state = serializers.ChoiceField(ApplicationState.choices, required=False)


class ApplicationCollection(Collection):
    """Candidates for roles, and where they stand."""

    queryset = Application.objects.select_related("role__seniority", "role__place", "candidate", "stage")
    serializer_class = ApplicationSerializer
    version_field = "version"
    orderings = ("applied_at", "stage_entered_at")
    filters = ApplicationFilters

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        if "role" in wanted:
            queryset = queryset.filter(role__public_id=wanted["role"])
        return queryset.filter(state=wanted["state"]) if "state" in wanted else queryset

    @adds(ApplicationBody)
    def create(self, role: Role, candidate: Candidate, source: str = "") -> Application:
        return apply_for(role, actor=self.request.user, person=candidate, source=source)

    @verb(AdvanceBody, may=require_lead)
    def advance(self, application: Application, reason: str = "", to_stage: str = "") -> None:
        """Pass on from New, or advance with a reason to the next stage or a later one."""
        if application.stage is None:
            verbs.pass_on(application, actor=self.request.user)
            return
        target = _read_stage(application, to_stage) if to_stage else None
        decisions.advance(application, actor=self.request.user, reason=reason, to_stage=target)

    @verb(HoldBody, may=require_lead)
    def hold(self, application: Application, reason: str) -> None:
        """Keep the application where it is until something is settled."""
        decisions.hold(application, actor=self.request.user, reason=reason)

    @verb(may=require_lead)
    def resume(self, application: Application) -> None:
        """Take the application off hold."""
        verbs.resume(application, actor=self.request.user)

    @verb(OutBody, may=require_lead)
    def reject(self, application: Application, reason: str, words: str = "") -> None:
        """Reject with a reason of the list. Waits for nothing; open scorecards close."""
        decisions.reject(application, actor=self.request.user, reason=_read_reason(reason), words=words)

    @verb(OutBody, may=require_lead)
    def withdraw(self, application: Application, reason: str, words: str = "") -> None:
        """Record that the candidate withdrew."""
        decisions.withdraw(application, actor=self.request.user, reason=_read_reason(reason), words=words)

    @verb(FinalBody, answers=DecisionSerializer, may=require_decider)
    def decide(
        self,
        application: Application,
        outcome: str,
        reason: str,
        heading_notes: Mapping[str, str] | None = None,
        move_reason: str = "",
    ) -> Decision:
        """Take the final decision, after the last stage."""
        return decisions.decide_finally(
            application,
            actor=self.request.user,
            hire=outcome == Outcome.HIRE,
            reason=reason,
            heading_notes=heading_notes,
            move_reason=_read_reason(move_reason),
        )

    @verb(UndoBody, may=require_lead)
    def undo(self, application: Application, words: str) -> None:
        """Take back the latest move, with a reason."""
        verbs.undo(application, actor=self.request.user, words=words)


class ClosableRoleCollection(RoleCollection):
    """Openings."""

    @verb(ReasonBody, may=require_role_lead)
    def close(self, role: Role, reason: str) -> None:
        """Close the role with a reason; its open scorecards are no longer needed."""
        close_role(role, actor=self.request.user, reason=reason)


class MoveReasonSerializer(PublicSerializer):
    class Meta:
        model = MoveReason
        fields = ["id", "kind", "label"]


class MoveReasonCollection(Collection):
    """The reasons that rejecting and withdrawing choose from."""

    queryset = MoveReason.objects.filter(retired_at=None)
    serializer_class = MoveReasonSerializer


def _read_stage(application: Application, stage_id: str) -> Stage:
    stage = Stage.objects.filter(role=application.role, public_id=stage_id).first()
    if stage is None:
        text = _("This is not a stage of the application's role.")
        raise Invalid(text, errors={"to_stage": [text]})
    return stage


def _read_reason(reason_id: str) -> MoveReason | None:
    return MoveReason.objects.filter(public_id=reason_id).first()


def register(router: BaseRouter) -> None:
    router.register("roles", ClosableRoleCollection, basename="role")
    router.register("applications", ApplicationCollection, basename="application")
    router.register("move-reasons", MoveReasonCollection, basename="move-reason")
