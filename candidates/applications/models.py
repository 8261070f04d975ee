"""Applications, their moves, and who may see them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from candidates.applications.querysets import (
    AccessQuerySet,
    ApplicationQuerySet,
    ByApplicationQuerySet,
    MoveReasonQuerySet,
)
from candidates.people.models import Candidate
from hiring.core.base import PublicModel
from hiring.core.fields import BinaryCharField
from hiring.core.frozen import Frozen
from hiring.roles.models import Role, Stage


class ApplicationState(models.TextChoices):
    ACTIVE = "active", _("In progress")
    ON_HOLD = "on_hold", _("On hold")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    HIRED = "hired", _("Hired")


OPEN_STATES = frozenset({ApplicationState.ACTIVE, ApplicationState.ON_HOLD})


class Application(PublicModel):
    """A candidate for a role. ``stage`` is null while it stands in New."""

    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="applications")
    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ApplicationState, default=ApplicationState.ACTIVE)
    source = models.CharField(_("how they came"), max_length=80, blank=True)
    sort_name = BinaryCharField(max_length=200)  # the candidate's folded name, for sorting lists by index
    version = models.PositiveIntegerField(default=1)  # counts moves, so that two people do not move it at once
    applied_at = models.DateTimeField(default=timezone.now)
    stage_entered_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-applied_at", "-id"]
        indexes = [
            models.Index(fields=["role", "state", "stage", "stage_entered_at", "id"], name="application_column"),
            models.Index(fields=["-applied_at", "-id"], name="application_newest"),
            models.Index(fields=["sort_name", "id"], name="application_by_name"),
            models.Index(fields=["stage_entered_at", "id"], name="application_waiting"),
            models.Index(fields=["role", "-applied_at", "-id"], name="application_of_role_newest"),
            models.Index(fields=["state", "-applied_at", "-id"], name="application_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["role", "candidate"], name="application_once_a_role"),
            models.CheckConstraint(condition=Q(state__in=ApplicationState.values), name="application_state"),
        ]

    def __str__(self) -> str:
        return f"Application {self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class AccessWhy(models.TextChoices):
    PANEL = "panel", _("on the panel")


class Access(models.Model):
    """Why this person sees this application, from when to when. Written and ended by the verb that is the reason.

    Rights of a role's hiring team need no row: they are read from the team itself.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="access")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=AccessWhy)
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True)
    identity_hidden = models.BooleanField(default=False)

    objects = AccessQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "application"], name="access_by_user")]
        constraints = [
            models.UniqueConstraint(fields=["application", "user", "why"], name="access_once_a_reason"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")), name="access_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} sees {self.application_id}"


class ReasonKind(models.TextChoices):
    REJECT = "reject", _("Rejecting")
    WITHDRAW = "withdraw", _("Withdrawing")


class MoveReason(PublicModel):
    """The editable list of reasons."""

    kind = models.CharField(max_length=8, choices=ReasonKind)
    label = models.CharField(_("reason"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)

    objects = MoveReasonQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["kind", "label"], name="move_reason_once")]

    def __str__(self) -> str:
        return self.label


class MoveKind(models.TextChoices):
    APPLY = "apply", _("Added")
    PASS_ON = "pass_on", _("Passed on")
    ADVANCE = "advance", _("Advanced")
    BACK = "back", _("Moved back")
    HOLD = "hold", _("Put on hold")
    RESUME = "resume", _("Taken off hold")
    REJECT = "reject", _("Rejected")
    WITHDRAW = "withdraw", _("Withdrawn")
    UNDO = "undo", _("Undone")
    HIRE = "hire", _("Hired")


class Move(PublicModel):
    """Every change of stage or state, in one table. Rows are never changed; undoing is a further move."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=8, choices=MoveKind)
    from_stage = models.ForeignKey(Stage, null=True, on_delete=models.PROTECT, related_name="+")
    to_stage = models.ForeignKey(Stage, null=True, on_delete=models.PROTECT, related_name="+")
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10)
    reason = models.ForeignKey(MoveReason, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ByApplicationQuerySet.as_manager()
    frozen = Frozen()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MoveKind.values), name="move_kind"),
            models.CheckConstraint(
                condition=~Q(kind="undo") | (Q(undoes__isnull=False) & ~Q(words="")),
                name="move_undo_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["reject", "withdraw"]) | Q(reason__isnull=False),
                name="move_out_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.application_id}"
