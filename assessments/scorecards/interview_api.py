"""The collection of interviews: planning one puts its panel together, and what can be said of one later."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from assessments.interviews.models import Interview, InterviewState
from assessments.scorecards.meetings import cancel_interview, hold_interview, miss_interview, move_interview
from assessments.scorecards.panels import assign_interviewers
from assessments.scorecards.permissions import require_planner
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.api.verbs import adds, verb
from hiring.roles.models import Stage


class InterviewSerializer(PublicSerializer):
    application = Reference()
    stage = Reference()
    held = serializers.BooleanField(
        source="is_held", read_only=True, help_text="Its end has passed, and nobody said that it was missed."
    )

    class Meta:
        model = Interview
        fields = ["id", "application", "stage", "starts_at", "ends_at", "where", "state", "held", "created_at"]


class InterviewFilters(serializers.Serializer):
    application = Reference(queryset=Application.objects.all(), required=False)
    stage = Reference(queryset=Stage.objects.all(), required=False)
    state = serializers.ChoiceField(InterviewState.choices, required=False)


class PlanBody(serializers.Serializer):
    application = Reference(queryset=Application.objects.all())
    stage = Reference(queryset=Stage.objects.all())
    people = Reference(queryset=User.objects.all(), many=True, allow_empty=False, help_text="Who meets the candidate.")
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(required=False, help_text="Without it: the minutes of the stage.")
    where = serializers.CharField(max_length=300, allow_blank=True, required=False)
    due_at = serializers.DateTimeField(required=False, help_text="Of the scorecards. Without it: by the stage.")


class Meeting(serializers.Serializer):
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(required=False, help_text="Without it the interview keeps its length.")
    where = serializers.CharField(max_length=300, allow_blank=True, required=False)


class InterviewCollection(Collection):
    """Meetings of candidates with their panels."""

    queryset = Interview.objects.select_related("application__role__place", "application__stage", "stage")
    serializer_class = InterviewSerializer
    filters = InterviewFilters

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)

    @adds(PlanBody)
    def create(self, application: Application, stage: Stage, people: list[User], **terms: Any) -> Interview:
        """Plan an interview: its people come onto the panel, each with a scorecard."""
        cards = assign_interviewers(application, stage, actor=self.request.user, people=people, **terms)
        return cards[0].interview

    @verb(Meeting, may=require_planner)
    def move(self, interview: Interview, starts_at: datetime, **terms: Any) -> None:
        """Give it another time or place. Due times that nobody set by hand follow."""
        move_interview(interview, actor=self.request.user, starts_at=starts_at, **terms)

    @verb()
    def cancel(self, interview: Interview) -> None:
        """Cancel it. Its open scorecards stay, due as those without an interview."""
        cancel_interview(interview, actor=self.request.user)

    @verb()
    def miss(self, interview: Interview) -> None:
        """Say that it did not take place. Whoever leads the role or sits on the panel may."""
        miss_interview(interview, actor=self.request.user)

    @verb()
    def hold(self, interview: Interview) -> None:
        """Take back that it was missed."""
        hold_interview(interview, actor=self.request.user)
