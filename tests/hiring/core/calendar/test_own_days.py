"""A place's own days: added, left out, put back, by whom and for what reason."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from hiring.core.accounts.models import User
from hiring.core.audit.models import AuditEntry
from hiring.core.calendar.models import Place, PlaceDay
from hiring.core.calendar.own_days import (
    add_own_day,
    leave_out_day,
    list_holidays,
    undo_own_day,
    working_time_of,
    working_times_of,
)
from hiring.core.errors import Invalid, NotAllowed, Refused
from tests.factories.core import PlaceFactory

WHY = "The whole company is off."
NEXT = datetime.now(tz=UTC).year + 1
COMPANY, NEW_YEAR, MAY = date(NEXT, 6, 24), date(NEXT, 1, 1), date(NEXT, 5, 1)


@pytest.fixture
def place(db: None) -> Place:
    return PlaceFactory(name="Berlin", region="Berlin")


def test_days_are_added_left_out_and_put_back(place: Place, administrator: User) -> None:
    women = date(NEXT, 3, 8)  # of Berlin alone
    assert women in working_time_of(place).holidays
    add_own_day(place, actor=administrator, day=COMPANY, name=" Company  day ", reason=WHY)
    leave_out_day(place, actor=administrator, day=MAY, reason="The fair needs all of us.")
    days = {row.day: (row.name, row.is_kept, bool(row.own)) for row in list_holidays(place, NEXT)}
    assert days[COMPANY] == ("Company day", True, True)
    assert (days[MAY][1:], days[NEW_YEAR][1:]) == ((False, True), (True, False))
    office = working_time_of(place)
    assert (office.is_working_day(COMPANY), MAY in office.holidays) == (False, False)

    undo_own_day(place, actor=administrator, day=MAY)
    undo_own_day(place, actor=administrator, day=COMPANY)
    assert not PlaceDay.objects.exists()
    assert [entry.action for entry in AuditEntry.objects.order_by("id")] == [
        "place.day_added",
        "place.day_left_out",
        "place.day_undone",
        "place.day_undone",
    ]
    assert {tuple(entry.fields) for entry in AuditEntry.objects.all()} == {("holidays",)}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"day": NEW_YEAR}, "day"),
        ({"day": date(2020, 6, 24)}, "day"),
        ({"day": date(NEXT + 8, 6, 24)}, "day"),
        ({"reason": "Because."}, "reason"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 81}, "name"),
    ],
)
def test_what_cannot_be_added(place: Place, administrator: User, values: dict, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add_own_day(place, actor=administrator, **{"day": COMPANY, "name": "Company day", "reason": WHY} | values)
    assert list(refusal.value.errors) == [field]


def test_what_cannot_be_left_out_or_undone(place: Place, administrator: User) -> None:
    leave_out_day(place, actor=administrator, day=MAY, reason=WHY)
    for day in (COMPANY, MAY):
        with pytest.raises(Refused):
            leave_out_day(place, actor=administrator, day=day, reason=WHY)
    with pytest.raises(Refused):
        undo_own_day(place, actor=administrator, day=COMPANY)
    with pytest.raises(Invalid):
        add_own_day(place, actor=administrator, day=MAY, name="May", reason=WHY)
    with pytest.raises(Invalid):
        leave_out_day(place, actor=administrator, day=NEW_YEAR, reason="No.")


def test_only_administrators_change_them(place: Place, recruiter: User, auditor: User) -> None:
    for actor in (recruiter, auditor):
        with pytest.raises(NotAllowed):
            add_own_day(place, actor=actor, day=COMPANY, name="Company day", reason=WHY)
        with pytest.raises(NotAllowed):
            leave_out_day(place, actor=actor, day=MAY, reason=WHY)
        with pytest.raises(NotAllowed):
            undo_own_day(place, actor=actor, day=MAY)


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_for_all_places(administrator: User, django_assert_num_queries: Callable, count: int) -> None:
    places = [PlaceFactory() for _ in range(count)]
    for each in places:
        add_own_day(each, actor=administrator, day=COMPANY, name="Company day", reason=WHY)
    with django_assert_num_queries(1):
        assert [COMPANY in office.holidays for office in working_times_of(places).values()] == [True] * count


def test_a_place_works_as_its_country_does(db: None) -> None:
    riyadh = working_time_of(PlaceFactory(country="SA", time_zone="Asia/Riyadh"))
    friday = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Riyadh"))
    assert riyadh.next_minute(friday) == datetime(2026, 11, 22, 9, tzinfo=ZoneInfo("Asia/Riyadh"))


def test_the_page(place: Place, administrator: User, browser_as: Callable) -> None:
    client, url = browser_as(administrator), reverse("place-holidays", args=[place.public_id])
    form = {"do": "add", "day": COMPANY.isoformat(), "name": "Company day", "reason": WHY}
    assert client.post(url, form).status_code == 302
    assert client.post(url, {"do": "leave-out", "day": MAY.isoformat(), "reason": WHY}).status_code == 302
    page = client.get(url).content.decode()
    assert page.count("Company day</b>") == 1
    assert "<s>Labor Day</s>" in page

    refused = client.post(url, form)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["day"])
    refused = client.post(url, {"do": "leave-out", "day": NEW_YEAR.isoformat(), "reason": "No."})
    assert (refused.status_code, refused.context["refused_day"]) == (422, NEW_YEAR.isoformat())
    assert client.post(url, {"do": "undo", "day": MAY.isoformat()}).status_code == 302
    assert client.post(url, {"do": "undo", "day": MAY.isoformat()}).status_code == 302  # says that there is none
    assert client.post(url, {"do": "undo", "day": "soon"}).status_code == 404
    for nothing in ({"do": "sing", "day": MAY.isoformat()}, {}):
        answer = client.post(url, nothing)
        assert (answer.status_code, "Press the button of what you want to do." in answer.text) == (422, True)
    assert [row.day for row in PlaceDay.objects.all()] == [COMPANY]


def test_the_page_says_that_a_region_is_unknown(administrator: User, browser_as: Callable) -> None:
    place = PlaceFactory(region="Atlantis")
    page = browser_as(administrator).get(reverse("place-holidays", args=[place.public_id])).content.decode()
    assert "“Atlantis” is no region of Germany" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_queries(
    place: Place, administrator: User, browser_as: Callable, django_assert_num_queries: Callable, rows: int
) -> None:
    for number in range(rows):
        add_own_day(place, actor=administrator, day=COMPANY.replace(day=10 + number), name="Day", reason=WHY)
    client = browser_as(administrator)
    with django_assert_num_queries(6):
        client.get(reverse("place-holidays", args=[place.public_id]))
