"""The ledger of reminders, what was planned for each card, and the rungs that roles have of their own."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.reminders.ladder import Rung
from assessments.reminders.querysets import ReminderQuerySet, RungChangeQuerySet
from assessments.reminders.states import ReminderState, RungKind, SkipWhy
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Application
from hiring.core.base import PublicModel
from hiring.core.frozen import Frozen
from hiring.core.mail.models import Mail
from hiring.roles.models import Role


class Reminder(PublicModel):
    """One rung of one card for one person. ``anchor`` is the time that it is about: a moved one is another row."""

    card = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")  # of the card
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")  # of the card
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rung = models.CharField(max_length=11, choices=RungKind)
    number = models.PositiveSmallIntegerField(default=0)  # the working day of being late
    anchor = models.DateTimeField()
    at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=ReminderState, default=ReminderState.PLANNED)
    why = models.CharField(max_length=20, choices=SkipWhy, blank=True)
    mail = models.ForeignKey(Mail, null=True, on_delete=models.PROTECT, related_name="+")
    carrier = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="carried")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["at", "id"], condition=Q(state="planned"), name="reminder_planned"),
            models.Index(fields=["recipient", "at"], condition=Q(state="planned"), name="reminder_planned_for"),
            models.Index(fields=["-at", "-id"], name="reminder_newest"),
            models.Index(fields=["state", "-at", "-id"], name="reminder_by_state"),
            models.Index(fields=["role", "-at", "-id"], name="reminder_of_role"),
            models.Index(fields=["application", "-at", "-id"], name="reminder_of_application"),
            models.Index(fields=["recipient", "-at", "-id"], name="reminder_of_person"),
            models.Index(fields=["card", "rung"], name="reminder_of_card"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["card", "recipient", "rung", "number", "anchor"], name="reminder_once"),
            models.CheckConstraint(condition=Q(state__in=ReminderState.values), name="reminder_state"),
            models.CheckConstraint(condition=Q(rung__in=RungKind.values), name="reminder_rung"),
            models.CheckConstraint(condition=Q(state="handed") ^ Q(mail__isnull=True), name="reminder_handed_a_mail"),
            models.CheckConstraint(condition=Q(state="merged") ^ Q(carrier__isnull=True), name="reminder_carried"),
            models.CheckConstraint(condition=Q(state="skipped") ^ Q(why=""), name="reminder_skipped_why"),
            models.CheckConstraint(condition=~Q(carrier=F("id")), name="reminder_carried_by_another"),
            models.CheckConstraint(
                condition=Q(rung=Rung.BY_HAND.value) ^ Q(asked_by__isnull=True), name="reminder_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rung} {self.public_id}"


class ReminderPlan(models.Model):
    """What the rows of a card were planned from, so that one query finds what has changed since.

    ``basis`` is a digest of what no row of the card tells: working hours, holidays, the rungs of the role, who its
    managers are. ``is_live``: the card is wanted.
    """

    card = models.OneToOneField(Scorecard, primary_key=True, on_delete=models.CASCADE, related_name="reminder_plan")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")  # of the card
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")  # of the card
    due_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    basis = models.CharField(max_length=32)
    is_live = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(fields=["author", "role", "basis"], condition=Q(is_live=True), name="reminder_plan_basis"),
            models.Index(fields=["basis"], condition=Q(is_live=True), name="reminder_plan_by_basis"),
        ]

    def __str__(self) -> str:
        return f"Plan of {self.card_id}"


class RungChange(models.Model):
    """The rungs of a role from now on, with author and reason. The latest row holds; without one, the policy's."""

    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    before_hours = models.PositiveSmallIntegerField(_("before an interview"))
    before_minutes = models.PositiveSmallIntegerField(_("again before an interview"))
    after_minutes = models.PositiveSmallIntegerField(_("after an interview"))
    late_days = models.PositiveSmallIntegerField(_("while a scorecard is late"))
    manager_on = models.PositiveSmallIntegerField(_("the hiring manager"))
    reason = models.TextField(_("reason"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RungChangeQuerySet.as_manager()
    frozen = Frozen()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["role", "-id"], name="rung_change_latest")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="rung_change_has_a_reason"),
            models.CheckConstraint(
                condition=Q(before_hours__lte=168)
                & Q(before_minutes__lte=720)
                & Q(after_minutes__lte=1440)
                & Q(late_days__lte=20)
                & Q(manager_on__lte=20),
                name="rung_change_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"Rungs of {self.role_id}"
