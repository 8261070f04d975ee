"""The reminders that the past of the demo would have seen: sent on the rungs of each card, two with trouble."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from assessments.reminders.changed import Circumstances, read_circumstances
from assessments.reminders.ladder import BEFORE, Meeting, Rung, plan_ladder, plan_notice
from assessments.reminders.models import Reminder
from assessments.reminders.sending import INTERVIEWS, SCORECARDS
from assessments.reminders.states import ReminderState
from assessments.reminders.tick import tick
from assessments.scorecards.models import Scorecard
from hiring.core.mail.models import Mail
from hiring.core.mail.states import MailState, Why
from rubrics.sheets.models import SheetState

TROUBLE = ((MailState.FAILED, Why.REFUSED_NOW), (MailState.UNCERTAIN, Why.BROKEN_OFF))


def remember_reminders() -> None:
    """Write what was sent until now, then let one beat plan what is to come. Part of building the demo."""
    now = timezone.now()
    cards = list(Scorecard.objects.exclude(state=SheetState.LEFT).select_related("application__role", "interview"))
    circumstances = read_circumstances({(card.author_id, card.application.role_id) for card in cards})
    rows = sorted((row for card in cards for row in _past_of(card, circumstances, now)), key=lambda row: row.at)
    mails = [_mail_of(row) for row in rows]
    for mail, (state, why) in zip(mails[-5:-1:3], TROUBLE, strict=False):  # a small demo has less trouble
        mail.state, mail.why = state, why
    Mail.objects.bulk_create(mails)
    Reminder.objects.bulk_create(rows)
    tick()


def _past_of(card: Scorecard, circumstances: Circumstances, now: datetime) -> Iterator[Reminder]:
    """Yield the rungs of a card between its assignment and its end, as sent."""
    role, interview = card.application.role_id, card.interview
    meeting = Meeting(interview.starts_at, interview.ends_at) if interview else None
    rungs, works = circumstances.rungs[role], circumstances.works
    ladder = plan_ladder(rungs, due_at=card.due_at, meeting=meeting, works=works[card.author_id])
    steps = [(card.author_id, step) for step in ladder]
    for manager in circumstances.managers.get(role, ()):
        steps += [(manager, step) for step in plan_notice(rungs, ladder, works=works[manager])]
    end = card.submitted_at or card.closed_at or now
    for recipient, step in steps:
        if not step.why and card.assigned_at < step.at < min(end, now):
            yield Reminder(
                card=card,
                application=card.application,
                role=card.application.role,
                recipient_id=recipient,
                rung=step.rung.value,
                number=step.number,
                anchor=step.anchor,
                at=step.at,
                state=ReminderState.HANDED,
                created_at=card.assigned_at,
            )


def _mail_of(row: Reminder) -> Mail:
    kind = INTERVIEWS if Rung(row.rung) in BEFORE else SCORECARDS
    row.mail = Mail(
        kind=kind,
        key=f"{kind}:{row.public_id}",
        recipient_id=row.recipient_id,
        about={"reminder": row.public_id},
        state=MailState.SENT,
        wanted_at=row.at,
        next_at=row.at,
        ended_at=row.at,
        created_at=row.at,
    )
    return row.mail
