"""The digest: once a day, at an hour of one's own, one mail with all that may wait and is still due."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.core.accounts.models import User
from hiring.core.background.queue import enqueue
from hiring.core.mail.letters import Action, Item, Letter, Section
from hiring.core.mail.models import Mail, MailChoice
from hiring.core.mail.posting import post
from hiring.core.mail.registry import Group, NotWanted, kind_of
from hiring.core.mail.states import MailState

DIGEST = "mail.digest"


def next_digest(choice: MailChoice, after: datetime) -> datetime:
    """Return when the person's next digest is due: the first time after ``after`` that their clock shows the hour."""
    zone = ZoneInfo(choice.person.time_zone)
    day = after.astimezone(zone).date()
    for _day in range(3):
        due = datetime.combine(day, time(choice.digest_hour), zone)
        if due > after:
            return due.astimezone(ZoneInfo("UTC"))
        day += timedelta(days=1)
    raise AssertionError  # an hour comes every day


def hold_for_digest(mail: Mail, letter: Letter) -> bool:
    """Let a mail wait for its reader's digest if they want that and it may; return whether it does."""
    choice = MailChoice.objects.filter(person=mail.recipient_id).select_related("person").first()
    group = kind_of(mail.kind).group
    if choice is None or not group.can_wait or group.name not in choice.digest_groups:
        return False
    due = next_digest(choice, timezone.now())
    if any(moment is not None and moment <= due for moment in (letter.by, letter.until)):
        return False
    with transaction.atomic():
        if Mail.objects.filter(pk=mail.pk).due(timezone.now()).update(state=MailState.HELD):
            _plan_digest(mail, choice, due)
    return True


def _plan_digest(mail: Mail, choice: MailChoice, due: datetime) -> None:
    """Ask for the digest that this mail waits for. Whichever task comes first takes all that waits."""
    enqueue(
        DIGEST,
        key=f"{DIGEST}:{mail.public_id}:{mail.turn}",
        actor=None,
        payload={"person": choice.person.public_id},
        due_at=due,
    )


def make_digest(person: User, *, planned_for: datetime) -> Mail | None:
    """Put all that waits for the person's digest into one mail, at most one a day; part of the caller's transaction.

    A task planned for an hour that the person has changed since does nothing: what waits was planned anew.
    """
    choice = MailChoice.objects.filter(person=person).select_related("person").first()
    held = list(Mail.objects.filter(recipient=person).held().select_for_update())
    if choice is None or not held or next_digest(choice, planned_for - timedelta(seconds=1)) != planned_for:
        return None
    day = planned_for.astimezone(ZoneInfo(person.time_zone)).date()
    if Mail.objects.filter(key=f"{DIGEST}:{person.public_id}:{day}").exists():
        first = held[0]
        first.turn += 1
        first.save(update_fields=["turn"])
        _plan_digest(first, choice, next_digest(choice, max(planned_for, timezone.now())))
        return None
    digest = post(DIGEST, key=f"{person.public_id}:{day}", to=person, about={"day": str(day)})
    Mail.objects.filter(pk__in=[mail.pk for mail in held]).update(
        state=MailState.MERGED, digest=digest, ended_at=timezone.now()
    )
    return digest


def write_digest(digest: Mail) -> Letter:
    """Return the letter that lists what still stands; raises ``NotWanted`` when nothing does."""
    found: dict[Group, list[Item]] = {}
    for mail in digest.parts.order_by("id"):
        kind = kind_of(mail.kind)
        try:
            letter = kind.write(mail)
        except NotWanted:
            continue
        text = letter.lines[0] if letter.lines else ""
        found.setdefault(kind.group, []).append(Item(letter.heading, text, letter.action, letter.facts))
    count = sum(map(len, found.values()))
    if not count:
        raise NotWanted
    return Letter(
        subject=ngettext("One thing for you in Plumbline", "%(count)d things for you in Plumbline", count)
        % {"count": count},
        title=_("Your day in Plumbline"),
        lines=[],
        sections=[Section(str(group.label), items) for group, items in found.items()],
        action=Action(_("Open what is due"), reverse("inbox")),
    )
