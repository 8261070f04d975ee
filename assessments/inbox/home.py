"""What the home page shows: what is due, what has opened, what waits. Put together once for the template."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from django.db.models import BigIntegerField, DateTimeField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.inbox import querysets
from assessments.inbox.rows import DueRow, DueSheet, LateCard, OpenedCard, ToDecide, due_rows
from assessments.scorecards.facts import is_link
from hiring.core.accounts.models import User
from hiring.core.calendar.words import say_day
from hiring.core.paging import PAGE_SIZE
from hiring.core.prepared import Given, Prepared
from hiring.core.templatetags.plumbline import duration

FIRST = 5  # of the lists beside the main one; all of each has its own page
DAYS = 7  # of the agenda

_ME, _NOW, _SINCE = Given("user", BigIntegerField()), Given("now", DateTimeField()), Given("since", DateTimeField())
_DUE = Prepared(lambda: querysets.due_cards(_ME).order_by("due_at", "pk")[: PAGE_SIZE + 1])
_REVIEWS = Prepared(lambda: querysets.due_reviews(_ME).order_by("due_at", "pk")[:PAGE_SIZE])
_OPENED = Prepared(
    lambda: querysets.opened_cards(_ME, _SINCE, among=PAGE_SIZE).order_by("-submitted_at", "-pk")[: FIRST + 1],
    ahead=True,
)
_LED = Prepared(lambda: querysets.led_roles_with_new(_ME))
_DECIDE = Prepared(lambda: querysets.to_decide(_ME).order_by("stage_entered_at", "pk")[: FIRST + 1])
_LATE = Prepared(lambda: querysets.late_cards(_ME, _NOW).order_by("due_at", "pk")[: FIRST + 1])
_INTERVIEWS = Prepared(
    lambda: querysets.interviews_of(_ME, *(Given(name, DateTimeField()) for name in ("day_before", "since", "until")))[
        :PAGE_SIZE
    ]
)


class Meeting(NamedTuple):
    """An interview of the reader's, with their card of it."""

    starts_at: datetime
    ends_at: datetime
    where: str
    candidate: str
    stage: str
    card: str
    card_state: str


class NewOfRole(NamedTuple):
    """How many applications wait in New of a role that the reader leads."""

    role: str
    title: str
    waiting: int


@dataclass(frozen=True, slots=True)
class Slot:
    meeting: Meeting | None  # None marks now
    time: str
    is_past: bool = False
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    title: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Inbox:
    """The home page."""

    today: datetime
    heading: str
    due: Sequence[DueRow]
    due_after: str
    opened: Sequence[OpenedCard]
    opened_more: bool
    agenda: Sequence[Day]
    decide: Sequence[ToDecide]
    decide_more: bool
    late: Sequence[LateCard]
    late_more: bool
    new: Sequence[NewOfRole]
    leads: bool


def read_inbox(user: User) -> Inbox:
    """Return the home page of a person, by the same queries at every size: seven for who leads roles, else five."""
    now, me = timezone.now(), user.pk
    cards = [DueSheet(*row) for row in _DUE.ask(user=me)]
    reviews = [DueSheet(*row) for row in _REVIEWS.ask(user=me)]
    due = sorted([*cards[:PAGE_SIZE], *reviews], key=lambda sheet: sheet.due_at)
    opened = [OpenedCard(*row) for row in _OPENED.ask(user=me, since=now - querysets.RECENT)]
    led = [NewOfRole(*row) for row in _LED.ask(user=me)]
    decide = [ToDecide(*row) for row in _DECIDE.ask(user=me)] if led else []
    late = [LateCard(*row) for row in _LATE.ask(user=me, now=now)] if led else []
    new = [role for role in led if role.waiting][:PAGE_SIZE]
    rows = due_rows(due, now)
    rows[:1] = [row._replace(weight="btn-main") for row in rows[:1]]
    after = cards[PAGE_SIZE - 1].public_id if len(cards) > PAGE_SIZE else ""
    reviewed = sum(sheet.is_review for sheet in due)
    return Inbox(
        today=now,
        heading=_heading(rows, bool(after), reviews=reviewed, waiting=len(decide)),
        due=rows,
        due_after=after,
        opened=opened[:FIRST],
        opened_more=len(opened) > FIRST,
        agenda=_agenda(user, now),
        decide=decide[:FIRST],
        decide_more=len(decide) > FIRST,
        late=late[:FIRST],
        late_more=len(late) > FIRST,
        new=new,
        leads=bool(decide or late or new),
    )


