"""The background table: the truth about work to do. Celery only carries it out."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from hiring.core.background.querysets import TaskQuerySet
from hiring.core.background.registry import kind_of
from hiring.core.background.states import OPEN_STATES, REPEATABLE_STATES, TaskState
from hiring.core.base import PublicModel
from hiring.core.monitoring.context import REQUEST_ID_LENGTH


class Task(PublicModel):
    """One piece of work with one effect. ``key`` names the effect, so that it cannot be asked for twice."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, unique=True)
    payload = models.JSONField(default=dict)  # ids only, never content
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    claim = models.CharField(max_length=32, blank=True)  # random per claim: a worker that lost its lease cannot finish
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)  # a code or the error's type, never content
    result = models.JSONField(default=dict)  # ids and addresses inside the app
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    request_id = models.CharField(max_length=REQUEST_ID_LENGTH, blank=True)  # of the request that asked, for the log
    # What the work is about, so that whoever sees that object sees the task: model label and public id.
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=32, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="task_by_state"),
            models.Index(fields=["subject_id", "-id"], name="task_by_subject"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=TaskState.values), name="task_state"),
            models.CheckConstraint(
                condition=models.Q(progress_done__lte=models.F("progress_total")),
                name="task_progress_within_total",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def label(self) -> str:
        return str(kind_of(self).label)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def can_be_repeated(self) -> bool:
        return self.state in REPEATABLE_STATES

    @property
    def page(self) -> str:
        """Return where the result stands, an address inside the app, or an empty string."""
        return str(self.result.get("page", ""))

    @property
    def address(self) -> str:
        """Return where the task itself is shown."""
        return reverse("task-detail", args=[self.public_id])

    @property
    def version(self) -> str:
        """Return what a page compares to learn whether there is something new to show."""
        return f"{self.state}-{self.attempts}-{self.progress_done}-{self.progress_total}"


class Heartbeat(models.Model):
    """When a worker or the beat was last seen, for /readyz and the status page."""

    name = models.CharField(max_length=40, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
