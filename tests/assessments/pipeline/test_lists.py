"""The list and the search go on after the last row, in every order, without a gap or a double."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.pipeline import lists
from assessments.pipeline.lists import ORDERS, Wanted, list_applications, search_applications
from candidates.models import Application
from candidates.people.records import add_candidate
from hiring.core.models import User
from hiring.models import Role
from tests.factories.candidates import ApplicationFactory


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PAGE", 2)


def all_pages(reader: User, **wanted: object) -> list[int]:
    seen, after = [], ""
    while True:
        page = list_applications(Wanted(**wanted, after=after), reader=reader)
        seen += [row.pk for row in page.rows]
        if not page.more:
            return seen
        after = page.next


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("order", ORDERS)
def test_every_order_shows_each_row_once(role: Role, manager: User, order: str) -> None:
    now = timezone.now()
    for number in range(7):  # several rows share the value that is sorted by
        when = now - timedelta(days=number // 3)
        ApplicationFactory(role=role, applied_at=when, stage_entered_at=when, sort_name=f"name {number // 3}")
    seen = all_pages(manager, order=order)
    column, descending = ORDERS[order]
    rows = list(Application.objects.order_by(f"{'-' if descending else ''}{column}", "-id" if descending else "id"))
    assert seen == [row.pk for row in rows]


def test_filters_of_the_list(role: Role, manager: User) -> None:
    gone = ApplicationFactory(role=role, state="rejected")
    here = ApplicationFactory(role=role)
    ApplicationFactory()  # of a role that the manager does not lead
    assert all_pages(manager) == [here.pk]
    assert all_pages(manager, state="rejected") == [gone.pk]
    assert set(all_pages(manager, state="all")) == {gone.pk, here.pk}
    assert all_pages(manager, role="A" * 22) == []


@pytest.mark.parametrize("after", ["A" * 22, "nonsense", "\0"])
def test_a_place_that_is_not_there_starts_at_the_beginning(role: Role, manager: User, after: str) -> None:
    here = ApplicationFactory(role=role)
    assert [row.pk for row in list_applications(Wanted(after=after), reader=manager).rows] == [here.pk]


def test_the_place_of_an_unseen_row_says_nothing(role: Role, manager: User) -> None:
    unseen, here = ApplicationFactory(), ApplicationFactory(role=role)
    page = list_applications(Wanted(after=unseen.public_id), reader=manager)
    assert [row.pk for row in page.rows] == [here.pk]


@pytest.fixture
def zoe(role: Role, manager: User) -> Application:
    candidate = add_candidate(actor=manager, name="Zoë Müller-Łukasz")
    return ApplicationFactory(role=role, candidate=candidate)


@pytest.mark.parametrize("text", ["zoe", "Mül", "muller", "luk zoe", "ZOE MULLER LUKASZ"])
def test_the_search_finds_beginnings_of_words(zoe: Application, manager: User, text: str) -> None:
    assert [row.pk for row in search_applications(text, reader=manager).rows] == [zoe.pk]


@pytest.mark.parametrize("text", ["", "   ", "oe", "zoe smith", "%", "_", "zoez"])
@pytest.mark.usefixtures("zoe")
def test_the_search_finds_nothing_else(manager: User, text: str) -> None:
    assert search_applications(text, reader=manager).rows == []


def test_nobody_is_found_twice(role: Role, manager: User) -> None:
    candidate = add_candidate(actor=manager, name="Anna Annika Ann")
    once = ApplicationFactory(role=role, candidate=candidate)
    assert [row.pk for row in search_applications("ann", reader=manager).rows] == [once.pk]


def test_the_search_shows_only_what_is_seen(zoe: Application, member: User, administrator: User) -> None:
    for stranger in (member, administrator):
        assert search_applications("zoe", reader=stranger).rows == []


@pytest.mark.usefixtures("small_pages")
def test_the_search_goes_on(role: Role, manager: User) -> None:
    for number in range(5):
        candidate = add_candidate(actor=manager, name=f"Meret {'abc'[number % 3]}")
        ApplicationFactory(role=role, candidate=candidate)
    seen, after = [], ""
    while True:
        page = search_applications("meret", reader=manager, after=after)
        seen += [row.pk for row in page.rows]
        if not page.more:
            break
        after = page.next
    assert sorted(seen) == sorted(Application.objects.values_list("pk", flat=True))
