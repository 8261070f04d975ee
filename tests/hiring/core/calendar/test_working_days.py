from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.core.calendar.working_days import add_working_days

BERLIN = "Europe/Berlin"


def at(day: int, hour: int, zone: str = BERLIN) -> datetime:
    """A time in November 2026; the 20th is a Friday."""
    return datetime(2026, 11, day, hour, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (at(16, 9), 2, at(18, 9)),
        (at(20, 15), 2, at(24, 15)),
        (at(20, 15), 1, at(23, 15)),
        (at(20, 15), 0, at(20, 15)),
        (at(21, 15), 0, at(23, 15)),
        (at(21, 15), 2, at(24, 15)),
        (at(22, 15), 2, at(24, 15)),
        (at(16, 9), 5, at(23, 9)),
    ],
)
def test_weekends_are_not_counted(start, days, end):
    assert add_working_days(start, days, time_zone=BERLIN) == end


def test_the_day_is_that_of_the_place():
    friday_evening_in_utc = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # Saturday 08:30 in Tokyo
    due = add_working_days(friday_evening_in_utc, 1, time_zone="Asia/Tokyo")
    assert due == datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert due.tzinfo is UTC


def test_the_time_of_day_stays_when_the_clocks_change():
    friday = datetime(2026, 10, 23, 9, tzinfo=ZoneInfo(BERLIN))
    due = add_working_days(friday, 1, time_zone=BERLIN)
    assert due == datetime(2026, 10, 26, 9, tzinfo=ZoneInfo(BERLIN))
    assert due.astimezone(UTC).hour == 8
    assert friday.astimezone(UTC).hour == 7


def test_refuses_a_time_without_a_zone_and_a_negative_count():
    with pytest.raises(ValueError, match="zone"):
        add_working_days(datetime(2026, 11, 20, 9), 1, time_zone=BERLIN)
    with pytest.raises(ValueError, match="before"):
        add_working_days(at(20, 9), -1, time_zone=BERLIN)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    st.integers(1, 30),
    st.sampled_from(["UTC", BERLIN, "Asia/Tokyo", "America/New_York", "Asia/Kolkata"]),
)
def test_ends_on_a_working_day_and_grows_with_the_count(moment, days, zone):
    due = add_working_days(moment, days, time_zone=zone)
    later = add_working_days(moment, days + 1, time_zone=zone)
    assert due.astimezone(ZoneInfo(zone)).weekday() < 5
    assert moment - timedelta(hours=1) <= due < later
