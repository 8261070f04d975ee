"""Job descriptions and their reviews in the API, and roles with all their verbs but one.

Closing a role ends the cards of its applications: ``assessments.pipeline`` adds that verb and registers the collection.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import BaseRouter

from hiring.core.accounts.models import User
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.api.verbs import adds, changes, puts, shows, verb
from hiring.core.calendar.models import Place
from hiring.intake.check_fields import CheckBody, CheckSerializer, PartsField, draw_check, read_sent
from hiring.intake.descriptions import LONGEST_REASON, LONGEST_TEXT, write_description
from hiring.intake.models import JobDescription, JobRating, JobReview
from hiring.intake.opening import open_role, reopen_role
from hiring.intake.parts import check_sent
from hiring.intake.reviews import (
    amend_review,
    ask_for_review,
    leave_review,
    require_author,
    save_review,
    start_review,
    submit_review,
)
from hiring.planning.api import PlannedRoles
from hiring.readiness.api import OverrideSerializer
from hiring.readiness.models import ReadinessOverride
from hiring.readiness.overriding import override_readiness
from hiring.roles.models import Role, RoleState, Team
from hiring.roles.permissions import require_creator, require_lead
from hiring.roles.verbs import create_role, edit_role
from hiring.scope.api_fields import ScopeBody, ScopeSerializer
from hiring.scope.verbs import describe_scope
from rubrics.library.models import Process, Profile, Seniority
from rubrics.sheets.api_fields import AnswerSerializer
from rubrics.sheets.content import Answer, Save
from rubrics.sheets.models import SheetState

HIGHEST_NUMBER = 2**31 - 1
LONGEST_WORDS = 2000


class RoleSerializer(PublicSerializer):
    team = Reference()
    place = Reference()
    process = Reference()
    role_type = Reference()
    specialism = Reference(allow_null=True)
    seniority = Reference()

    class Meta:
        model = Role
        fields = [
            "id",
            "title",
            "state",
            "team",
            "place",
            "process",
            "own_steps",
            "role_type",
            "specialism",
            "seniority",
            "confidential",
            "opened_at",
            "closed_at",
            "close_reason",
            "created_at",
            "version",
        ]


class RoleBody(serializers.Serializer):
    title = serializers.CharField(max_length=120)
    team = Reference(queryset=Team.objects.all())
    place = Reference(queryset=Place.objects.all())
    process = Reference(queryset=Process.objects.all())
    role_type = Reference(queryset=Profile.objects.all())
    specialism = Reference(queryset=Profile.objects.all(), required=False, allow_null=True)
    seniority = Reference(queryset=Seniority.objects.all())
    confidential = serializers.BooleanField(required=False)


class RoleAddBody(RoleBody):
    manager = Reference(queryset=User.objects.all(), required=False, allow_null=True)
    copied_from = Reference(
        queryset=Role.objects.all(),
        required=False,
        allow_null=True,
        help_text="An earlier role whose steps, panels, times and weights set by hand are taken over.",
    )


class ReasonBody(serializers.Serializer):
    reason = serializers.CharField(max_length=LONGEST_WORDS)


class RoleFilters(serializers.Serializer):
    state = serializers.ChoiceField(RoleState.choices, required=False)
    team = Reference(queryset=Team.objects.all(), required=False)


class RoleCollection(PlannedRoles):
    """Openings."""

    queryset = Role.objects.select_related(
        "team", "place", "process", "role_type", "specialism", "seniority", "environment"
    )
    serializer_class = RoleSerializer
    version_field = "version"
    filters = RoleFilters

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)

    @adds(RoleAddBody, may=require_creator)
    def create(self, **data: Any) -> Role:
        """Create a role in draft, with the stages of its process."""
        return create_role(actor=self.request.user, **data)

    @changes(RoleBody, may=require_lead)
    def partial_update(self, role: Role, **data: Any) -> Role:
        """Change a role; what it judges by only while it is a draft."""
        return edit_role(role, actor=self.request.user, **data)

    @puts(ScopeBody, answers=ScopeSerializer, may=require_lead)
    def environment(self, role: Role, reasons: Sequence[str], changed_because: str, **environment: Any) -> None:
        """Describe a role's production environment and why it is hired for, whole. Once open it needs a reason."""
        describe_scope(
            role,
            actor=self.request.user,
            environment=environment,
            reasons=reasons,
            changed_because=changed_because,
        )

    @environment.mapping.get
    @shows(ScopeSerializer)
    def read_environment(self) -> None:
        """Show a role's production environment and why it is hired for."""

    @verb(may=require_lead)
    def open(self, role: Role) -> None:
        """Open a draft for applications. Answers 409 with all that is missing."""
        open_role(role, actor=self.request.user)

    @verb(ReasonBody, may=require_lead, answers=OverrideSerializer)
    def override_readiness(self, role: Role, reason: str) -> ReadinessOverride:
        """Let the next opening pass although the team is not ready, by name and with a reason."""
        return override_readiness(role, actor=self.request.user, reason=reason)

    @verb(ReasonBody, may=require_lead)
    def reopen(self, role: Role, reason: str) -> None:
        """Open a closed role again."""
        reopen_role(role, actor=self.request.user, reason=reason)

    @extend_schema(request=CheckBody, responses=CheckSerializer)
    @action(detail=True, methods=["post"], url_path="description-check")
    def description_check(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Say what the words of a text describe, what is missing, and which rules they set off. Nothing is saved."""
        role = self.get_object()
        require_lead(role, request.user)
        body = CheckBody(data=request.data, context=self.get_serializer_context())
        body.is_valid(raise_exception=True)
        return Response(draw_check(check_sent(role, **body.validated_data)))


class JobDescriptionSerializer(PublicSerializer):
    role = Reference()
    author = Reference(allow_null=True)
    parts = PartsField(allow_null=True)

    class Meta:
        model = JobDescription
        fields = ["id", "role", "number", "text", "parts", "reason", "author", "at"]


class JobDescriptionBody(serializers.Serializer):
    role = Reference(queryset=Role.objects.all())
    text = serializers.CharField(
        max_length=LONGEST_TEXT, trim_whitespace=False, required=False, help_text="In Markdown; or send ``parts``."
    )
    parts = PartsField(required=False, help_text="The text is written from them, and they are kept beside it.")
    reason = serializers.CharField(max_length=LONGEST_REASON, required=False, allow_blank=True)
    base = serializers.IntegerField(
        min_value=0, max_value=HIGHEST_NUMBER, help_text="The number of the version that you started from, 0 for none."
    )


class ByRoleFilters(serializers.Serializer):
    role = Reference(queryset=Role.objects.all(), required=False)


class JobDescriptionCollection(Collection):
    """Versions of job descriptions. A version never changes; the next one is added."""

    queryset = JobDescription.objects.select_related("role", "author")
    serializer_class = JobDescriptionSerializer
    filters = ByRoleFilters

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)

    @adds(JobDescriptionBody, stale=True)
    def create(self, role: Role, parts: Any = None, **data: Any) -> JobDescription:
        """Write the next version, as a text or from its parts. Answers 412 with both texts when somebody was first."""
        return write_description(role, actor=self.request.user, parts=read_sent(parts), **data)


class RatingsField(serializers.DictField):
    child = AnswerSerializer()


class JobReviewSerializer(PublicSerializer):
    """Who reviews, and how far it is. ``ratings`` is null for whom the review is sealed."""

    role = Reference()
    author = Reference()
    text_number = serializers.IntegerField(source="description.number", read_only=True)
    ratings = serializers.SerializerMethodField()

    class Meta:
        model = JobReview
        fields = ["id", "role", "author", "text_number", "state", "due_at", "submitted_at", "version", "ratings"]

    @extend_schema_field(RatingsField(allow_null=True))
    def get_ratings(self, review: JobReview) -> dict[str, dict[str, Any]] | None:
        if not review.is_readable:
            return None
        return {
            rating.criterion.criterion.key: {
                "level": rating.level,
                "not_assessed": rating.not_assessed,
                "evidence": rating.evidence,
                "flags": rating.flags,
            }
            for rating in review.readable_ratings
        }


class AskBody(serializers.Serializer):
    role = Reference(queryset=Role.objects.all())
    author = Reference(
        queryset=User.objects.all(), required=False, allow_null=True, help_text="Left out: a review of your own."
    )
    due_at = serializers.DateTimeField(required=False, allow_null=True)


class ReviewChange(serializers.Serializer):
    ratings = RatingsField(allow_empty=False)


class AmendBody(serializers.Serializer):
    ratings = RatingsField(allow_empty=False)
    reason = serializers.CharField(max_length=LONGEST_WORDS)


class SubmitBody(serializers.Serializer):
    text_number = serializers.IntegerField(
        min_value=1, max_value=HIGHEST_NUMBER, help_text="The version of the job description that was read."
    )


class JobReviewFilters(ByRoleFilters):
    state = serializers.ChoiceField(SheetState.choices, required=False)


class JobReviewCollection(Collection):
    """Reviews of job descriptions. That one exists is open to the hiring team; what it says is sealed."""

    queryset = JobReview.objects.select_related("role__place", "author", "description", "stage", "rubric_version")
    serializer_class = JobReviewSerializer
    version_field = "version"
    filters = JobReviewFilters

    def get_queryset(self) -> QuerySet:
        readable = JobReview.objects.readable_by(self.request.user)
        ratings = JobRating.objects.filter(sheet__in=readable).select_related("criterion__criterion")
        return (
            super()
            .get_queryset()
            .annotate(is_readable=Exists(readable.filter(pk=OuterRef("pk"))))
            .prefetch_related(Prefetch("ratings", ratings.order_by("criterion__position"), to_attr="readable_ratings"))
        )

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)

    @adds(AskBody)
    def create(self, role: Role, author: User | None = None, due_at: datetime | None = None) -> JobReview:
        """Ask a member of the hiring team for a review of the newest text, or start one's own."""
        if author is None:
            return start_review(role, actor=self.request.user)
        return ask_for_review(role, actor=self.request.user, author=author, due_at=due_at)

    @changes(ReviewChange, may=require_author)
    def partial_update(self, review: JobReview, ratings: Any = None) -> None:
        """Save answers of the draft, each criterion whole."""
        save_review(review, actor=self.request.user, save=_read_save(review, ratings or {}))

    @verb(SubmitBody, may=require_author, matches=True)
    def submit(self, review: JobReview, text_number: int) -> None:
        """Submit the review as it stands at the ETag."""
        submit_review(review, actor=self.request.user, version=review.version, text_number=text_number)

    @verb(AmendBody, may=require_author, matches=True)
    def amend(self, review: JobReview, ratings: Any, reason: str) -> None:
        """Change a submitted review, with a reason. The first version stays readable."""
        amend_review(review, actor=self.request.user, save=_read_save(review, ratings), reason=reason)

    @verb()
    def leave(self, review: JobReview) -> None:
        """Decline, or take a request back. It opens nothing of the others'."""
        leave_review(review, actor=self.request.user)


def _read_save(review: JobReview, ratings: dict[str, dict[str, Any]]) -> Save:
    return Save(version=review.version, answers={key: Answer(**answer) for key, answer in ratings.items()})


def register(router: BaseRouter) -> None:
    router.register("job-descriptions", JobDescriptionCollection, basename="job-description")
    router.register("job-reviews", JobReviewCollection, basename="job-review")
