"""The page of the search: what is looked for never stands in an address."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from assessments.pipeline import lists
from candidates.models import Application
from candidates.people.records import add_candidate
from hiring.core.models import User
from hiring.models import Role
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.hiring import RoleFactory

SEARCH = reverse("search")


@pytest.fixture
def zoe(role: Role, manager: User) -> Application:
    return ApplicationFactory(role=role, candidate=add_candidate(actor=manager, name="Zoë Müller-Łukasz"))


@pytest.fixture
def desk(manager: User, browser_as: Callable[[User], Client]) -> Client:
    return browser_as(manager)


def look_for(desk: Client, text: str) -> str:
    """Post the words and return the address of what was found."""
    answer = desk.post(SEARCH, {"text": text})
    assert answer.status_code == 302
    return answer.url


def names(page: object) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]+>([^<]+)</a>', page.text)


def test_words_are_posted_and_the_address_has_a_key(zoe: Application, role: Role, desk: Client) -> None:
    address = look_for(desk, "zoe")
    assert "zoe" not in address
    page = desk.get(address)
    assert names(page) == ["Zoë Müller-Łukasz"]
    assert page.text.count('value="zoe"') == 2  # in the frame, and on the page for phones
    assert names(desk.get(address)) == ["Zoë Müller-Łukasz"]
    assert look_for(desk, "zoe") == address


def test_roles_are_found_by_any_part_of_their_title(role: Role, desk: Client) -> None:
    RoleFactory(title="Senior ML secret", confidential=True)
    found = desk.get(look_for(desk, "ml eng")).context["roles"]
    assert [one.id for one in found] == [role.public_id]
    assert list(desk.get(look_for(desk, "s")).context["roles"]) == []


@pytest.mark.usefixtures("zoe")
def test_a_key_opens_nothing_for_anybody_else(
    desk: Client, recruiter: User, browser_as: Callable[[User], Client]
) -> None:
    address = look_for(desk, "zoe")
    page = browser_as(recruiter).get(address)
    assert (names(page), "These words are not kept any more." in page.text) == ([], True)


@pytest.mark.parametrize("address", [SEARCH, f"{SEARCH}?find=&after=nonsense", f"{SEARCH}?q=zoe"])
@pytest.mark.usefixtures("zoe")
def test_without_words_it_asks_for_some(desk: Client, address: str) -> None:
    page = desk.get(address)
    assert (page.status_code, names(page)) == (200, [])
    assert "A search finds the beginnings of first and last names" in page.text
    assert look_for(desk, " ") == SEARCH


def test_nothing_found_says_how_it_searches(desk: Client) -> None:
    assert "No candidate with that name." in desk.get(look_for(desk, "nobody")).text


def test_it_goes_on_by_the_same_key(role: Role, manager: User, desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PAGE", 2)
    for number in range(3):
        ApplicationFactory(role=role, candidate=add_candidate(actor=manager, name=f"Meret {number}"))
    address = look_for(desk, "meret")
    first = desk.get(address)
    more = f"{address}&after={first.context['page_of'].next}"
    assert first.text.count(f'="{escape(more)}"') == 2  # where it leads, and what HTMX asks
    rest = desk.get(more, headers={"HX-Request": "true"})
    assert (names(first), names(rest)) == (["Meret 0", "Meret 1"], ["Meret 2"])
    assert "<html" not in rest.text


@pytest.mark.usefixtures("zoe")
def test_who_finds_whom(
    application: Application,
    auditor: User,
    administrator: User,
    member: User,
    browser_as: Callable[[User], Client],
) -> None:
    panel = ScorecardFactory(application=application).author
    add_words = [(auditor, ["Zoë Müller-Łukasz"]), (administrator, []), (member, []), (panel, [])]
    for user, found in add_words:
        browser = browser_as(user)
        assert names(browser.get(look_for(browser, "zoe"))) == found


def test_wrong_method_and_nobody(desk: Client, client: Client) -> None:
    assert desk.put(SEARCH).status_code == 405
    assert client.post(SEARCH, {"text": "zoe"}).url == f"/accounts/login/?next={SEARCH}"


@pytest.mark.parametrize("size", [1, 3])
def test_the_same_queries_at_every_size(
    role: Role, manager: User, desk: Client, size: int, django_assert_num_queries: Callable
) -> None:
    for number in range(size):
        ApplicationFactory(role=role, candidate=add_candidate(actor=manager, name=f"Senior {number}"))
    address = look_for(desk, "senior")
    with django_assert_num_queries(5):
        desk.get(address)
