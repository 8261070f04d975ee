"""From weeks to days: worked examples checked by hand, and what holds for every plan."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.core.calendar.holidays import PlaceHolidays
from hiring.core.calendar.working_time import WorkingTime, make_week
from hiring.planning.picture import draw_timeline
from hiring.planning.timeline import (
    Capacity,
    TooLong,
    Work,
    count_days,
    expect_candidates,
    lay_out,
    next_working_day,
    share_out,
)

BERLIN = WorkingTime("Europe/Berlin", holidays=PlaceHolidays("DE", "BE"))
CAIRO = WorkingTime("Africa/Cairo", make_week((6, 0, 1, 2, 3)), PlaceHolidays("EG", ""))
NEW_YORK = WorkingTime("America/New_York", holidays=PlaceHolidays("US", "NY"))
PLENTY = Capacity(50, 40)


def works(*hours):
    return [Work(str(place), f"Step {place}", 1, Fraction(each)) for place, each in enumerate(hours)]


def plan(hours=(0, 0), band=(4, 6, 8), start=date(2026, 12, 18), calendar=BERLIN, capacity=PLENTY):
    return lay_out(works(*hours), band, start=start, calendar=calendar, capacity=capacity)


def spans(timeline, case):
    return [(getattr(p.begins, case).isoformat(), getattr(p.ends, case).isoformat()) for p in timeline.phases]


def test_the_worked_example_over_christmas():
    """Friday the 18th; Christmas is a Friday and a Saturday, the 24th is a working day in Berlin."""
    timeline = plan()
    assert spans(timeline, "early") == [("2026-12-18", "2026-12-21"), ("2026-12-22", "2026-12-23")]
    assert spans(timeline, "likely") == [("2026-12-18", "2026-12-22"), ("2026-12-23", "2026-12-28")]
    assert spans(timeline, "late") == [("2026-12-18", "2026-12-23"), ("2026-12-24", "2026-12-30")]
    assert timeline.days == (4, 6, 8)


def test_a_plan_begins_on_the_first_working_day():
    """1 May 2027 is a Saturday; the first working day in Berlin is Monday, 3 May."""
    assert spans(plan(band=(2, 2, 2), start=date(2027, 5, 1)), "likely") == [
        ("2027-05-03", "2027-05-03"),
        ("2027-05-04", "2027-05-04"),
    ]


def test_six_to_twelve_weeks_of_five_days_from_a_monday():
    """Without holidays six weeks from Monday, 7 June 2027, end on Friday, 16 July, and twelve on Friday, 27 August."""
    filled = plan(band=count_days(6, 12, "weeks"), start=date(2027, 6, 7)).filled
    assert (filled.early, filled.late) == (date(2027, 7, 16), date(2027, 8, 27))
    assert filled.likely == date(2027, 8, 6)  # nine weeks


@pytest.mark.parametrize(
    ("low", "high", "unit", "days_a_week", "expected"),
    [
        (6, 12, "weeks", 5, (30, 45, 60)),
        (10, 16, "weeks", 5, (50, 65, 80)),
        (2, 4, "months", 5, (43, 65, 87)),
        (Decimal(6), Decimal("6.5"), "weeks", 4, (24, 25, 26)),
    ],
)
def test_working_days_of_a_source(low, high, unit, days_a_week, expected):
    assert count_days(low, high, unit, days_a_week) == expected


@pytest.mark.parametrize(
    ("first", "steps", "percent", "expected"),
    [(20, 6, 50, [20, 10, 5, 3, 2, 1]), (3, 3, 100, [3, 3, 3]), (1, 3, 1, [1, 1, 1]), (10, 2, 33, [10, 4])],
)
def test_candidates_of_each_step(first, steps, percent, expected):
    assert expect_candidates(first, steps, percent) == expected


def test_a_step_is_as_long_as_its_interviewers_need():
    """25 hours of three people with 5 hours a week, 3 hours a day, take 9 days; the source alone gives it two."""
    timeline = plan(hours=(25, 0), capacity=Capacity(3, 5))
    first, second = timeline.phases
    assert (first.load_days, first.days, first.is_held_up) == (9, (9, 9, 9), True)
    assert (second.load_days, second.days, second.is_held_up) == (0, (2, 3, 4), False)


def test_the_change_of_clocks_changes_nothing():
    """The clocks of Berlin change on 28 March 2027, those of New York on the 14th."""
    plain = WorkingTime("UTC")
    for name in ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"):
        there = WorkingTime(name)
        assert plan(start=date(2027, 3, 11), calendar=there) == plan(start=date(2027, 3, 11), calendar=plain)


def test_a_place_with_another_week():
    """Cairo works Sunday to Thursday: three days from Thursday, 7 January (a holiday) are Sunday to Tuesday."""
    timeline = plan(hours=(0,), band=(3, 3, 3), start=date(2027, 1, 7), calendar=CAIRO)
    assert spans(timeline, "likely") == [("2027-01-10", "2027-01-12")]


def test_what_takes_years_is_no_plan():
    with pytest.raises(TooLong):
        plan(hours=(10_000,), capacity=Capacity(1, 1))
    with pytest.raises(TooLong):
        next_working_day(date(2027, 1, 1), replace(BERLIN, week=(None,) * 7))


# what holds for every plan

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
CALENDARS = st.sampled_from([BERLIN, CAIRO, NEW_YORK])
CAPACITIES = st.builds(Capacity, st.integers(1, 12), st.integers(4, 20))
HOURS = st.lists(st.fractions(0, 60, max_denominator=60), min_size=1, max_size=8)


@st.composite
def bands(draw):
    low, middle, high = sorted(draw(st.lists(st.integers(0, 90), min_size=3, max_size=3)))
    return low, middle, high


def ends(timeline):
    return [day for phase in timeline.phases for day in (phase.ends.early, phase.ends.likely, phase.ends.late)]


@given(HOURS, bands(), DAYS, CALENDARS, CAPACITIES)
def test_nothing_begins_or_ends_on_a_day_off(hours, band, start, calendar, capacity):
    timeline = plan(hours, band, start, calendar, capacity)
    begins = [day for phase in timeline.phases for day in (phase.begins.early, phase.begins.likely, phase.begins.late)]
    assert all(calendar.is_working_day(day) for day in [*begins, *ends(timeline)])
    assert min(begins) == next_working_day(start, calendar)


@given(HOURS, bands(), DAYS, CALENDARS, CAPACITIES)
def test_steps_follow_each_other_and_days_add_up(hours, band, start, calendar, capacity):
    timeline = plan(hours, band, start, calendar, capacity)
    for case in ("early", "likely", "late"):
        day = next_working_day(start, calendar)
        for phase in timeline.phases:
            assert getattr(phase.begins, case) == day
            worked = (day + timedelta(days=n) for n in range((getattr(phase.ends, case) - day).days + 1))
            length = phase.days[("early", "likely", "late").index(case)]
            assert sum(calendar.is_working_day(one) for one in worked) == length
            day = next_working_day(getattr(phase.ends, case) + timedelta(days=1), calendar)
    for days, wanted in zip(timeline.days, band, strict=True):
        assert days >= wanted


@given(HOURS, bands(), DAYS, CALENDARS, CAPACITIES)
def test_early_is_never_after_likely_nor_likely_after_late(hours, band, start, calendar, capacity):
    for phase in plan(hours, band, start, calendar, capacity).phases:
        assert phase.ends.early <= phase.ends.likely <= phase.ends.late
        assert phase.begins.early <= phase.begins.likely <= phase.begins.late


@given(HOURS, bands(), DAYS, CALENDARS, CAPACITIES, st.integers(0, 5), st.integers(0, 5))
def test_more_interviewers_or_hours_are_never_later(hours, band, start, calendar, capacity, people, more_hours):
    more = Capacity(capacity.interviewers + people, capacity.hours_a_week + more_hours)
    one, other = (plan(hours, band, start, calendar, chosen) for chosen in (capacity, more))
    assert all(later >= day for later, day in zip(ends(one), ends(other), strict=True))


@given(st.integers(1, 100), st.integers(0, 40), st.integers(1, 8), st.integers(1, 100))
def test_more_candidates_are_never_fewer_anywhere(first, more, steps, percent):
    few, many = expect_candidates(first, steps, percent), expect_candidates(first + more, steps, percent)
    assert all(low <= high for low, high in zip(few, many, strict=True))
    assert few == sorted(few, reverse=True)


@given(st.integers(0, 400), st.integers(0, 40), st.integers(1, 12))
def test_days_are_shared_out_whole_and_more_are_less_for_none(days, more, parts):
    shares = share_out(days, parts)
    assert sum(shares) == days
    assert max(shares) - min(shares) <= 1
    assert all(low <= high for low, high in zip(shares, share_out(days + more, parts), strict=True))


@given(HOURS, bands(), DAYS, CALENDARS, CAPACITIES)
def test_the_picture_holds_all_of_it(hours, band, start, calendar, capacity):
    picture = draw_timeline(plan(hours, band, start, calendar, capacity))
    for bar in picture.bars:
        assert 0 <= bar.start <= bar.start + bar.length <= 100 + 1e-9
        assert bar.length > 0
        assert bar.early <= bar.start + bar.length + 1e-9
        assert bar.start + bar.length <= bar.late + 1e-9
    assert picture.bars[-1].late == pytest.approx(100)
    assert all(0 < tick.at < 100 and tick.day.day == 1 for tick in picture.ticks)


def test_the_picture_of_ten_days():
    """Friday, 18 December, to Wednesday, 30 December, are 13 days: the first bar (18th to 22nd) is 5 of them."""
    picture = draw_timeline(plan())
    first = picture.bars[0]
    assert (first.start, first.length) == (0, pytest.approx(5 / 13 * 100))
    assert (first.early, first.late) == (pytest.approx(4 / 13 * 100), pytest.approx(6 / 13 * 100))
    assert picture.ticks == ()
