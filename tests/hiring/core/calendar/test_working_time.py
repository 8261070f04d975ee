from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.core.calendar.working_time import NeverWorks, WorkingTime, make_week

BERLIN = "Europe/Berlin"
MINUTE = timedelta(minutes=1)
OFFICE = WorkingTime(BERLIN)
# Clocks that change by an hour, by half an hour, in the southern summer, at midnight, and never.
ZONES = [BERLIN, "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kolkata", "UTC"]

moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
spans = st.tuples(minutes, minutes).filter(lambda span: span[0] < span[1])
weeks = st.tuples(*[st.none() | spans] * 7).filter(any)
days_off = st.frozensets(st.dates(date(2020, 1, 1), date(2035, 12, 31)), max_size=30)
calendars = st.builds(WorkingTime, st.sampled_from(ZONES), weeks, days_off)


def at(day: int, hour: int, minute: int = 0, zone: str = BERLIN) -> datetime:
    """A time in November 2026; the 20th is a Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(zone))


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
def test_weekends_are_not_counted(start: datetime, days: int, end: datetime) -> None:
    assert OFFICE.add_days(start, days) == end


def test_holidays_are_not_counted() -> None:
    office = WorkingTime(BERLIN, holidays={date(2026, 11, 23), date(2026, 11, 24)})
    assert office.add_days(at(20, 15), 1) == at(25, 15)
    assert office.add_days(at(23, 15), 0) == at(25, 15)
    assert office.count_days(at(20, 15), at(25, 8)) == 1


def test_a_week_may_begin_on_sunday() -> None:
    office = WorkingTime("Asia/Riyadh", make_week((6, 0, 1, 2, 3)))
    thursday = at(19, 15, zone="Asia/Riyadh")
    assert office.add_days(thursday, 1) == at(22, 15, zone="Asia/Riyadh")


def test_the_day_is_that_of_the_place() -> None:
    friday_evening_in_utc = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # Saturday 08:30 in Tokyo
    due = WorkingTime("Asia/Tokyo").add_days(friday_evening_in_utc, 1)
    assert due == datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("Asia/Tokyo"))


def test_the_time_of_day_stays_when_the_clocks_change() -> None:
    friday = datetime(2026, 10, 23, 9, tzinfo=ZoneInfo(BERLIN))
    due = OFFICE.add_days(friday, 1)
    assert due == datetime(2026, 10, 26, 9, tzinfo=ZoneInfo(BERLIN))
    assert (friday.astimezone(UTC).hour, due.astimezone(UTC).hour) == (7, 8)


@pytest.mark.parametrize(
    ("moment", "following", "before"),
    [
        (at(20, 9), at(20, 9), at(20, 9)),
        (at(20, 16, 59), at(20, 16, 59), at(20, 16, 59)),
        (at(20, 17), at(23, 9), at(20, 16, 59)),
        (at(20, 8, 59), at(20, 9), at(19, 16, 59)),
        (at(21, 12), at(23, 9), at(20, 16, 59)),
        (at(23, 0), at(23, 9), at(20, 16, 59)),
    ],
)
def test_what_lies_outside_moves_to_the_next_or_the_last_working_minute(
    moment: datetime, following: datetime, before: datetime
) -> None:
    assert OFFICE.next_minute(moment) == following
    assert OFFICE.last_minute(moment) == before


NIGHTS = {  # zone: (the day on which an hour is skipped, the day on which one comes twice), in 2026
    BERLIN: (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 10, 4), date(2026, 4, 5)),
}
SHIFT = timedelta(minutes=30)


@pytest.mark.parametrize("zone", NIGHTS)
def test_hours_that_begin_in_a_skipped_hour_begin_after_it(zone: str) -> None:
    skipped, _doubled = NIGHTS[zone]
    always = make_week(range(7), time(2, 15), time(8))
    start = WorkingTime(zone, always).next_minute(datetime.combine(skipped, time(0), tzinfo=ZoneInfo(zone)))
    gap = SHIFT if zone == "Australia/Lord_Howe" else 2 * SHIFT
    assert start.replace(tzinfo=None) == datetime.combine(skipped, time(2, 15)) + gap


@pytest.mark.parametrize("zone", NIGHTS)
def test_of_a_doubled_hour_the_first_counts(zone: str) -> None:
    _skipped, doubled = NIGHTS[zone]
    twice = {BERLIN: time(2, 40), "America/New_York": time(1, 40), "Australia/Lord_Howe": time(1, 40)}[zone]
    calendar = WorkingTime(zone, make_week(range(7), twice, time(8)))
    start = calendar.next_minute(datetime.combine(doubled, time(0), tzinfo=ZoneInfo(zone)))
    assert (start.replace(tzinfo=None), start.fold) == (datetime.combine(doubled, twice), 0)
    again = start.replace(fold=1)
    assert again.utcoffset() != start.utcoffset()
    assert calendar.contains(again)  # the day's hours are one span


@pytest.mark.parametrize("zone", NIGHTS)
@pytest.mark.parametrize("which", [0, 1])
def test_due_times_keep_their_time_of_day_over_a_change_of_clocks(zone: str, which: int) -> None:
    night = NIGHTS[zone][which]
    before = datetime.combine(night - timedelta(days=2), time(15), tzinfo=ZoneInfo(zone))  # a Friday
    after = WorkingTime(zone).add_days(before, 1)
    assert after.replace(tzinfo=None) == datetime.combine(night + timedelta(days=1), time(15))
    assert WorkingTime(zone).next_minute(before + timedelta(hours=3)).time() == time(9)


def test_refuses_a_time_without_a_zone_and_a_negative_count() -> None:
    for read in (OFFICE.next_minute, OFFICE.last_minute, lambda moment: OFFICE.add_days(moment, 1)):
        with pytest.raises(ValueError, match="zone"):
            read(datetime(2026, 11, 20, 9))
    with pytest.raises(ValueError, match="before"):
        OFFICE.add_days(at(20, 9), -1)


def test_refuses_a_week_that_is_none() -> None:
    for week in ((None,) * 6, (*[None] * 6, (time(9), time(9)))):
        with pytest.raises(ValueError, match="week"):
            WorkingTime(BERLIN, week)


def test_says_so_when_somebody_never_works() -> None:
    never = WorkingTime(BERLIN, (None,) * 7)
    for read in (never.next_minute, never.last_minute, lambda moment: never.add_days(moment, 1)):
        with pytest.raises(NeverWorks):
            read(at(20, 9))


@given(calendars, moments)
def test_what_comes_out_is_working_time_and_stays_where_it_is(calendar: WorkingTime, moment: datetime) -> None:
    try:
        following, before = calendar.next_minute(moment), calendar.last_minute(moment)
    except NeverWorks:  # all its hours lie in a skipped hour of the only working day
        return
    assert calendar.contains(following)
    assert calendar.next_minute(following) == following >= moment
    assert before <= moment
    assert calendar.last_minute(before) == before


@given(st.sampled_from(ZONES), days_off, moments, st.timedeltas(timedelta(0), timedelta(days=20)))
def test_later_never_becomes_earlier(zone: str, holidays: frozenset[date], moment: datetime, more: timedelta) -> None:
    office = WorkingTime(zone, holidays=holidays)
    assert office.next_minute(moment) <= office.next_minute(moment + more)
    assert office.last_minute(moment) <= office.last_minute(moment + more)
    assert office.contains(office.last_minute(moment))


@given(st.sampled_from(ZONES), days_off, moments, st.integers(1, 30))
def test_ends_on_a_working_day_and_grows_with_the_count(
    zone: str, holidays: frozenset[date], moment: datetime, days: int
) -> None:
    office = WorkingTime(zone, holidays=holidays)
    due, later = office.add_days(moment, days), office.add_days(moment, days + 1)
    assert office.is_working_day(due.astimezone(ZoneInfo(zone)).date())
    assert moment - timedelta(hours=1) <= due < later
    assert office.count_days(moment, due) == days