def _heading(rows: Sequence[DueRow], has_more: bool, *, reviews: int, waiting: int) -> str:
    """Say the state of things: what is due, how much of it is late, else what waits."""
    late = sum(bool(row.late) for row in rows)
    parts = [_say_due(len(rows), has_more, reviews)]
    if late:
        parts.append(ngettext("%(number)s is late.", "%(number)s are late.", late) % {"number": _spell(late)})
    elif not rows and waiting:
        number = _("More than five") if waiting > FIRST else _spell(waiting)
        said = ngettext("%(number)s decision waits for you.", "%(number)s decisions wait for you.", waiting)
        parts.append(said % {"number": number})
    return " ".join(parts)


def _say_due(count: int, has_more: bool, reviews: int) -> str:
    number = f"{count}+" if has_more else _spell(count)
    if not count:
        said = _("Nothing is due from you.")
    elif reviews == count:
        said = ngettext("%(number)s job review is due from you.", "%(number)s job reviews are due from you.", count)
    elif reviews:
        said = ngettext("%(number)s thing is due from you.", "%(number)s things are due from you.", count)
    else:
        said = ngettext("%(number)s scorecard is due from you.", "%(number)s scorecards are due from you.", count)
    return said % {"number": number}


def _spell(number: int) -> str:
    words = (_("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine"))
    return words[number - 1] if number <= len(words) else str(number)


def _agenda(user: User, now: datetime) -> tuple[Day, ...]:
    """The interviews from the beginning of today on, by day; now stands among those of today."""
    local = timezone.localtime(now)
    start = local.replace(hour=0, minute=0, second=0, microsecond=0)
    one = timedelta(days=1)
    rows = _INTERVIEWS.ask(user=user.pk, day_before=start - one, since=start, until=start + DAYS * one)
    days = groupby(map(Meeting._make, rows), key=lambda meeting: timezone.localtime(meeting.starts_at).date())
    return tuple(
        Day(_day_title(day, local), tuple(_slots(meetings, now, is_today=day == local.date())))
        for day, meetings in days
    )


def _day_title(day: date, now: datetime) -> str:
    near = say_day(day, now.date())
    return capfirst(near) if abs((day - now.date()).days) <= 1 else date_format(day, "l j F")


def _slots(meetings: Iterator[Meeting], now: datetime, *, is_today: bool) -> Iterator[Slot]:
    told = not is_today
    for meeting in meetings:
        if not told and meeting.starts_at > now:
            told = True
            yield Slot(None, _clock(now))
        yield Slot(
            meeting,
            _clock(meeting.starts_at),
            is_past=meeting.ends_at <= now,
            note=_slot_note(meeting, now),
            link=meeting.where if is_link(meeting.where) and meeting.ends_at > now else "",
        )
    if not told:
        yield Slot(None, _clock(now))


def _clock(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "H:i")


def _slot_note(meeting: Meeting, now: datetime) -> str:
    if meeting.ends_at <= now:
        return _("Done. Scorecard is in") if meeting.card_state == "submitted" else _("Done. Scorecard is due")
    parts = [meeting.stage, duration(meeting.ends_at - meeting.starts_at)]
    if meeting.where and not is_link(meeting.where):
        parts.append(meeting.where)
    return ", ".join(parts)
