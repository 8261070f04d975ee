"""Scorecards. One is made when an interviewer is put on a panel: the panel of a stage is the set of its cards."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.interviews.models import Interview
from assessments.scorecards.checklists import validate_answers
from assessments.scorecards.querysets import ScorecardQuerySet
from candidates.applications.models import Application
from hiring.roles.models import Stage
from rubrics.sheets.models import Sheet, SheetRating, SheetRevision


class Recommendation(models.TextChoices):
    STRONG_NO = "strong_no", _("Strong no")
    NO = "no", _("No")
    YES = "yes", _("Yes")
    STRONG_YES = "strong_yes", _("Strong yes")


class Scorecard(Sheet):
    """One interviewer, one application, one stage, one rubric version."""

    CLOSING = ("recommendation", "summary", "checklist")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    interview = models.ForeignKey(Interview, null=True, blank=True, on_delete=models.SET_NULL, related_name="cards")
    recommendation = models.CharField(max_length=10, choices=Recommendation, blank=True)
    summary = models.TextField(_("in one or two sentences"), blank=True)
    # {test id: 0, 0.5 or 1} of the stage's checklist
    checklist = models.JSONField(default=dict, blank=True, validators=[validate_answers])
    due_at = models.DateTimeField()
    due_is_set = models.BooleanField(default=False)  # by hand, so that a moved interview does not move it
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(default=timezone.now)
    left_reason = models.TextField(blank=True)
    independent = models.BooleanField(default=True)  # false: had read a colleague's card before scoring

    objects = ScorecardQuerySet.as_manager()

    class Meta(Sheet.Meta):
        indexes = [
            models.Index(fields=["author", "state", "due_at"], name="scorecard_due_from"),
            models.Index(fields=["application", "stage", "state"], name="scorecard_of_stage"),
            models.Index(fields=["stage", "state", "due_at"], name="scorecard_late_at_stage"),
            models.Index(fields=["due_at"], condition=Q(state="open"), name="scorecard_open_by_due"),
            models.Index(
                fields=["author", "-submitted_at"], condition=Q(state="submitted"), name="scorecard_newest_of"
            ),
        ]
        constraints = [
            *Sheet.Meta.constraints,
            models.UniqueConstraint(
                fields=["application", "stage", "author"], condition=~Q(state="left"), name="scorecard_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | ~Q(recommendation=""), name="scorecard_recommends"
            ),
        ]

    def __str__(self) -> str:
        return f"Scorecard {self.public_id}"


class Rating(SheetRating):
    sheet = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="ratings")

    class Meta(SheetRating.Meta):
        constraints = [
            *SheetRating.Meta.constraints,
            models.UniqueConstraint(fields=["sheet", "criterion"], name="rating_once"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.level}"


class ScorecardRevision(SheetRevision):
    sheet = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="revisions")

    class Meta(SheetRevision.Meta):
        constraints = [
            *SheetRevision.Meta.constraints,
            models.UniqueConstraint(fields=["sheet", "number"], name="scorecard_revision_once"),
        ]

    def __str__(self) -> str:
        return f"Revision {self.number}"


class CardRead(models.Model):
    """That somebody has read submitted cards of an application: if they score later, they are not independent."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    first_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "reader"], name="card_read_once")]

    def __str__(self) -> str:
        return f"{self.reader_id} read {self.application_id}"
