"""Reports that were made: who made which of what, as it stood when, and where the file lies."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.reports.querysets import ReportQuerySet
from assessments.reports.states import BULK, SUFFIXES, ReportKind, ReportState
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Application
from hiring.core.background.models import Task
from hiring.core.background.states import TaskState
from hiring.core.base import PublicModel
from hiring.roles.models import Role, Stage

OF_TASK = {
    TaskState.QUEUED: ReportState.WAITING,
    TaskState.RUNNING: ReportState.WORKING,
    TaskState.FAILED: ReportState.FAILED,
    TaskState.CANCELLED: ReportState.CANCELLED,
}


class Report(PublicModel):
    """One file for one reader: what ``made_by`` could read at ``printed_at``. A later state needs a new report."""

    kind = models.CharField(max_length=16, choices=ReportKind)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, null=True, on_delete=models.PROTECT, related_name="+")
    card = models.ForeignKey(Scorecard, null=True, on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(Stage, null=True, on_delete=models.PROTECT, related_name="+")  # bulk: only those here
    states = models.CharField(max_length=10, blank=True)  # bulk: "open" or one state of applications; empty: all
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()  # the moment in its foot; the same for every part and every attempt
    task = models.OneToOneField(Task, null=True, on_delete=models.SET_NULL, related_name="+")
    standing = models.CharField(max_length=255, blank=True)  # what it was made from, see ``standing``
    holds_reviews = models.BooleanField(default=False)  # what colleagues said of the job description
    file = models.CharField(max_length=120, blank=True)  # random name in the storage; empty before and after
    size = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)  # of the file
    unprintable = models.JSONField(default=list)  # scripts that no installed font could print
    ready_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["role", "-id"], name="report_of_role"),
            models.Index(fields=["application", "-id"], name="report_of_application"),
            models.Index(fields=["made_by", "-id"], name="report_made_by"),
            models.Index(
                fields=["ready_at"], condition=Q(ready_at__isnull=False, deleted_at=None), name="report_kept_since"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="report_kind"),
            models.CheckConstraint(
                condition=Q(kind="scorecard", card__isnull=False, application__isnull=False)
                | Q(kind="application", card=None, application__isnull=False)
                | Q(kind__in=["job_description", "role_brief"], card=None, application=None)
                | Q(kind__in=[kind.value for kind in BULK], card=None, application=None),
                name="report_is_about_its_kind",
            ),
            models.CheckConstraint(
                condition=(Q(ready_at=None) & Q(file="")) | (Q(ready_at__isnull=False) & ~Q(sha256="")),
                name="report_ready_with_digest",
            ),
            models.CheckConstraint(
                condition=Q(ready_at=None)
                | (Q(deleted_at=None) & ~Q(file=""))
                | (Q(deleted_at__isnull=False, file="")),
                name="report_kept_or_deleted",
            ),
            models.UniqueConstraint(fields=["file"], condition=~Q(file=""), name="report_file_once"),
        ]

    def __str__(self) -> str:
        return f"Report {self.public_id}"

    @property
    def state(self) -> ReportState:
        if self.deleted_at:
            return ReportState.DELETED
        if self.ready_at:
            return ReportState.READY
        return OF_TASK.get(self.task.state, ReportState.FAILED) if self.task else ReportState.FAILED

    @property
    def is_bulk(self) -> bool:
        return self.kind in BULK

    @property
    def suffix(self) -> str:
        return SUFFIXES.get(ReportKind(self.kind), "pdf")


class ReportPart(models.Model):
    """One application in a report. In a ZIP it is a PDF of its own, kept until the archive is whole."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="parts")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    holds_scores = models.BooleanField(default=False)  # what the seal covers: then it is asked at every opening
    file = models.CharField(max_length=120, blank=True)
    pages = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)  # of what it says
    standing = models.CharField(max_length=200, blank=True)  # where the application stood then, in words
    unprintable = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "application"], name="report_part_once"),
            models.UniqueConstraint(fields=["report", "position"], name="report_part_place_once"),
            models.CheckConstraint(condition=Q(file="") | Q(done_at__isnull=False), name="report_part_file_is_done"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.position}"
