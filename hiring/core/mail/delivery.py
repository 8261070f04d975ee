"""Sending one mail: write it, claim it, hand it over, write down how it ended."""

import logging
import secrets
import smtplib
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from hiring.core.background.models import Task
from hiring.core.mail.digests import hold_for_digest
from hiring.core.mail.letters import Letter, build_message
from hiring.core.mail.models import Mail
from hiring.core.mail.posting import put_into_queue
from hiring.core.mail.registry import NotWanted, kind_of
from hiring.core.mail.smtp import BrokenOff
from hiring.core.mail.states import MailState, Why

logger = logging.getLogger(__name__)

GIVEN_UP_AFTER = timedelta(days=3)
SHORTEST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)


class NotTaken(Exception):
    """The mail server did not take it, and nothing was handed over."""

    def __init__(self, why: Why, reply: int | None = None) -> None:
        super().__init__(why)
        self.why, self.reply = why, reply

    @property
    def is_final(self) -> bool:
        return self.why == Why.REFUSED


def deliver(mail: Mail, *, turn: int) -> None:
    """Do what the time of this turn of a mail has come for. May be called twice, and by two workers at once."""
    if mail.turn != turn:
        return
    if mail.state == MailState.SENDING:  # whoever claimed it is gone: the task would not have come here
        _end(mail, MailState.UNCERTAIN, Why.SENDER_DIED)
        return
    if mail.state != MailState.PLANNED:
        return
    try:
        letter = write_letter(mail)
    except NotWanted as refusal:
        _leave_queue(mail, MailState.DROPPED, refusal.code)
        return
    if hold_for_digest(mail, letter):
        return
    message = build(mail, letter)
    message.message()  # what cannot be written fails here, before it is claimed
    if _claim(mail):
        _send(mail, message)


def write_letter(mail: Mail) -> Letter:
    """Return what the mail says now, in its reader's time zone; raises ``NotWanted``."""
    if mail.recipient is not None and not mail.recipient.is_active:
        raise NotWanted(Why.NO_ACCOUNT)
    zone = mail.recipient.time_zone if mail.recipient is not None else None
    with timezone.override(zone):
        letter = kind_of(mail.kind).write(mail)
    if letter.until is not None and letter.until <= timezone.now():
        raise NotWanted(Why.TOO_LATE)
    return letter


def build(mail: Mail, letter: Letter) -> EmailMessage:
    to = mail.recipient.email if mail.recipient is not None else mail.address
    return build_message(letter, key=mail.key, to=to, why=str(kind_of(mail.kind).why))


def _claim(mail: Mail) -> bool:
    claim, now = secrets.token_hex(16), timezone.now()
    mail.claim = claim
    return bool(Mail.objects.filter(pk=mail.pk).due(now).update(state=MailState.SENDING, claim=claim, claimed_at=now))


def _send(mail: Mail, message: EmailMessage) -> None:
    try:
        hand_over(message)
    except BrokenOff:
        _end(mail, MailState.UNCERTAIN, Why.BROKEN_OFF)
    except NotTaken as refusal:
        # Neither the address nor what the server wrote belongs into the log; the row says whose it was.
        logger.warning("Mail %s was not taken by the mail server: %s.", mail.public_id, refusal.why)
        if refusal.is_final or timezone.now() - mail.wanted_at > GIVEN_UP_AFTER:
            _end(mail, MailState.FAILED, refusal.why, refusal.reply)
        else:
            _try_later(mail, refusal)
    else:
        _end(mail, MailState.SENT)


def hand_over(message: EmailMessage) -> None:
    """Give the message to the mail server; raises ``NotTaken`` and ``BrokenOff``."""
    try:
        message.send()
    except smtplib.SMTPAuthenticationError as error:
        raise NotTaken(Why.SIGN_IN, error.smtp_code)
    except (smtplib.SMTPConnectError, smtplib.SMTPHeloError) as error:
        raise NotTaken(Why.UNREACHABLE, error.smtp_code)
    except smtplib.SMTPRecipientsRefused as error:
        raise _refusal(next(iter(error.recipients.values()))[0])
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code)
    except OSError:  # SMTPException is one as well
        raise NotTaken(Why.UNREACHABLE)


def _refusal(code: int) -> NotTaken:
    return NotTaken(Why.REFUSED if 500 <= code < 600 else Why.REFUSED_NOW, code)


@transaction.atomic
def _try_later(mail: Mail, refusal: NotTaken) -> None:
    """Wait half as long again as it has been tried already, between half a minute and a quarter of an hour."""
    now = timezone.now()
    wait = min(max((now - mail.wanted_at) / 2, SHORTEST_WAIT), LONGEST_WAIT)
    mail.turn, mail.next_at = mail.turn + 1, now + wait
    changed = Mail.objects.claimed(mail.claim).update(
        state=MailState.PLANNED,
        why=refusal.why,
        reply=refusal.reply,
        claim="",
        turn=mail.turn,
        next_at=mail.next_at,
        ended_at=None,
    )
    if changed:
        put_into_queue(mail)


def _end(mail: Mail, state: MailState, why: str = "", reply: int | None = None) -> None:
    """End the claim of this mail, also when somebody took its holder for dead meanwhile."""
    Mail.objects.claimed(mail.claim).update(state=state, why=why, reply=reply, ended_at=timezone.now())


def _leave_queue(mail: Mail, state: MailState, why: str) -> None:
    """End a mail that nobody has claimed."""
    Mail.objects.filter(pk=mail.pk, state=MailState.PLANNED).update(state=state, why=why, ended_at=timezone.now())


def note_failure(task: Task) -> None:
    """The task of a mail stands as failed: so does the mail, in the same transaction."""
    mail = Mail.objects.filter(public_id=task.payload["mail"], turn=task.payload["turn"]).first()
    if mail is None:
        return
    if mail.state == MailState.SENDING:
        _end(mail, MailState.UNCERTAIN, Why.SENDER_DIED)
    else:
        _leave_queue(mail, MailState.FAILED, Why.BROKEN)
