"""The collection of scorecards. The list says that a card is there, whose and when it is due; what it says is read
one card at a time, where the seal allows it. The collection of interviews stands beside it.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import BaseRouter

from assessments.scorecards.finding import sealed_text
from assessments.scorecards.interview_api import InterviewCollection
from assessments.scorecards.models import Recommendation, Scorecard, ScorecardRevision
from assessments.scorecards.panels import assign_interviewers, decline
from assessments.scorecards.permissions import require_author
from assessments.scorecards.reading import mark_read
from assessments.scorecards.verbs import amend_scorecard, save_scorecard, submit_scorecard
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.api.verbs import adds, changes, verb
from hiring.core.errors import NotAllowed
from hiring.roles.models import Stage
from rubrics.sheets.api_fields import AnswerSerializer, TextField
from rubrics.sheets.content import Answer, Save, write_content
from rubrics.sheets.frozen import read_criteria
from rubrics.sheets.models import SheetState
from rubrics.sheets.submitting import standing_answers

LONGEST_REASON = 2000
CHANGES = {"partial_update", "submit", "amend"}
OWN = CHANGES | {"decline"}  # its author alone does it
TELLS = CHANGES | {"retrieve"}  # answers with what the card says


class CardContentSerializer(serializers.Serializer):
    recommendation = serializers.ChoiceField(Recommendation.choices, allow_blank=True)
    summary = serializers.CharField(allow_blank=True)
    checklist = serializers.DictField(child=serializers.FloatField(), help_text="Points of each test: 0, 0.5 or 1.")
    ratings = serializers.DictField(child=AnswerSerializer(), help_text="By the criterion's key.")


class RevisionSerializer(serializers.ModelSerializer):
    content = CardContentSerializer()

    class Meta:
        model = ScorecardRevision
        fields = ["number", "at", "reason", "content"]


class CardLineSerializer(PublicSerializer):
    """A card without what it says."""

    application = Reference()
    stage = Reference()
    author = Reference()
    interview = Reference()
    rubric_version = Reference()

    class Meta:
        model = Scorecard
        fields = [
            *["id", "application", "stage", "author", "interview", "rubric_version", "state"],
            *["due_at", "assigned_at", "submitted_at", "amendments", "independent"],
        ]


class CardSerializer(CardLineSerializer):
    content = serializers.SerializerMethodField(help_text="As it stands now.")
    revisions = RevisionSerializer(many=True, read_only=True, help_text="Number 1 is what was submitted first.")

    class Meta(CardLineSerializer.Meta):
        fields = [*CardLineSerializer.Meta.fields, "version", "saved_at", "content", "revisions"]

    @extend_schema_field(CardContentSerializer)
    def get_content(self, card: Scorecard) -> dict[str, Any]:
        return write_content(card, standing_answers(card, read_criteria(card.rubric_version)))


class CardFilters(serializers.Serializer):
    application = Reference(queryset=Application.objects.all(), required=False)
    stage = Reference(queryset=Stage.objects.all(), required=False)
    author = Reference(queryset=User.objects.all(), required=False)
    state = serializers.ChoiceField(SheetState.choices, required=False)


class AssignBody(serializers.Serializer):
    application = Reference(queryset=Application.objects.all())
    stage = Reference(queryset=Stage.objects.all())
    author = Reference(queryset=User.objects.all())
    due_at = serializers.DateTimeField(required=False, help_text="Without it: working days by the policy.")


class DeclineBody(serializers.Serializer):
    reason = serializers.CharField(max_length=LONGEST_REASON)


class CardChange(serializers.Serializer):
    recommendation = serializers.ChoiceField(Recommendation.choices, allow_blank=True, required=False)
    summary = TextField(required=False)
    checklist = serializers.DictField(
        child=serializers.FloatField(min_value=0, max_value=1), required=False, help_text="All answers, by test."
    )
    ratings = serializers.DictField(
        child=AnswerSerializer(),
        required=False,
        help_text="The whole answer of each changed criterion, by its key.",
    )


class Amendment(CardChange):
    reason = serializers.CharField(max_length=LONGEST_REASON)


class ScorecardCollection(Collection):
    """Scorecards. While you hold an open one on an application, its others are closed to you: 403 with the reason."""

    queryset = Scorecard.objects.select_related("application__role", "stage", "author", "interview", "rubric_version")
    serializer_class = CardSerializer
    version_field = "version"
    filters = CardFilters

    def get_serializer_class(self) -> type[serializers.Serializer]:
        return CardSerializer if self.action in TELLS else CardLineSerializer

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)

    def get_object(self) -> Scorecard:
        """Return the card that the address names, where this person may read it, or change it if that is asked."""
        card = super().get_object()
        reader = self.request.user
        if self.action in OWN:
            require_author(card, reader)
        if not Scorecard.objects.readable_by(reader).filter(pk=card.pk).exists():
            raise NotAllowed(sealed_text(card, reader))
        return card

    def _show(self, row: Model, serializer: type[serializers.Serializer] | None, status: int) -> Response:
        """Answer as all collections do; the version of a draft tells how it grows, and is its author's alone."""
        response = super()._show(row, serializer, status)
        if self.action not in TELLS:
            response.headers.pop("ETag", None)
        return response

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        card = self.get_object()
        if card.author_id != request.user.pk:
            mark_read(card.application, reader=request.user)
        return self._show(card, None, 200)

    @adds(AssignBody)
    def create(self, application: Application, stage: Stage, author: User, **terms: Any) -> Scorecard:
        """Put somebody on a panel without an interview. With one, plan the interview."""
        (card,) = assign_interviewers(application, stage, actor=self.request.user, people=[author], **terms)
        return card

    @changes(CardChange)
    def partial_update(self, card: Scorecard, **data: Any) -> None:
        """Save a draft, as the page does by itself."""
        save_scorecard(card, actor=self.request.user, save=_save(card, data))

    @verb(matches=True)
    def submit(self, card: Scorecard) -> None:
        """Submit the card as it stands. It is frozen, and opens to the panel."""
        submit_scorecard(card, actor=self.request.user, version=card.version)

    @verb(Amendment, matches=True)
    def amend(self, card: Scorecard, reason: str, **data: Any) -> None:
        """Change a submitted card, with a reason. What was submitted first stays readable."""
        amend_scorecard(card, actor=self.request.user, save=_save(card, data), reason=reason)

    @verb(DeclineBody)
    def decline(self, card: Scorecard, reason: str) -> None:
        """Leave the panel oneself, with a reason. It opens nothing of the colleagues' cards."""
        decline(card, actor=self.request.user, reason=reason)


def _save(card: Scorecard, data: Mapping[str, Any]) -> Save:
    closing = {name: value for name, value in data.items() if name != "ratings"}
    answers = {key: Answer(**answer) for key, answer in data.get("ratings", {}).items()}
    return Save(card.version, answers=answers, closing=closing)


def register(router: BaseRouter) -> None:
    router.register("interviews", InterviewCollection, basename="interview")
    router.register("scorecards", ScorecardCollection, basename="scorecard")
