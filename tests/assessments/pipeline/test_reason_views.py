"""The page of the list of reasons."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from candidates.models import MoveReason
from hiring.core.models import AuditEntry, User
from tests.factories.candidates import MoveReasonFactory

pytestmark = pytest.mark.django_db

LIST = reverse("reason-list")
Browser = Callable[[User], Client]


@pytest.fixture
def offered() -> list[MoveReason]:
    MoveReason.objects.all().delete()
    return [MoveReasonFactory(label=label, position=at) for at, label in enumerate(("First", "Second"))]


@pytest.fixture
def desk(recruiter: User, browser_as: Browser) -> Client:
    return browser_as(recruiter)


def labels() -> list[str]:
    return list(MoveReason.objects.filter(retired_at=None).values_list("label", flat=True))


def test_added_raised_and_retired(offered: list[MoveReason], desk: Client) -> None:
    assert desk.post(LIST, {"kind": "reject", "label": "Third"}).url == LIST
    assert desk.post(reverse("reason-raise", args=[offered[1].public_id])).url == LIST
    assert desk.post(reverse("reason-retire", args=[offered[0].public_id])).url == LIST
    assert labels() == ["Second", "Third"]
    page = desk.get(LIST).text
    assert ("Second" in page, "First" in page) == (True, False)


@pytest.mark.parametrize(("label", "words"), [("", "This field is required."), ("first", "The list has this reason")])
def test_a_fault_stands_beside_its_field(offered: list[MoveReason], desk: Client, label: str, words: str) -> None:
    page = desk.post(LIST, {"kind": "reject", "label": label})
    assert (page.status_code, words in page.text) == (422, True)
    assert labels() == ["First", "Second"]


def test_an_empty_list_says_what_that_means(desk: Client) -> None:
    MoveReason.objects.all().delete()
    assert "Nobody can be rejected before there is at least one." in desk.get(LIST).text


@pytest.mark.parametrize(("who", "status"), [("administrator", 200), ("auditor", 403), ("member", 403)])
def test_who_keeps_it(
    who: str, status: int, offered: list[MoveReason], request: pytest.FixtureRequest, browser_as: Browser
) -> None:
    browser = browser_as(request.getfixturevalue(who))
    deeds = [reverse(f"reason-{deed}", args=[offered[1].public_id]) for deed in ("raise", "retire")]
    assert browser.get(LIST).status_code == status
    done = [browser.post(address).status_code for address in deeds]
    assert done == ([302, 302] if status == 200 else [403, 403])
    assert AuditEntry.objects.count() == (2 if status == 200 else 0)
    assert (f'href="{LIST}"' in browser.get("/candidates/").text) == (status == 200)


def test_what_is_not_there_wrong_method_and_nobody(offered: list[MoveReason], desk: Client, client: Client) -> None:
    for deed in ("raise", "retire"):
        assert desk.post(reverse(f"reason-{deed}", args=["A" * 22])).status_code == 404
        assert desk.get(reverse(f"reason-{deed}", args=[offered[0].public_id])).status_code == 405
    assert desk.delete(LIST).status_code == 405
    assert client.get(LIST).url == f"/accounts/login/?next={LIST}"


@pytest.mark.parametrize("size", [1, 3])
def test_the_same_queries_at_every_size(desk: Client, size: int, django_assert_num_queries: Callable) -> None:
    MoveReason.objects.all().delete()
    MoveReasonFactory.create_batch(size)
    with django_assert_num_queries(4):
        desk.get(LIST)
