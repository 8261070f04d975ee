"""Times as people say them, in the reader's zone: "today, 18:00", "Tue 24 Nov, 17:30".

What is read at another time than it is written, a mail, writes them out: "Tue 24 November 2026, 17:30, Berlin time".
"""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def say_day(day: date, today: date) -> str:
    """Return "today", "tomorrow", "yesterday" or the date; with its year when that is another one."""
    distance = (day - today).days
    if distance == 0:
        return _("today")
    if abs(distance) == 1:
        return _("tomorrow") if distance > 0 else _("yesterday")
    return write_day(day, "D j M" if day.year == today.year else "D j M Y")


def write_day(day: date, layout: str) -> str:
    """Return a date as a template's ``date`` filter writes it; a list names few different days in many rows."""
    return _write_day(day, layout, get_language())


@lru_cache(maxsize=512)
def _write_day(day: date, layout: str, _language: str | None) -> str:
    return date_format(day, layout)


class Clock:
    """Says many times from one moment on, in the zone of the reader at that moment."""

    def __init__(self, now: datetime | None = None) -> None:
        self.zone = timezone.get_current_timezone()
        self.today = (now or timezone.now()).astimezone(self.zone).date()

    def say(self, moment: datetime) -> str:
        local = moment.astimezone(self.zone)
        return f"{say_day(local.date(), self.today)}, {local:%H:%M}"

    def write_day(self, moment: datetime) -> str:
        return write_day(moment.astimezone(self.zone).date(), "j M Y")

    def days_since(self, moment: datetime) -> int:
        """Count calendar days up to today."""
        return (self.today - moment.astimezone(self.zone).date()).days


def say_time(moment: datetime, now: datetime | None = None) -> str:
    return Clock(now).say(moment)


def say_span(start: datetime, end: datetime, now: datetime | None = None) -> str:
    """Return "today, 10:00 to 11:00"; the end with its own day when that is another one."""
    last = timezone.localtime(end)
    same = last.date() == timezone.localtime(start).date()
    ends = date_format(last, "H:i") if same else say_time(end, now)
    return _("%(start)s to %(end)s") % {"start": say_time(start, now), "end": ends}


def write_time(moment: datetime) -> str:
    """Return "Tue 24 November 2026, 17:30, Berlin time": right whenever it is read, and wherever."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'D j F Y, H:i')}, {_say_zone()}"


def write_span(start: datetime, end: datetime) -> str:
    """Return "Tue 24 November 2026, 17:30 to 18:30, Berlin time"."""
    first, last = timezone.localtime(start), timezone.localtime(end)
    layout = "H:i" if first.date() == last.date() else "D j F Y, H:i"
    words = {"start": date_format(first, "D j F Y, H:i"), "end": date_format(last, layout), "zone": _say_zone()}
    return _("%(start)s to %(end)s, %(zone)s") % words


def write_short(moment: datetime) -> str:
    """Return "Tue 24 Nov, 17:30", for the subject of a mail."""
    return date_format(timezone.localtime(moment), "D j M, H:i")


def _say_zone() -> str:
    name = timezone.get_current_timezone_name()
    return name if name == "UTC" else _("%(city)s time") % {"city": name.rsplit("/", 1)[-1].replace("_", " ")}
