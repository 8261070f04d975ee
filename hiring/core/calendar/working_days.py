"""Due times in working days: Monday to Friday, by the clock of the place."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

SATURDAY = 5


def add_working_days(moment: datetime, days: int, *, time_zone: str) -> datetime:
    """Return the same time of day ``days`` working days after ``moment``, in the zone of the place.

    A day that ends on a weekend moves on to Monday, and a weekend is never counted: from Friday 15:00, two working
    days are Tuesday 15:00, as they are from Saturday 15:00. ``days`` is 0 or more; ``moment`` knows its zone. A time
    of day that the change of clocks skips is read as the hour after it.
    Raises ``ValueError`` for a negative count or a time without a zone.
    """
    if days < 0:
        raise ValueError("A due time does not lie before its start.")
    if moment.tzinfo is None:
        raise ValueError("A time without a zone has no working day.")
    zone = ZoneInfo(time_zone)
    local = moment.astimezone(zone).replace(tzinfo=None)
    day = local.date()
    left = days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, local.time(), tzinfo=zone).astimezone(moment.tzinfo)
