"""The states of a task."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Working")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


OPEN_STATES = (TaskState.QUEUED, TaskState.RUNNING)
REPEATABLE_STATES = (TaskState.FAILED, TaskState.CANCELLED)
