"""Which rungs that are due become one mail. Pure: no Django, no database.

A person gets at most one mail a day that announces interviews and one that asks for scorecards: what goes out first
takes along whatever else of its sort is planned for the rest of that day. Of a card's rungs that lie behind, after the
worker was away or the clock was put forward, only the newest is said; those of earlier days are overtaken.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from assessments.reminders.ladder import BEFORE, Rung


class Row(Protocol):
    @property
    def pk(self) -> int: ...
    @property
    def card_id(self) -> int: ...
    @property
    def rung(self) -> str: ...
    @property
    def anchor(self) -> datetime: ...
    @property
    def at(self) -> datetime: ...


R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Bundle(Generic[R]):
    """One mail: the row that carries it and those that it takes along."""

    carrier: R
    carried: Sequence[R]
    announces: bool  # interviews; else it asks for scorecards


@dataclass(frozen=True)
class Arranged(Generic[R]):
    bundles: Sequence[Bundle[R]]
    begun: Sequence[R]  # the interview that they announce has begun
    overtaken: Sequence[R]


def arrange(rows: Iterable[R], *, now: datetime, time_zone: str) -> Arranged[R]:
    """Sort the planned rows of one person into mails that go out now. What is left over waits."""
    zone = ZoneInfo(time_zone)
    today = now.astimezone(zone).date()
    soon = sorted(
        (row for row in rows if row.at <= now or row.at.astimezone(zone).date() <= today),
        key=lambda row: (row.at, row.pk),
    )
    begun = [row for row in soon if row.rung in BEFORE and row.anchor <= now]
    overtaken: list[R] = []
    bundles: list[Bundle[R]] = []
    for announces in (True, False):
        sort = [row for row in soon if (row.rung in BEFORE) == announces and row not in begun]
        behind = _find_overtaken([row for row in sort if row.at <= now], zone)
        overtaken += behind
        said = [row for row in sort if row not in behind]
        if said and said[0].at <= now:
            bundles.append(Bundle(said[0], said[1:], announces))
    return Arranged(bundles, begun, overtaken)


def _find_overtaken(ready: Sequence[R], zone: ZoneInfo) -> list[R]:
    """Return the rows of a card that lie on an earlier day than its newest one. ``ready`` is in order of time."""
    newest = {_subject(row): row.at.astimezone(zone).date() for row in ready}
    return [row for row in ready if row.at.astimezone(zone).date() < newest[_subject(row)]]


def _subject(row: Row) -> tuple[int, bool]:
    """What a row is about: its card, and whether it is a colleague's card of which the hiring manager is told."""
    return row.card_id, row.rung == Rung.MANAGER
