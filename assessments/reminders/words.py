"""What a row of the ledger is called, and in words how it stands."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.reminders.ladder import Rung
from assessments.reminders.models import Reminder
from assessments.reminders.states import Standing
from hiring.core.mail.states import MailState


def say_rung(row: Reminder) -> str:
    """Return what the row is: "Late, day 2"."""
    if row.rung == Rung.LATE:
        return _("Late, day %(number)d") % {"number": row.number}
    if row.rung == Rung.MANAGER:
        return _("Hiring manager told, day %(number)d") % {"number": row.number}
    if row.rung == Rung.BY_HAND and row.asked_by is not None:
        return _("By hand, by %(name)s") % {"name": row.asked_by.name}
    return row.get_rung_display()


def say_more(row: Reminder) -> str:
    """Return what belongs beside the state: why it was left out, whose mail took it along, what the server said."""
    if row.standing == Standing.MERGED and row.carrier is not None:
        return _("in the mail of %(when)s") % {"when": _short(row.carrier.at)}
    if row.why:
        return row.get_why_display()
    if row.mail is None:
        return ""
    if row.standing == Standing.SENT and row.mail.ended_at is not None:
        digest = row.mail.state == MailState.MERGED
        when = _short(row.mail.ended_at)
        return _("in the digest of %(when)s") % {"when": when} if digest else when
    if row.mail.state == MailState.HELD:
        return _("waits for the digest")
    return str(row.mail.why_text)


def _short(moment: object) -> str:
    return date_format(timezone.localtime(moment), "D j M, H:i")
