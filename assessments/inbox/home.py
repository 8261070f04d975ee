"""What the home page shows: what is due, what has opened, what waits. Put together once for the template."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.inbox import querysets
from assessments.interviews.models import Interview
from assessments.scorecards.facts import is_link
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.calendar.words import say_day, say_time
from hiring.core.paging import PAGE_SIZE, take_page
from hiring.core.templatetags.charts import notches
from hiring.core.templatetags.plumbline import duration, late_by
from hiring.intake.models import JobReview
from hiring.roles.models import Role

FIRST = 5  # of the lists beside the main one; all of each has its own page
DAYS = 7  # of the agenda


@dataclass(frozen=True, slots=True)
class DueRow:
    """An open scorecard or job review of the reader."""

    sheet: Scorecard | JobReview
    is_review: bool
    title: str
    what: str
    role: str
    due: str
    late: str
    saved: str
    action: str
    is_first: bool

    @property
    def link(self) -> str:
        return reverse("job-review" if self.is_review else "scorecard", args=[self.sheet.public_id])

    @property
    def picture(self) -> SafeString:
        return draw_progress(self.sheet.done, self.sheet.total)


@lru_cache(maxsize=256)
def draw_progress(done: int, total: int) -> SafeString:
    """Draw the notches once for each pair of numbers: fifty rows show a handful of them."""
    return notches(done, total)


@dataclass(frozen=True, slots=True)
class Slot:
    interview: Interview | None  # None marks now
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
    """The home page. Lists that somebody can never have anything in are None."""

    today: datetime
    heading: str
    due: Sequence[DueRow]
    due_after: str
    opened: Sequence[Scorecard]
    opened_more: bool
    agenda: Sequence[Day]
    decide: Sequence[Application]
    decide_more: bool
    late: Sequence[Scorecard]
    late_more: bool
    new: Sequence[Role]
    leads: bool


def read_inbox(user: User) -> Inbox:
    """Return the home page of a person, by the same queries at every size: seven for who leads roles, else five."""
    now = timezone.now()
    cards = take_page(querysets.due_cards(user), order="due_at")
    reviews = querysets.due_reviews(user).order_by("due_at", "pk")[:PAGE_SIZE]
    due = sorted([*cards.rows, *reviews], key=lambda sheet: sheet.due_at)
    opened = _few(querysets.opened_cards(user).order_by("-submitted_at", "-pk"))
    led = list(querysets.led_roles_with_new(user))
    decide = _few(querysets.to_decide(user).order_by("stage_entered_at", "pk")) if led else []
    late = _few(querysets.late_cards(user).order_by("due_at", "pk")) if led else []
    new = [role for role in led if role.waiting][:PAGE_SIZE]
    rows = [due_row(sheet, now, is_first=not at) for at, sheet in enumerate(due)]
    return Inbox(
        today=now,
        heading=_heading(rows, bool(cards.after), waiting=len(decide)),
        due=rows,
        due_after=cards.after,
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


def _few(rows: Any) -> list[Any]:
    return list(rows[: FIRST + 1])


def due_row(sheet: Scorecard | JobReview, now: datetime, *, is_first: bool = False) -> DueRow:
    is_review = isinstance(sheet, JobReview)
    role = sheet.role if is_review else sheet.application.role
    interview = None if is_review else sheet.interview
    is_ahead = interview is not None and interview.starts_at > now
    late = late_by(sheet.due_at)
    return DueRow(
        sheet=sheet,
        is_review=is_review,
        title=role.title if is_review else sheet.application.candidate.name,
        what=_("Review of the job description") if is_review else sheet.stage.title,
        role="" if is_review else role.title,
        due=capfirst(say_time(sheet.due_at, now)),
        late=_("Late by %(late)s") % {"late": late} if late else "",
        saved=_progress(sheet, interview if is_ahead else None, now),
        action=_("Continue") if sheet.saved_at else _("Prepare") if is_ahead else _("Start"),
        is_first=is_first,
    )


def _progress(sheet: Scorecard | JobReview, ahead: Interview | None, now: datetime) -> str:
    if sheet.saved_at:
        words = {"done": sheet.done, "total": sheet.total, "when": say_time(sheet.saved_at, now)}
        return _("%(done)d of %(total)d, saved %(when)s") % words
    if ahead is not None:
        return _("Interview %(when)s") % {"when": say_time(ahead.starts_at, now)}
    return _("Not started")


def _heading(rows: Sequence[DueRow], has_more: bool, *, waiting: int) -> str:
    """Say the state of things: what is due, how much of it is late, else what waits."""
    late = sum(bool(row.late) for row in rows)
    parts = [_say_due(rows, has_more)]
    if late:
        parts.append(ngettext("%(number)s is late.", "%(number)s are late.", late) % {"number": _spell(late)})
    elif not rows and waiting:
        number = _("More than five") if waiting > FIRST else _spell(waiting)
        said = ngettext("%(number)s decision waits for you.", "%(number)s decisions wait for you.", waiting)
        parts.append(said % {"number": number})
    return " ".join(parts)


def _say_due(rows: Sequence[DueRow], has_more: bool) -> str:
    number = f"{len(rows)}+" if has_more else _spell(len(rows))
    reviews = sum(row.is_review for row in rows)
    if not rows:
        said = _("Nothing is due from you.")
    elif reviews == len(rows):
        said = ngettext("%(number)s job review is due from you.", "%(number)s job reviews are due from you.", len(rows))
    elif reviews:
        said = ngettext("%(number)s thing is due from you.", "%(number)s things are due from you.", len(rows))
    else:
        said = ngettext("%(number)s scorecard is due from you.", "%(number)s scorecards are due from you.", len(rows))
    return said % {"number": number}


def _spell(number: int) -> str:
    words = (_("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine"))
    return words[number - 1] if number <= len(words) else str(number)


def _agenda(user: User, now: datetime) -> tuple[Day, ...]:
    """The interviews from the beginning of today on, by day; now stands among those of today."""
    local = timezone.localtime(now)
    start = local.replace(hour=0, minute=0, second=0, microsecond=0)
    found = querysets.interviews_of(user, start, start + timedelta(days=DAYS))[:PAGE_SIZE]
    days = groupby(found, key=lambda interview: timezone.localtime(interview.starts_at).date())
    return tuple(
        Day(_day_title(day, local), tuple(_slots(interviews, now, is_today=day == local.date())))
        for day, interviews in days
    )


def _day_title(day: Any, now: datetime) -> str:
    near = say_day(day, now.date())
    return capfirst(near) if abs((day - now.date()).days) <= 1 else date_format(day, "l j F")


def _slots(interviews: Iterable[Interview], now: datetime, *, is_today: bool) -> Iterator[Slot]:
    told = not is_today
    for interview in interviews:
        if not told and interview.starts_at > now:
            told = True
            yield Slot(None, _clock(now))
        yield Slot(
            interview,
            _clock(interview.starts_at),
            is_past=interview.ends_at <= now,
            note=_slot_note(interview, now),
            link=interview.where if is_link(interview.where) and interview.ends_at > now else "",
        )
    if not told:
        yield Slot(None, _clock(now))


def _clock(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "H:i")


def _slot_note(interview: Interview, now: datetime) -> str:
    if interview.ends_at <= now:
        return _("Done. Scorecard is in") if interview.card_state == "submitted" else _("Done. Scorecard is due")
    parts = [interview.stage.title, duration(interview.ends_at - interview.starts_at)]
    if interview.where and not is_link(interview.where):
        parts.append(interview.where)
    return ", ".join(parts)
