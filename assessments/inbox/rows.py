"""The rows of the home page's lists: what the queries of ``querysets`` read, named, and the due ones ready to print."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from candidates.applications.models import OPEN_STATES, ApplicationState
from hiring.core.calendar.words import Clock
from hiring.core.templatetags.charts import notches
from hiring.core.templatetags.plumbline import late_by


class DueSheet(NamedTuple):
    """An open scorecard, or a job review (then without a stage), of the reader."""

    id: int
    public_id: str
    due_at: datetime
    saved_at: datetime | None
    done: int
    total: int
    title: str
    stage: str = ""
    role: str = ""
    starts_at: datetime | None = None

    @property
    def is_review(self) -> bool:
        return not self.stage


class DueRow(NamedTuple):
    """A line of what is due, ready to print."""

    link: str
    title: str
    what: str
    role: str
    due: str
    late: str
    tone: str
    picture: SafeString
    saved: str
    action: str
    weight: str = ""


class OpenedCard(NamedTuple):
    """One's own submitted card whose panel is open to one."""

    id: int
    public_id: str
    cards_in: int
    cards_due: int
    application: str
    candidate: str
    role: str
    stage: str
    stage_title: str
    stage_id: int
    state: str
    stands_id: int | None
    stands_title: str | None

    @property
    def ended(self) -> str:
        """How the application ended, if it did."""
        return "" if self.state in OPEN_STATES else str(ApplicationState(self.state).label)

    @property
    def now_at(self) -> str:
        """Where the application stands when that is another step."""
        return self.stands_title or "" if self.stands_id != self.stage_id else ""


class ToDecide(NamedTuple):
    """An application whose panel is in."""

    id: int
    public_id: str
    since: datetime
    candidate: str
    role: str
    stage: str
    stage_title: str


class LateCard(NamedTuple):
    """A colleague's late card."""

    id: int
    public_id: str
    due_at: datetime
    author: str
    application: str
    candidate: str
    role: str
    stage: str
    stage_title: str


def due_rows(sheets: Iterable[DueSheet], now: datetime) -> list[DueRow]:
    """Write the lines of what is due; the words that they share are looked up once."""
    clock = Clock(now)
    review, late_words = _("Review of the job description"), _("Late by %(late)s")
    progress, interview = _("%(done)d of %(total)d, saved %(when)s"), _("Interview %(when)s")
    untouched, go_on, prepare, start = _("Not started"), _("Continue"), _("Prepare"), _("Start")
    rows = []
    for sheet in sheets:
        late = late_by(sheet.due_at, now)
        ahead = sheet.starts_at if sheet.starts_at and sheet.starts_at > now else None
        if sheet.saved_at:
            saved = progress % {"done": sheet.done, "total": sheet.total, "when": clock.say(sheet.saved_at)}
        else:
            saved = interview % {"when": clock.say(ahead)} if ahead else untouched
        row = DueRow(
            link=f"/job-reviews/{sheet.public_id}/" if sheet.is_review else f"/scorecards/{sheet.public_id}/",
            title=sheet.title,
            what=sheet.stage or review,
            role=sheet.role,
            due=capfirst(clock.say(sheet.due_at)),
            late=late_words % {"late": late} if late else "",
            tone="due-late" if late else "",
            picture=_draw_progress(sheet.done, sheet.total),
            saved=saved,
            action=go_on if sheet.saved_at else prepare if ahead else start,
        )
        rows.append(row)
    return rows


@lru_cache(maxsize=256)
def _draw_progress(done: int, total: int) -> SafeString:
    """Draw the notches once for each pair of numbers: fifty rows show a handful of them."""
    return notches(done, total)
