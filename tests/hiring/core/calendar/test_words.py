from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from hiring.core.calendar.words import say_span, say_time

NOW = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # Friday; Saturday 00:30 in Berlin


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "today, 23:30"),
        (NOW + timedelta(minutes=40), "tomorrow, 00:10"),
        (NOW - timedelta(days=1), "yesterday, 23:30"),
        (datetime(2026, 11, 24, 17, 30, tzinfo=UTC), "Tue 24 Nov, 17:30"),
        (datetime(2027, 1, 4, 9, 0, tzinfo=UTC), "Mon 4 Jan 2027, 09:00"),
    ],
)
def test_times_are_said_as_people_say_them(moment: datetime, words: str) -> None:
    assert say_time(moment, NOW) == words


def test_the_day_is_that_of_the_reader() -> None:
    with timezone.override(ZoneInfo("Europe/Berlin")):
        assert say_time(NOW - timedelta(hours=1), NOW) == "yesterday, 23:30"


def test_a_span_names_its_day_once() -> None:
    assert say_span(NOW - timedelta(hours=13), NOW - timedelta(hours=12), NOW) == "today, 10:30 to 11:30"
    assert say_span(NOW, NOW + timedelta(hours=1), NOW) == "today, 23:30 to tomorrow, 00:30"
