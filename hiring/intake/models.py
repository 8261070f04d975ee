"""The job description of a role in versions, and its reviews: step 1 judges the role and not a candidate."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hiring.core.base import PublicModel
from hiring.core.frozen import Frozen
from hiring.intake.querysets import JobReviewQuerySet
from hiring.roles.models import Role, Stage
from hiring.roles.querysets import ByRoleQuerySet
from rubrics.sheets.models import Sheet, SheetRating, SheetRevision


class JobDescription(PublicModel):
    """One version of the text. It never changes; a change is the next version."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="descriptions")
    number = models.PositiveIntegerField()
    text = models.TextField(_("job description"))
    reason = models.CharField(_("what changed"), max_length=200, blank=True)
    parts = models.JSONField(null=True)  # the builder's answers, where the text was written from them
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ByRoleQuerySet.as_manager()
    frozen = Frozen()

    class Meta:
        ordering = ["role_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["role", "number"], name="job_description_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="job_description_has_text"),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


class JobReview(Sheet):
    """One team member's ratings of one version of the job description, sealed like a scorecard."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="job_reviews")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="job_reviews")
    description = models.ForeignKey(JobDescription, on_delete=models.PROTECT, related_name="reviews")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()

    objects = JobReviewQuerySet.as_manager()

    class Meta(Sheet.Meta):
        indexes = [models.Index(fields=["author", "state", "due_at"], name="job_review_due")]
        constraints = [
            *Sheet.Meta.constraints,
            models.UniqueConstraint(
                fields=["description", "author"], condition=~Q(state="left"), name="job_review_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Job review {self.public_id}"


class JobRating(SheetRating):
    sheet = models.ForeignKey(JobReview, on_delete=models.CASCADE, related_name="ratings")

    class Meta(SheetRating.Meta):
        constraints = [
            *SheetRating.Meta.constraints,
            models.UniqueConstraint(fields=["sheet", "criterion"], name="job_rating_once"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.level}"


class JobReviewRevision(SheetRevision):
    sheet = models.ForeignKey(JobReview, on_delete=models.PROTECT, related_name="revisions")

    class Meta(SheetRevision.Meta):
        constraints = [
            *SheetRevision.Meta.constraints,
            models.UniqueConstraint(fields=["sheet", "number"], name="job_review_revision_once"),
        ]

    def __str__(self) -> str:
        return f"Revision {self.number}"
