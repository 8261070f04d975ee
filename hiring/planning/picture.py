"""Where the dates of a timeline stand in its picture, in per cent of its width. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hiring.planning.timeline import Phase, Timeline


@dataclass(frozen=True, slots=True)
class Bar:
    """One phase: its likely days as a bar, and from its earliest to its latest last day a line."""

    phase: Phase
    start: float
    length: float
    early: float
    late: float


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month."""

    day: date
    at: float


@dataclass(frozen=True, slots=True)
class Picture:
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]

    @property
    def at(self) -> list[float]:
        """Where the lines of the months stand."""
        return [tick.at for tick in self.ticks]


def draw_timeline(timeline: Timeline) -> Picture:
    """Return bars and months on the scale from the first day to the latest last day, both whole.

    Of a picture over ten days, the first of them ends at 10 per cent and the last begins at 90.
    """
    first, last = timeline.phases[0].begins.early, timeline.filled.late
    whole = (last - first).days + 1

    def at(day: date) -> float:
        return (day - first).days / whole * 100

    bars = tuple(
        Bar(
            phase=phase,
            start=at(phase.begins.likely),
            length=at(phase.ends.likely + timedelta(days=1)) - at(phase.begins.likely),
            early=at(phase.ends.early + timedelta(days=1)),
            late=at(phase.ends.late + timedelta(days=1)),
        )
        for phase in timeline.phases
    )
    return Picture(bars, tuple(Tick(day, at(day)) for day in _months(first, last)))


def _months(first: date, last: date) -> Iterator[date]:
    """Yield the first days of the months after ``first``, up to ``last``."""
    year, month = first.year, first.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        day = date(year, month, 1)
        if day > last:
            return
        yield day
