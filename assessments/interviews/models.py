"""Interviews: one meeting of an application at a stage."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from candidates.applications.models import Application
from candidates.applications.querysets import ByApplicationQuerySet
from hiring.core.base import PublicModel
from hiring.roles.models import Stage


class InterviewState(models.TextChoices):
    """A meeting is held when its end has passed and nobody has said otherwise: nobody needs to write that down."""

    PLANNED = "planned", _("Planned")
    CANCELLED = "cancelled", _("Cancelled")
    MISSED = "missed", _("Missed")


class Interview(PublicModel):
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    where = models.CharField(_("place or link"), max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=InterviewState, default=InterviewState.PLANNED)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ByApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["application", "stage"], name="interview_of_application"),
            models.Index(fields=["starts_at"], name="interview_by_time"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="interview_ends_later"),
            models.CheckConstraint(condition=Q(state__in=InterviewState.values), name="interview_state"),
        ]

    def __str__(self) -> str:
        return f"Interview {self.public_id}"

    @property
    def is_held(self) -> bool:
        return self.state == InterviewState.PLANNED and self.ends_at <= timezone.now()
