"""From weeks to days: when each step of a process begins and ends, and when the role is filled. Pure, without a clock.

A source gives weeks for the whole way from screening to offer. They are shared out evenly among the steps and the offer
at the end, and no step is shorter than its interviewers need for the candidates who come to it. Days are the working
days of the place: no step begins or ends on a day off, and a holiday moves what comes after it. Days have no hours, so
that a change of clocks changes nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Protocol

DAY = timedelta(days=1)
Rational = int | Decimal | Fraction
WEEKS_A_MONTH = Fraction(52, 12)
FARTHEST = 800  # working days, some three years: beyond it a plan is none
LONGEST_BREAK = 60  # days off in a row, after which it is said that nobody works there


class TooLong(ValueError):
    """The plan would take years, or the place has no working days."""


class Calendar(Protocol):
    """The working days of a place (``hiring.core.calendar.working_time.WorkingTime``)."""

    def is_working_day(self, day: date) -> bool: ...


@dataclass(frozen=True, slots=True)
class Work:
    """One step to be planned: how many candidates come to it, and the hours of its panel for one of them."""

    id: str
    title: str
    candidates: int
    hours_each: Fraction

    @property
    def hours(self) -> Fraction:
        return self.candidates * self.hours_each


@dataclass(frozen=True, slots=True)
class Capacity:
    """Who has time: interviewers and the hours that each gives in a week of ``days_a_week`` working days."""

    interviewers: int
    hours_a_week: int
    days_a_week: int = 5

    def days_for(self, hours: Fraction) -> int:
        """Return in how many working days all of them together do so many hours.

        Three interviewers with 5 hours a week have 15 / 5 = 3 hours a day: 25 hours take 8.33, so 9 days.

        >>> Capacity(3, 5).days_for(Fraction(25))
        9
        """
        return ceil(hours * self.days_a_week / (self.interviewers * self.hours_a_week))


@dataclass(frozen=True, slots=True)
class Range:
    """The same thing in the three cases: at the earliest, likely, at the latest."""

    early: date
    likely: date
    late: date


@dataclass(frozen=True, slots=True)
class Phase:
    """One step with its dates. ``days`` are working days in the three cases; ``load_days`` is what the panel needs.

    ``is_held_up``: the likely length is what the interviewers need, not what the source says.
    """

    id: str
    title: str
    candidates: int
    hours: Fraction
    load_days: int
    days: tuple[int, int, int]
    begins: Range
    ends: Range
    is_held_up: bool

    @property
    def hours_shown(self) -> float:
        return float(self.hours)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole plan."""

    phases: tuple[Phase, ...]

    @property
    def filled(self) -> Range:
        return self.phases[-1].ends

    @property
    def days(self) -> tuple[int, int, int]:
        early, likely, late = (sum(phase.days[case] for phase in self.phases) for case in range(3))
        return early, likely, late


def expect_candidates(first: int, steps: int, pass_percent: int) -> list[int]:
    """Return how many candidates come to each step when ``pass_percent`` of each go on; never fewer than one.

    Of 20 of whom half go on: 20, 10, 5, 3 (2.5 rounded up), 2 (1.25), 1.

    >>> expect_candidates(20, 6, 50)
    [20, 10, 5, 3, 2, 1]
    """
    share = Fraction(pass_percent, 100)
    return [max(ceil(first * share**number), 1) for number in range(steps)]


def count_days(low: Rational, high: Rational, unit: str, days_a_week: int = 5) -> tuple[int, int, int]:
    """Return the working days of a range of "weeks" or "months": its low end, its middle, its high end.

    6 to 12 weeks of five days are 30, 45 and 60. 2 to 4 months are 8.67 to 17.33 weeks (52 weeks a year), so 43, 65
    and 87 days, each rounded to the nearest.
    """
    days = days_a_week * (WEEKS_A_MONTH if unit == "months" else Fraction(1))
    least, most = Fraction(low) * days, Fraction(high) * days
    return _round(least), _round((least + most) / 2), _round(most)


def _round(number: Fraction) -> int:
    return floor(number + Fraction(1, 2))


def share_out(days: int, parts: int) -> list[int]:
    """Share days evenly among the parts; the first ones get what is left over. More days are less for none.

    >>> share_out(45, 7)
    [7, 7, 7, 6, 6, 6, 6]
    """
    each, over = divmod(days, parts)
    return [each + (number < over) for number in range(parts)]


def lay_out(
    works: Sequence[Work], band: tuple[int, int, int], *, start: date, calendar: Calendar, capacity: Capacity
) -> Timeline:
    """Return the plan of these steps from ``start`` on. Raises ``TooLong`` for more than 800 working days.

    A step begins on the working day after the one before has ended, the first on the first working day from ``start``
    on; one of three days that begins on a Thursday ends on the Monday. Each takes its share of the band's days, and at
    least one day and what the panel needs.

    Two steps of 4 to 8 days in Berlin from Friday, 18 December 2026: at the earliest two days each, so the first takes
    the 18th and the 21st, the second the 22nd and the 23rd. At the latest four each: 18th to 23rd, then the 24th, and
    because Christmas is a Friday and a Saturday the 28th, 29th and 30th.
    """
    shares = [share_out(days, len(works)) for days in band]
    loads = [capacity.days_for(work.hours) for work in works]
    lengths = [[max(*pair, 1) for pair in zip(share, loads, strict=True)] for share in shares]
    if max(sum(case) for case in lengths) > FARTHEST:
        raise TooLong
    spans = [list(_walk(case, start, calendar)) for case in lengths]
    return Timeline(
        tuple(
            Phase(
                id=work.id,
                title=work.title,
                candidates=work.candidates,
                hours=work.hours,
                load_days=load,
                days=(lengths[0][place], lengths[1][place], lengths[2][place]),
                begins=Range(*(case[place][0] for case in spans)),
                ends=Range(*(case[place][1] for case in spans)),
                is_held_up=load > max(shares[1][place], 1),
            )
            for place, (work, load) in enumerate(zip(works, loads, strict=True))
        )
    )


def _walk(lengths: Iterable[int], start: date, calendar: Calendar) -> Iterator[tuple[date, date]]:
    """Yield first and last day of each step, one after the other."""
    day = next_working_day(start, calendar)
    for length in lengths:
        begin = day
        for _ in range(length - 1):
            day = next_working_day(day + DAY, calendar)
        yield begin, day
        day = next_working_day(day + DAY, calendar)


def next_working_day(day: date, calendar: Calendar) -> date:
    """Return ``day`` where people work on it, else the next one on which they do."""
    for number in range(LONGEST_BREAK):
        if calendar.is_working_day(day + number * DAY):
            return day + number * DAY
    raise TooLong
