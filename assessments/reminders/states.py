"""The states of a rung in the ledger, why one was left out, and what each is called."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.reminders.ladder import NO_WORKING_MINUTE, Rung


class ReminderState(models.TextChoices):
    """What we decided. Whether a mail that was handed over arrived is known by the table of mails."""

    PLANNED = "planned", _("Planned")
    HANDED = "handed", _("In a mail of its own")
    MERGED = "merged", _("In another one's mail")
    SKIPPED = "skipped", _("Left out")


class Standing(models.TextChoices):
    """What a reader sees: the state of the row and of its mail together."""

    PLANNED = "planned", _("Planned")
    SENDING = "sending", _("On its way")
    SENT = "sent", _("Sent")
    MERGED = "merged", _("Merged")
    SKIPPED = "skipped", _("Skipped")
    FAILED = "failed", _("Failed")
    UNCERTAIN = "uncertain", _("May have been sent")


class RungKind(models.TextChoices):
    DAY_BEFORE = Rung.DAY_BEFORE.value, _("The day before an interview")
    HOUR_BEFORE = Rung.HOUR_BEFORE.value, _("The hour before an interview")
    AFTER = Rung.AFTER.value, _("After an interview")
    DUE = Rung.DUE.value, _("Scorecard due")
    LATE = Rung.LATE.value, _("Scorecard late")
    MANAGER = Rung.MANAGER.value, _("Hiring manager told")
    BY_HAND = Rung.BY_HAND.value, _("By hand")


class SkipWhy(models.TextChoices):
    """Why a rung was left out. ``OVER`` are those that hold no more when the card is wanted again."""

    SUBMITTED = "submitted", _("the scorecard is in")
    LEFT = "left", _("off the panel")
    NOT_NEEDED = "not_needed", _("the scorecard is no longer needed")
    APPLICATION_CLOSED = "application_closed", _("the application is closed")
    ROLE_CLOSED = "role_closed", _("the role is closed")
    NO_ACCOUNT = "no_account", _("can no longer sign in")
    CHANGED = "changed", _("its time was changed")
    NO_MEETING = "no_meeting", _("the interview does not take place")
    POLICY = "policy", _("taken from the rungs of this role")
    NOT_MANAGER = "not_manager", _("no longer hiring manager")
    OVERTAKEN = "overtaken", _("overtaken by a later one")
    BEGUN = "begun", _("the interview had begun")
    PASSED = "passed", _("its moment had passed when it was planned")
    NO_WORKING_MINUTE = NO_WORKING_MINUTE, _("no working minute before the interview")


# A rung that was left out for one of these comes back when its card is wanted again, at the same time as before.
REVIVED = frozenset(set(SkipWhy) - {SkipWhy.OVERTAKEN, SkipWhy.BEGUN, SkipWhy.PASSED})
