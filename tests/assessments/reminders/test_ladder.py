from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.reminders.ladder import BEFORE, Meeting, Rung, Rungs, Step, plan_ladder, plan_notice
from hiring.core.calendar.working_time import WorkingTime, make_week

BERLIN = "Europe/Berlin"
OFFICE = WorkingTime(BERLIN)
HOUR = timedelta(hours=1)


def at(day: int, hour: int, minute: int = 0, zone: str = BERLIN) -> datetime:
    """A time in November 2026; the 16th, 23rd and 30th are Mondays."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(zone))


def moments(steps: list[Step]) -> dict[str, datetime]:
    return {f"{step.rung}{step.number or ''}": step.at for step in steps}


def test_the_whole_ladder_of_an_interview_in_the_week() -> None:
    meeting = Meeting(at(17, 14), at(17, 15))
    steps = plan_ladder(Rungs(late_days=3), due_at=at(18, 15), meeting=meeting, works=OFFICE)
    assert moments(steps) == {
        "day_before": at(16, 14),
        "hour_before": at(17, 13),
        "after": at(17, 16),
        "due": at(18, 15),
        "late1": at(19, 15),
        "late2": at(20, 15),
        "late3": at(23, 15),
    }
    assert [step.anchor for step in steps] == [at(17, 14), at(17, 14), at(17, 15), *[at(18, 15)] * 4]
    assert [step.after for step in steps[3:]] == [None, at(18, 15), at(19, 15), at(20, 15)]
    assert [step.why for step in steps] == [""] * 7


def test_a_card_without_an_interview_begins_at_its_due_time() -> None:
    steps = plan_ladder(Rungs(), due_at=at(17, 15), meeting=None, works=OFFICE)
    assert [step.rung for step in steps] == [Rung.DUE, *[Rung.LATE] * 10]
    assert steps[-1].at == at(17, 15) + timedelta(days=14)


@pytest.mark.parametrize(
    ("start", "day_before", "hour_before"),
    [
        (at(23, 14), at(23, 9), at(23, 13)),  # a Monday: the day before is a Sunday
        (at(23, 9), at(20, 16, 59), None),  # Monday at nine: the next working minute would be too late
        (at(18, 8), at(17, 9), None),  # before hours
        (at(18, 9, 30), at(17, 9, 30), at(18, 9)),
        (at(21, 12), at(20, 12), None),  # a Saturday
        (at(17, 19), at(17, 9), None),  # in the evening: the hour before is after hours
    ],
)
def test_what_announces_never_comes_too_late(start: datetime, day_before: datetime, hour_before: datetime) -> None:
    steps = plan_ladder(Rungs(), due_at=at(30, 9), meeting=Meeting(start, start + HOUR), works=OFFICE)
    assert steps[0].at == day_before
    assert (steps[1].at, steps[1].why) == ((hour_before, "") if hour_before else (start - HOUR, "no_working_minute"))


def test_a_due_time_outside_working_hours_is_told_at_the_next_working_minute() -> None:
    steps = plan_ladder(Rungs(late_days=2), due_at=at(20, 20), meeting=None, works=OFFICE)
    assert moments(steps) == {"due": at(23, 9), "late1": at(24, 9), "late2": at(25, 9)}


def test_holidays_of_the_interviewer_count_as_no_working_day() -> None:
    works = replace(OFFICE, holidays={date(2026, 11, 18)})
    steps = plan_ladder(Rungs(late_days=1), due_at=at(17, 15), meeting=None, works=works)
    assert moments(steps) == {"due": at(17, 15), "late1": at(19, 15)}


def test_the_manager_hears_of_it_on_the_third_day_in_hours_of_their_own() -> None:
    ladder = plan_ladder(Rungs(), due_at=at(17, 10), meeting=None, works=OFFICE)
    new_york = WorkingTime("America/New_York")
    (notice,) = plan_notice(Rungs(), ladder, works=new_york)
    assert (notice.rung, notice.number, notice.at) == (Rung.MANAGER, 3, at(20, 9, zone="America/New_York"))
    assert plan_notice(Rungs(manager_on=0), ladder, works=new_york) == []
    assert plan_notice(Rungs(manager_on=11), ladder, works=new_york) == []


def test_every_rung_but_the_due_time_can_be_left_out() -> None:
    none = Rungs(0, 0, 0, 0, 0)
    meeting = Meeting(at(17, 14), at(17, 15))
    steps = plan_ladder(none, due_at=at(18, 15), meeting=meeting, works=OFFICE)
    assert [step.rung for step in steps] == [Rung.DUE]


# the nights on which clocks change, both ways, in three zones
NIGHTS = [
    (BERLIN, date(2026, 3, 29)),
    (BERLIN, date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
]


@pytest.mark.parametrize(("zone", "night"), NIGHTS)
def test_over_a_change_of_clocks(zone: str, night: date) -> None:
    """All these nights are Sundays: due on the Friday before, the first day of being late is the Monday after."""
    friday = datetime.combine(night - timedelta(days=2), time(15), tzinfo=ZoneInfo(zone))
    steps = plan_ladder(Rungs(late_days=2), due_at=friday, meeting=None, works=WorkingTime(zone))
    assert [step.at.replace(tzinfo=None) for step in steps] == [
        datetime.combine(night + timedelta(days=days), time(15)) for days in (-2, 1, 2)
    ]


@pytest.mark.parametrize(("zone", "night"), NIGHTS)
def test_an_hour_before_an_interview_in_the_night_of_the_change_is_an_hour(zone: str, night: date) -> None:
    works = WorkingTime(zone, make_week(range(7), time(0), time(23, 59)))
    start = datetime.combine(night, time(4), tzinfo=ZoneInfo(zone)).astimezone(UTC)
    steps = plan_ladder(Rungs(), due_at=start + 24 * HOUR, meeting=Meeting(start, start + HOUR), works=works)
    assert start - steps[1].at == HOUR
    assert start - steps[0].at == 24 * HOUR


moments_in_time = st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
spans = st.tuples(minutes, minutes).filter(lambda span: span[0] < span[1])
calendars = st.builds(
    WorkingTime,
    st.sampled_from([BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]),
    st.tuples(*[st.none() | spans] * 5, spans, spans),  # some day without a change of clocks among them
    st.frozensets(st.dates(date(2025, 1, 1), date(2030, 12, 31)), max_size=20),
)
policies = st.builds(
    Rungs, st.integers(0, 168), st.integers(0, 720), st.integers(0, 1440), st.integers(0, 20), st.integers(0, 20)
)


@given(policies, moments_in_time, st.integers(1, 720), st.integers(0, 240), calendars, calendars)
def test_rungs_keep_to_working_hours_and_to_their_order(
    rungs: Rungs, start: datetime, length: int, due_hours: int, works: WorkingTime, manager: WorkingTime
) -> None:
    meeting = Meeting(start, start + timedelta(minutes=length))
    due_at = meeting.ends_at + timedelta(hours=due_hours)
    steps = plan_ladder(rungs, due_at=due_at, meeting=meeting, works=works)

    assert all(works.contains(step.at) for step in steps if not step.why)
    assert all(step.at < start for step in steps if step.rung in BEFORE)
    assert all(step.at >= step.anchor for step in steps if step.rung not in BEFORE)
    late = [step.at for step in steps if step.rung == Rung.LATE]
    assert len(late) == rungs.late_days
    assert late == sorted(set(late))
    assert len({(step.rung, step.number) for step in steps}) == len(steps)
    assert plan_ladder(rungs, due_at=due_at, meeting=meeting, works=works) == steps
    for notice in plan_notice(rungs, steps, works=manager):
        assert manager.contains(notice.at)
        assert notice.at >= late[rungs.manager_on - 1]
