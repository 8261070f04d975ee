"""Lets the verbs believe that it is an earlier day, so that a demo has a past. Only the demo command uses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone

ZONE = ZoneInfo("Europe/Berlin")
SATURDAY = 5


@contextmanager
def ago(**span: float) -> Iterator[None]:
    """Within the block Django's clock runs ``span`` (as for ``timedelta``) behind; blocks within each other add up."""
    shift = timedelta(**span)
    # timezone.now() reads the name "datetime" of its module at each call; defaults of fields call the same function.
    before = timezone.datetime

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return before.now(tz) - shift

    timezone.datetime = Earlier
    try:
        yield
    finally:
        timezone.datetime = before


@contextmanager
def office_day(days: int, hour: float) -> Iterator[None]:
    """Within the block it is ``hour`` o'clock ``days`` days ago, on the Friday before where that was a weekend."""
    now = timezone.now()
    day = now.astimezone(ZONE) - timedelta(days=days)
    while day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    then = day.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(hours=hour)
    with ago(seconds=(now - then).total_seconds()):
        yield


def next_office_day(days: int, hour: int) -> datetime:
    """Return ``hour`` o'clock in ``days`` days, on the Monday after where that is a weekend."""
    day = timezone.now().astimezone(ZONE) + timedelta(days=days)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)
