"""When somebody works, and due times in working days. Pure: no Django, no database, no clock of its own.

A day's working hours are one span of instants. Where the change of clocks skips an hour, a time within it is read as
the hour after; of an hour that comes twice the first counts.
"""

from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
FROM, TO = time(9), time(17)
FARTHEST = 800  # days that are looked at before it is said that somebody never works

Week = tuple[tuple[time, time] | None, ...]


class NeverWorks(ValueError):
    """No working minute in more than two years."""


def make_week(weekdays: Collection[int] = MONDAY_TO_FRIDAY, start: time = FROM, end: time = TO) -> Week:
    """Return the same hours on each of ``weekdays`` (0 is Monday)."""
    return tuple((start, end) if weekday in weekdays else None for weekday in range(7))


USUAL_WEEK = make_week()


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Somebody's or some place's working time: its clock, its week (Monday first, None is a day off), its holidays.

    Each day has one span, from its start up to, not including, its end. Moments come in with any zone and go out in
    the zone of ``time_zone``. Raises ``ValueError`` for a moment without a zone, ``NeverWorks`` where nothing is found.
    """

    time_zone: str
    week: Week = USUAL_WEEK
    holidays: Container[date] = frozenset()

    def __post_init__(self) -> None:
        if len(self.week) != 7 or any(span and span[0] >= span[1] for span in self.week):
            raise ValueError("A week has seven days, each with a start before its end or none.")

    def is_working_day(self, day: date) -> bool:
        return self.week[day.weekday()] is not None and day not in self.holidays

    def contains(self, moment: datetime) -> bool:
        return self.next_minute(moment) == moment

    def next_minute(self, moment: datetime) -> datetime:
        """Return ``moment`` where it is working time, else the start of the next working hours."""
        for start, end in self._spans(self._local(moment).date() - DAY, DAY):
            if moment < end:
                return self._local(max(moment, start))
        raise NeverWorks

    def last_minute(self, moment: datetime) -> datetime:
        """Return ``moment`` where it is working time, else the last minute of the working hours before."""
        for start, end in self._spans(self._local(moment).date() + DAY, -DAY):
            if start <= moment:
                return self._local(min(moment, end - MINUTE))
        raise NeverWorks

    def add_days(self, moment: datetime, days: int) -> datetime:
        """Return the same time of day ``days`` (0 or more) working days after ``moment``.

        A day that ends on a day off moves on, and days off are never counted: from Friday 15:00, two working days are
        Tuesday 15:00, as they are from Saturday 15:00. Hours play no part.
        """
        if days < 0:
            raise ValueError("A due time does not lie before its start.")
        local = self._local(moment)
        left, day = days, local.date()
        for _ in range(FARTHEST + 7 * days):
            if left == 0 and self.is_working_day(day):
                return datetime.combine(day, local.time(), tzinfo=local.tzinfo).astimezone(UTC).astimezone(local.tzinfo)
            day += DAY
            left = max(left - self.is_working_day(day), 0)
        raise NeverWorks

    def count_days(self, start: datetime, end: datetime) -> int:
        """Return how many working days lie after the day of ``start``, up to and with the day of ``end``."""
        first, last = self._local(start).date(), self._local(end).date()
        return sum(self.is_working_day(first + number * DAY) for number in range(1, (last - first).days + 1))

    def _spans(self, day: date, step: timedelta) -> Iterator[tuple[datetime, datetime]]:
        """Yield the working hours of each day from ``day`` on, as instants. A day that the clocks eat up has none."""
        zone = ZoneInfo(self.time_zone)
        for _ in range(FARTHEST):
            hours = self.week[day.weekday()] if day not in self.holidays else None
            if hours:
                start, end = (datetime.combine(day, at, tzinfo=zone).astimezone(UTC) for at in hours)
                if start < end:
                    yield start, end
            day += step

    def _local(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            raise ValueError("A time without a zone has no working day.")
        return moment.astimezone(ZoneInfo(self.time_zone))
