"""Who gets what answer on each page of floor 1 that this file names: personas by addresses."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.core.accounts.again import sign_person
from hiring.core.accounts.models import ApiToken, User, WorkingDay
from hiring.core.calendar.models import Place, PlaceDay
from hiring.core.invitations.models import Invitation
from hiring.core.invitations.verbs import invite_person
from tests.factories.core import PlaceFactory, UserFactory
from tests.factories.tokens import make_token

PERSONAS = ("administrator", "auditor", "recruiter", "member")
OWN, HOUSE, READ = (200, 200, 200, 200), (200, 403, 403, 403), (200, 200, 403, 403)

# name of the address, its object, and what a GET answers to each of PERSONAS
PAGES = [
    ("account-settings", None, OWN),
    ("account-hours", None, OWN),
    ("token-list", None, OWN),
    ("token-create", None, OWN),
    ("account_change_password", None, OWN),
    ("people-list", None, HOUSE),
    ("invite", None, HOUSE),
    ("person-detail", "person", HOUSE),
    ("person-hours", "person", HOUSE),
    ("place-list", None, HOUSE),
    ("place-add", None, HOUSE),
    ("place-edit", "place", HOUSE),
    ("place-holidays", "place", OWN),
    ("policy", None, READ),
    ("policy-figure", "figure", READ),
]
# what a POST of a whole form answers
DEEDS = [
    ("account-settings", None, (302, 302, 302, 302)),
    ("account-hours", None, (302, 302, 302, 302)),
    ("account-appearance", None, (302, 302, 302, 302)),
    ("account-end-sessions", None, (302, 302, 302, 302)),
    ("token-create", None, OWN),
    ("invite", None, (200, 403, 403, 403)),
    ("person-detail", "person", (302, 403, 403, 403)),
    ("person-hours", "person", (302, 403, 403, 403)),
    ("person-deactivate", "person", (302, 403, 403, 403)),
    ("person-reactivate", "person", (302, 403, 403, 403)),
    ("invitation-resend", "invitation", (200, 403, 403, 403)),
    ("invitation-revoke", "invitation", (302, 403, 403, 403)),
    ("token-revoke", "token", (302, 404, 404, 404)),
    ("place-add", None, (302, 403, 403, 403)),
    ("place-edit", "place", (302, 403, 403, 403)),
    ("place-holidays", "place", (302, 403, 403, 403)),
    ("policy-figure", "figure", (302, 403, 403, 403)),
]
ONLY_POST = {name for name, _, _ in DEEDS} - {name for name, _, _ in PAGES}
FORM = {
    "name": "Grace",
    "time_zone": "UTC",
    "theme": "dark",
    "density": "compact",
    "scope": "read",
    "days": "30",
    "email": "new@example.org",
    "country": "DE",
    "currency": "EUR",
    "value": "50",
    "reason": "The team asked for longer evidence.",
    "from_0": "08:30",
    "to_0": "12:00",
    "do": "add",
    "day": f"{timezone.now().year + 1}-06-24",
}


@pytest.fixture
def objects(db: None) -> dict[str, str]:
    person = UserFactory(name="Somebody")
    invitation, _secret = invite_person("invited@example.org", "In Vited", [], actor=None)
    token, _secret = make_token(person)
    return {
        "person": person.public_id,
        "invitation": invitation.public_id,
        "token": token.public_id,
        "place": PlaceFactory().public_id,
        "figure": "evidence.characters",
    }


@pytest.fixture
def people(administrator: User, auditor: User, recruiter: User, member: User) -> list[User]:
    return [administrator, auditor, recruiter, member]


def address(name: str, kind: str | None, objects: dict[str, str]) -> str:
    return reverse(name, args=[objects[kind]] if kind else [])


def snapshot() -> list[object]:
    kept = (User, Invitation, ApiToken, Place, PlaceDay, WorkingDay)
    return [list(model.objects.order_by("pk").values()) for model in kept]


@pytest.mark.parametrize(("name", "kind", "expected"), PAGES, ids=lambda value: str(value))
def test_pages(
    people: list[User], objects: dict[str, str], browser_as: Callable, name: str, kind: str, expected: tuple
) -> None:
    url = address(name, kind, objects)
    assert tuple(browser_as(person).get(url).status_code for person in people) == expected
    response = Client().get(url)
    assert (response.status_code, response["Location"]) == (302, f"{reverse('account_login')}?next={url}")
    response = Client().get(url, headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Trigger"], response.content) == (401, "signin-needed", b"")
    assert browser_as(people[0]).delete(url).status_code == 405


@pytest.mark.parametrize("persona", range(4), ids=PERSONAS)
@pytest.mark.parametrize(("name", "kind", "expected"), DEEDS, ids=lambda value: str(value))
def test_deeds(
    people: list[User],
    objects: dict[str, str],
    browser_as: Callable,
    settings: pytest.FixtureRequest,
    name: str,
    kind: str,
    expected: tuple,
    persona: int,
) -> None:
    url = address(name, kind, objects)
    client = browser_as(people[persona])
    before = snapshot()
    assert client.post(url, FORM).status_code == expected[persona]
    if expected[persona] in (403, 404):
        assert snapshot() == before


@pytest.mark.parametrize(("name", "kind", "expected"), DEEDS, ids=lambda value: str(value))
def test_strangers_change_nothing(objects: dict[str, str], name: str, kind: str, expected: tuple) -> None:
    url = address(name, kind, objects)
    before = snapshot()
    assert Client().post(url, FORM).status_code == 302
    assert snapshot() == before


@pytest.mark.parametrize("name", sorted(ONLY_POST))
def test_deeds_are_no_links(people: list[User], objects: dict[str, str], browser_as: Callable, name: str) -> None:
    kind = next(kind for other, kind, _ in DEEDS if other == name)
    assert browser_as(people[0]).get(address(name, kind, objects)).status_code == 405


UNKNOWN = ["person-detail", "person-hours", "place-edit", "place-holidays", "token-revoke", "invitation-revoke"]


@pytest.mark.parametrize("name", UNKNOWN)
def test_unknown_objects(administrator: User, browser_as: Callable, name: str) -> None:
    assert browser_as(administrator).post(reverse(name, args=["A" * 22])).status_code == 404


def test_an_unknown_figure(administrator: User, browser_as: Callable) -> None:
    assert browser_as(administrator).get(reverse("policy-figure", args=["no.such"])).status_code == 404


def test_a_forgery_is_refused(administrator: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    assert client.post(reverse("invite"), FORM).status_code == 403
    assert not Invitation.objects.exists()


def test_open_pages_need_no_sign_in(administrator: User) -> None:
    for name in ("account_login", "account_reset_password", "account_inactive", "api:schema", "api:docs"):
        assert Client().get(reverse(name)).status_code == 200
    mark = {"who": sign_person(administrator)}
    assert Client().get(reverse("signin-again"), mark).status_code == 200
    assert Client().get(reverse("invitation-accept")).status_code == 410
    assert Client().get(reverse("invitation-open", args=["unknown"])).status_code == 404


def test_an_administrator_ends_anothers_token(administrator: User, browser_as: Callable) -> None:
    token, _secret = make_token(UserFactory())
    response = browser_as(administrator).post(reverse("token-revoke", args=[token.public_id]))
    assert response["Location"] == reverse("person-detail", args=[token.user.public_id])
    token.refresh_from_db()
    assert token.revoked_at is not None


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("people-list", 6), ("token-list", 4), ("place-list", 4), ("policy", 4)])
def test_queries(
    administrator: User,
    browser_as: Callable,
    django_assert_num_queries: Callable,
    name: str,
    queries: int,
    rows: int,
) -> None:
    for number in range(rows):
        UserFactory()
        PlaceFactory()
        make_token(administrator)
        invite_person(f"in{number}@example.org", "In Vited", [], actor=administrator)
    client = browser_as(administrator)
    with django_assert_num_queries(queries):
        client.get(reverse(name))


def test_lists_go_on_after_fifty(administrator: User, browser_as: Callable) -> None:
    User.objects.bulk_create(
        User(email=f"b{n}@example.org", name=f"Same Name {n // 3:03}", created_at=timezone.now() + timedelta(n))
        for n in range(120)
    )
    client = browser_as(administrator)
    seen, url = [], reverse("people-list")
    after_first = client.get(url).context["people"].after
    while url:
        response = client.get(url)
        seen += [person.pk for person in response.context["people"].rows]
        after = response.context["people"].after
        url = f"{reverse('people-list')}?after={after}" if after else ""
    assert seen == list(User.objects.order_by("name", "id").values_list("pk", flat=True))
    part = client.get(f"{reverse('people-list')}?after={after_first}", headers={"HX-Request": "true"}).content.decode()
    assert part.count('<th scope="row">') == 50
    assert "<html" not in part
    assert client.get(reverse("people-list"), {"after": "gone\0"}).status_code == 200
