"""The timeline of a role: what it is computed from, who keeps it, and how sources disagree."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from hiring.benchmarks.editing import edit_benchmark
from hiring.core.errors import Invalid, NotAllowed, Refused, Stale
from hiring.core.models import AuditEntry, PlaceDay
from hiring.models import Benchmark, Role, RoleTimeline
from hiring.planning.schedules import Inputs, read_schedule, save_timeline
from rubrics.models import Profile
from tests.factories.hiring import MemberFactory

TODAY = date(2026, 12, 1)
VALUES = {
    "start_on": TODAY,
    "interviewers": 4,
    "hours_a_week": 6,
    "candidates": 12,
    "pass_percent": 40,
    "weeks_by": "",
}


def values(**changes):
    soon = timezone.localdate() + timedelta(days=10)
    return {**VALUES, "start_on": soon, **changes}


def test_without_numbers_it_begins_today_with_the_defaults(role, django_assert_num_queries):
    for _ in range(3):
        MemberFactory(role=role)
    with django_assert_num_queries(6):
        schedule = read_schedule(role, today=TODAY)
    assert schedule.inputs == Inputs(TODAY, 3, 5, 20, 50)
    assert (schedule.version, schedule.stored, schedule.largest_panel) == (0, None, 2)


def test_the_steps_and_the_offer_are_planned(role):
    timeline = read_schedule(role, today=TODAY).timeline
    assert [(phase.title, phase.candidates, phase.hours_shown) for phase in timeline.phases] == [
        ("Resume screening beyond buzzwords", 20, 15),  # 20 * (30 + 15) min * 1 person
        ("Technical assessment", 10, 25),
        ("ML system design", 5, 15),
        ("MLOps and production readiness", 3, 7.5),
        ("Communication and cross-functional collaboration", 2, 4),
        ("Cultural and ethical alignment", 1, 2),
        ("Decision and offer", 1, 0),
    ]
    # two people with 5 hours a week, 2 hours a day: 15 hours are 8 days, 25 are 13
    assert [phase.load_days for phase in timeline.phases] == [8, 13, 8, 4, 2, 1, 0]
    assert [phase.days[1] for phase in timeline.phases] == [8, 13, 8, 6, 6, 6, 6]


@pytest.mark.parametrize(
    ("seniority", "specialism", "key"),
    [
        ("mid", None, "hiring_weeks"),
        ("junior", None, "hiring_weeks"),
        ("senior", None, "hiring_weeks_senior"),
        ("staff", None, "hiring_weeks_senior"),
        ("junior", "nlp_llm", "hiring_weeks_senior"),
    ],
)
def test_the_source_that_names_the_seniority_counts(make, seniority, specialism, key):
    more = {"specialism": Profile.objects.get(key=specialism)} if specialism else {}
    schedule = read_schedule(make(seniority=seniority, **more), today=TODAY)
    assert schedule.chosen.figure.key == key
    assert {reading.figure.key for reading in schedule.readings} == {
        "hiring_weeks",
        "hiring_weeks_senior",
        "hiring_months",
    }


def test_another_source_may_be_chosen_and_the_others_stay_beside_it(role, recruiter):
    save_timeline(role, actor=recruiter, **values(weeks_by="hiring_months"))
    schedule = read_schedule(role)
    assert schedule.chosen.figure.key == "hiring_months"
    filled = {reading.figure.key: reading.timeline.filled for reading in schedule.readings}
    assert filled["hiring_weeks"].early < filled["hiring_months"].early  # 30 days against 43
    assert filled["hiring_weeks_senior"].late < filled["hiring_months"].late  # 80 against 87


def test_a_changed_benchmark_moves_the_dates_and_without_any_there_are_none(role, administrator):
    before = read_schedule(role, today=TODAY).timeline.filled.late
    edit_benchmark(Benchmark.objects.get(key="hiring_weeks"), actor=administrator, reason="Ours take long.", high=20)
    assert read_schedule(role, today=TODAY).timeline.filled.late > before
    for row in Benchmark.objects.filter(topic="hiring_time"):
        edit_benchmark(row, actor=administrator, reason="We do not believe it.", is_used=False)
    schedule = read_schedule(role, today=TODAY)
    assert (schedule.chosen, schedule.timeline, schedule.readings, schedule.days_off) == (None, None, [], [])


def test_holidays_of_the_place_move_the_end(role):
    schedule = read_schedule(role, today=date(2026, 12, 21))
    assert date(2026, 12, 25) in schedule.days_off
    assert date(2026, 12, 26) not in schedule.days_off  # a Saturday
    before = schedule.timeline.filled.likely
    day = date(2026, 12, 23)
    PlaceDay.objects.create(place=role.place, day=day, is_holiday=True, name="Move", reason="The office moves.")
    schedule = read_schedule(role, today=date(2026, 12, 21))
    assert day in schedule.days_off
    assert schedule.timeline.filled.likely > before


def test_fewer_people_than_a_panel_are_told(role, recruiter):
    assert not read_schedule(role).too_few
    save_timeline(role, actor=recruiter, **values(interviewers=1))
    assert read_schedule(role).too_few


# keeping it


def test_numbers_are_kept_once_with_version_and_trail(role, recruiter):
    stored = save_timeline(role, actor=recruiter, version=0, **values())
    assert (stored.version, stored.changed_by) == (1, recruiter)
    assert {name: getattr(stored, name) for name in VALUES} == values()
    again = save_timeline(role, actor=recruiter, version=1, candidates=13)
    assert (again.pk, again.version, again.candidates, again.interviewers) == (stored.pk, 2, 13, 4)
    assert save_timeline(role, actor=recruiter, candidates=13).version == 2
    assert list(AuditEntry.objects.filter(action="timeline.saved").values_list("fields", flat=True)) == [
        ["candidates"],
        sorted({*VALUES} - {"weeks_by"}),
    ]


def test_who_leads_the_role_keeps_it(role, auditor, administrator):
    interviewer = MemberFactory(role=role).user
    for person in (auditor, administrator, interviewer):
        with pytest.raises(NotAllowed):
            save_timeline(role, actor=person, **values())
    lead = MemberFactory(role=role, right="manager").user
    assert save_timeline(role, actor=lead, **values()).version == 1


def test_a_change_in_between_is_told_with_theirs(role, recruiter):
    save_timeline(role, actor=recruiter, version=0, **values())
    with pytest.raises(Stale) as refusal:
        save_timeline(role, actor=recruiter, version=0, **values(candidates=99))
    assert refusal.value.theirs["version"] == 1
    assert refusal.value.theirs["candidates"] == "12"


def test_a_closed_role_is_planned_no_more(role, recruiter):
    now = timezone.now()
    Role.objects.filter(pk=role.pk).update(state="closed", opened_at=now, closed_at=now)
    with pytest.raises(Refused):
        save_timeline(role, actor=recruiter, **values())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"interviewers": 0}, "interviewers"),
        ({"interviewers": 51}, "interviewers"),
        ({"hours_a_week": 41}, "hours_a_week"),
        ({"candidates": 501}, "candidates"),
        ({"pass_percent": 101}, "pass_percent"),
        ({"start_on": date(1999, 1, 1)}, "start_on"),
        ({"weeks_by": "salary_senior"}, "weeks_by"),
        ({"interviewers": 1, "hours_a_week": 1, "candidates": 500}, "interviewers"),
    ],
)
def test_what_cannot_be_planned(role, recruiter, changes, field):
    with pytest.raises(Invalid) as refusal:
        save_timeline(role, actor=recruiter, **values(**changes))
    assert set(refusal.value.errors) == {field}
    assert not RoleTimeline.objects.exists()


def test_the_first_time_every_number_is_needed(role, recruiter):
    with pytest.raises(Invalid) as refusal:
        save_timeline(role, actor=recruiter, candidates=10)
    assert set(refusal.value.errors) == {"start_on", "interviewers", "hours_a_week", "pass_percent"}
