"""Working hours of people: own ones, those of their place, and who may change them."""

from collections.abc import Callable
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hiring.core.accounts.models import User, WorkingDay
from hiring.core.accounts.working_hours import change_hours, own_week, working_time, working_times
from hiring.core.audit.models import AuditEntry
from hiring.core.calendar.working_time import USUAL_WEEK, make_week
from hiring.core.errors import Invalid, NotAllowed
from tests.factories.core import PlaceFactory, UserFactory

MORNINGS = make_week((0, 2), time(7, 30), time(12))


def test_nine_to_five_by_ones_own_clock(member: User) -> None:
    member.time_zone = "America/New_York"
    assert working_time(member).week == USUAL_WEEK
    friday = datetime(2026, 11, 20, 18, tzinfo=ZoneInfo("America/New_York"))
    assert working_time(member).next_minute(friday) == datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("America/New_York"))


def test_holidays_and_week_of_the_place_with_hours_of_ones_own(member: User) -> None:
    change_hours(member, actor=member, place=PlaceFactory(country="SA", time_zone="Asia/Riyadh"), week=None)
    assert working_time(member).week == make_week((6, 0, 1, 2, 3))
    assert working_time(member).time_zone == "UTC"
    change_hours(member, actor=member, place=PlaceFactory(), week=MORNINGS)
    christmas = datetime(2028, 12, 25, 8, tzinfo=ZoneInfo("UTC"))  # a Monday
    assert working_time(member).next_minute(christmas) == datetime(2028, 12, 27, 7, 30, tzinfo=ZoneInfo("UTC"))
    assert own_week(member) == MORNINGS


def test_what_does_not_change_is_not_written_down(member: User) -> None:
    place = PlaceFactory()
    change_hours(member, actor=member, place=place, week=MORNINGS)
    change_hours(member, actor=member, place=place, week=MORNINGS)
    change_hours(member, actor=member, place=place, week=None)
    fields = AuditEntry.objects.order_by("id").values_list("action", "fields")
    assert list(fields) == [
        ("person.hours_changed", ["place", "working_days"]),
        ("person.hours_changed", ["working_days"]),
    ]
    assert not WorkingDay.objects.exists()


@pytest.mark.parametrize("week", [(None,) * 7, make_week((0,), time(9), time(9, 29))])
def test_a_week_has_a_day_and_a_day_half_an_hour(member: User, week: tuple) -> None:
    with pytest.raises(Invalid) as refusal:
        change_hours(member, actor=member, place=None, week=week)
    assert list(refusal.value.errors) == ["week"]


def test_ones_own_or_an_administrators(member: User, administrator: User, recruiter: User) -> None:
    with pytest.raises(NotAllowed):
        change_hours(member, actor=recruiter, place=None, week=MORNINGS)
    change_hours(member, actor=administrator, place=None, week=MORNINGS)
    assert own_week(member) == MORNINGS


@pytest.mark.parametrize(
    "day",
    [
        {"weekday": 7, "starts": time(9), "ends": time(10)},
        {"weekday": 1, "starts": time(9), "ends": time(9)},
        {"weekday": 0, "starts": time(9), "ends": time(10)},
    ],
)
def test_the_database_holds_it(member: User, day: dict) -> None:
    WorkingDay.objects.create(user=member, weekday=0, starts=time(8), ends=time(9))
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkingDay.objects.create(user=member, **day)


@pytest.mark.parametrize("count", [1, 3])
def test_three_queries_for_all(django_assert_num_queries: Callable, count: int) -> None:
    people = [UserFactory(place=PlaceFactory()) for _ in range(count)]
    for person in people:
        WorkingDay.objects.create(user=person, weekday=0, starts=time(8), ends=time(9))
    with django_assert_num_queries(3):
        assert len(working_times(people)) == count


def test_the_page(member: User, browser_as: Callable) -> None:
    client, url, place = browser_as(member), reverse("account-hours"), PlaceFactory(name="Berlin")
    form = client.get(url).context["form"]
    assert (form.initial["from_0"], form.initial["to_4"], "from_5" in form.initial) == (time(9), time(17), False)
    usual = {f"from_{day}": "09:00" for day in range(5)} | {f"to_{day}": "17:00" for day in range(5)}
    assert client.post(url, {"place": place.public_id, **usual}).status_code == 302
    member.refresh_from_db()
    assert (member.place, own_week(member)) == (place, None)
    assert client.post(url, {"from_0": "07:30", "to_0": "12:00", "from_2": "07:30", "to_2": "12:00"}).status_code == 302
    member.refresh_from_db()
    assert (member.place, own_week(member)) == (None, MORNINGS)


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({}, ["__all__"]),
        ({"from_0": "09:00"}, ["to_0"]),
        ({"to_0": "09:00"}, ["from_0"]),
        ({"from_0": "10:00", "to_0": "09:00"}, ["to_0"]),
        ({"from_0": "late", "to_0": "09:00"}, ["from_0"]),
        ({"place": "A" * 22, "from_0": "09:00", "to_0": "17:00"}, ["place"]),
    ],
)
def test_what_the_page_refuses(member: User, browser_as: Callable, data: dict, errors: list[str]) -> None:
    answer = browser_as(member).post(reverse("account-hours"), data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, errors)
    assert own_week(member) is None


def test_a_place_that_is_no_longer_offered_stays_ones_own(member: User, browser_as: Callable) -> None:
    member.place = PlaceFactory(is_active=False)
    member.save()
    choices = browser_as(member).get(reverse("account-hours")).context["form"].fields["place"].queryset
    assert list(choices) == [member.place]
