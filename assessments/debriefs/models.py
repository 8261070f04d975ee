"""Decisions: a named person, an outcome, a reason; the figures that stood then; dissent beside it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from candidates.applications.models import Application, Move
from candidates.applications.querysets import ByApplicationQuerySet
from hiring.core.base import PublicModel
from hiring.core.frozen import Frozen
from hiring.roles.models import Stage


class Outcome(models.TextChoices):
    ADVANCE = "advance", _("Advance")
    HOLD = "hold", _("Hold")
    REJECT = "reject", _("Reject")
    HIRE = "hire", _("Hire")
    NO_HIRE = "no_hire", _("Do not hire")


class Decision(PublicModel):
    """``stage`` is null for the final decision. Never changed; a later one stands beside it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(Stage, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.TextField(_("reason"))
    figures = models.JSONField(default=dict)  # suggestion, score, coverage, reasons as they stood
    heading_notes = models.JSONField(default=dict)  # final decision: {heading: words}
    move = models.OneToOneField(Move, null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ByApplicationQuerySet.as_manager()
    frozen = Frozen()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["application", "-id"], name="decision_of_application")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
            models.CheckConstraint(
                condition=Q(stage__isnull=True, outcome__in=["hire", "no_hire"])
                | Q(stage__isnull=False, outcome__in=["advance", "hold", "reject"]),
                name="decision_outcome_fits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.public_id}"


class Dissent(PublicModel):
    """A panel member or manager who sees it differently, in their own words."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="dissents")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("what you see differently"))
    at = models.DateTimeField(default=timezone.now, editable=False)

    frozen = Frozen()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "author"], name="dissent_once"),
            models.CheckConstraint(condition=~Q(words=""), name="dissent_has_words"),
        ]

    def __str__(self) -> str:
        return f"Dissent {self.public_id}"
