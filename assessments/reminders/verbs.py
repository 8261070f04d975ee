"""What a person does with reminders: remind now, and have a mail sent again that failed or may have been sent."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.reminders.ladder import BEFORE, Rung
from assessments.reminders.models import Reminder
from assessments.reminders.sending import SCORECARDS
from assessments.reminders.states import ReminderState
from assessments.scorecards.models import Scorecard
from assessments.scorecards.permissions import require_panel_right
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.calendar.words import say_time
from hiring.core.errors import Refused
from hiring.core.mail.posting import post, queue_again
from rubrics.sheets.models import SheetState

PAUSE = timedelta(hours=1)


@transaction.atomic
def remind_now(card: Scorecard, *, actor: User) -> Reminder:
    """Ask somebody for an open scorecard at once, at most once an hour, whoever asks.

    Refuses with ``NotAllowed`` and ``Refused`` (not open, somebody who cannot sign in, asked for in the last hour).
    """
    # Locked, so that two who ask at once wait for each other.
    card = (
        Scorecard.objects.select_for_update(of=["self"]).select_related("application__role", "author").get(pk=card.pk)
    )
    require_panel_right(card.application, actor)
    if card.state != SheetState.OPEN:
        raise Refused(_("This scorecard is not open any more."))
    if not card.author.is_active:
        raise Refused(_("%(name)s can no longer sign in.") % {"name": card.author.name})
    now = timezone.now()
    last = _last_asked(card)
    if last is not None and last.at > now - PAUSE:
        when = {"name": card.author.name, "when": say_time(last.at), "again": say_time(last.at + PAUSE)}
        raise Refused(_("%(name)s was reminded %(when)s. You can do it again %(again)s.") % when)
    row = Reminder(card=card, application=card.application, role=card.application.role, recipient=card.author)
    row.rung, row.anchor, row.at, row.asked_by = Rung.BY_HAND.value, now, now, actor
    row.state = ReminderState.HANDED
    row.mail = post(SCORECARDS, key=row.public_id, to=card.author, about={"reminder": row.public_id})
    row.save()
    record("reminder.by_hand", actor=actor, obj=row, role=row.role)
    return row


def _last_asked(card: Scorecard) -> Reminder | None:
    """Return the newest reminder that asked this card's author for it, in a mail of its own or another one's."""
    rows = Reminder.objects.filter(card=card, recipient=card.author_id).exclude(
        rung__in=[rung.value for rung in BEFORE]
    )
    told = rows.filter(state__in=[ReminderState.HANDED, ReminderState.MERGED]).select_related("carrier")
    # a row that was taken along went out with its carrier, maybe before its own moment
    return max((row.carrier or row for row in told), key=lambda row: row.at, default=None)


@transaction.atomic
def send_reminder_again(reminder: Reminder, *, actor: User) -> Reminder:
    """Send the mail of a reminder again that failed or may have been sent, for whoever plans the role's panels.

    Refuses with ``NotAllowed`` and ``Refused`` (no mail of its own, on its way, sent, not needed any more).
    """
    require_panel_right(reminder.application, actor)
    if reminder.mail is None:
        raise Refused(_("This reminder has no mail of its own that could be sent again."))
    queue_again(reminder.mail, actor=actor)
    record("reminder.sent_again", actor=actor, obj=reminder, role=reminder.role)
    return reminder
