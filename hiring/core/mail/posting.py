"""Asking for a mail, and having one sent again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.background.queue import enqueue, enqueue_all
from hiring.core.errors import Refused
from hiring.core.mail.models import Mail
from hiring.core.mail.registry import require_mail_kind
from hiring.core.mail.states import OPEN_STATES, REPEATABLE_STATES, MailState
from hiring.core.permissions import require_administrator


@dataclass(frozen=True)
class Wanted:
    """One of many mails: its key within the kind, to whom, about what; as ``post`` takes them."""

    key: str
    to: User
    about: Mapping[str, object]


KEY = re.compile(r"[A-Za-z0-9_.:@+-]+")
SEND = "mail.send"


@transaction.atomic
def post(
    kind: str,
    *,
    key: str,
    to: User | str,
    about: Mapping[str, object],
    not_before: datetime | None = None,
) -> Mail:
    """Ask for one mail in the caller's transaction; it goes out once that is committed, not before ``not_before``.

    ``key`` names the effect within the kind, for instance object and rung: asked for again, the same mail comes back
    and nothing is sent twice. ``to`` is a person, or the address of somebody without an account. ``about`` holds
    public ids and times, never content. Raises ``UnknownMailKind``.
    """
    require_mail_kind(kind)
    if not KEY.fullmatch(key):
        raise ValueError(f"The key of a mail is made of ids, not of {key!r}.")
    now = timezone.now()
    wanted_at = not_before or now
    whom = {"address": to} if isinstance(to, str) else {"recipient": to}
    mail, is_new = Mail.objects.get_or_create(
        key=f"{kind}:{key}",
        defaults={"kind": kind, "about": dict(about), "wanted_at": wanted_at, "next_at": wanted_at, **whom},
    )
    if is_new:
        put_into_queue(mail)
    return mail


@transaction.atomic
def post_all(kind: str, wanted: Sequence[Wanted]) -> list[Mail]:
    """Ask for many mails of a kind, as ``post`` does for one, with four queries however many they are.

    Nothing is handed to the broker: the sweep does that within seconds.
    """
    require_mail_kind(kind)
    now = timezone.now()
    fresh = [
        Mail(
            **{"kind": kind, "key": f"{kind}:{each.key}", "recipient": each.to, "about": dict(each.about)},
            **{"wanted_at": now, "next_at": now},
        )
        for each in wanted
    ]
    Mail.objects.bulk_create(fresh, ignore_conflicts=True)
    mails = {mail.key: mail for mail in Mail.objects.filter(key__in=[mail.key for mail in fresh])}
    enqueue_all(
        SEND,
        [(_key_of_turn(mail), {"mail": mail.public_id, "turn": mail.turn}, mail) for mail in mails.values()],
    )
    return [mails[mail.key] for mail in fresh]


@transaction.atomic
def send_again(mail: Mail, *, actor: User) -> Mail:
    """Send a mail that failed or may have been sent, as an administrator. Refuses with ``NotAllowed``, ``Refused``."""
    require_administrator(actor)
    return queue_again(mail, actor=actor)


@transaction.atomic
def queue_again(mail: Mail, *, actor: User) -> Mail:
    """Plan a mail anew; part of the verb that calls, which has checked the right to it.

    Refused when it is on its way, was sent, or is not needed. It keeps its Message-ID: many mail programs show it
    once to who has it already.
    """
    now = timezone.now()
    changed = Mail.objects.filter(pk=mail.pk, state__in=REPEATABLE_STATES).update(
        state=MailState.PLANNED, why="", reply=None, claim="", wanted_at=now, next_at=now, ended_at=None
    )
    mail.refresh_from_db()
    if not changed:
        text = _("This mail is on its way.") if mail.state in OPEN_STATES else _("There is nothing to send again.")
        raise Refused(text)
    record("mail.sent_again", actor=actor, obj=mail)
    mail.turn += 1
    mail.save(update_fields=["turn"])
    put_into_queue(mail)
    return mail


def put_into_queue(mail: Mail) -> None:
    """Ask the background for this turn of a planned mail."""
    enqueue(
        SEND,
        key=_key_of_turn(mail),
        actor=None,
        payload={"mail": mail.public_id, "turn": mail.turn},
        subject=mail,
        due_at=mail.next_at,
    )


def _key_of_turn(mail: Mail) -> str:
    return f"{SEND}:{mail.public_id}:{mail.turn}"
