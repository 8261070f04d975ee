"""Signing in again beside what one is writing."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hiring.core.accounts.again import sign_person
from hiring.core.accounts.models import User
from tests.factories.core import PASSWORD, UserFactory

URL = "/accounts/again/"


def again(client: Client, person: User, password: str = PASSWORD) -> object:
    return client.post(URL, {"who": sign_person(person), "password": password})


def test_the_pages_own_reader_goes_on(member: User) -> None:
    client = Client(enforce_csrf_checks=True)
    form = client.get(URL, {"who": sign_person(member)})
    assert form.status_code == 200
    assert b"Sign in as Mem Ber to go on" in form.content
    old = form.context["csrf_token"]
    body = {"who": sign_person(member), "password": PASSWORD, "csrfmiddlewaretoken": str(old)}
    response = client.post(URL, body)
    assert (response.status_code, response["HX-Trigger"]) == (204, "signed-in-again")
    fresh = {"X-CSRFToken": response["X-CSRFToken"]}
    theme = {"theme": "dark"}
    assert client.post(reverse("account-appearance"), theme, headers={"X-CSRFToken": str(old)}).status_code == 403
    assert client.post(reverse("account-appearance"), theme, headers=fresh).status_code == 302


def test_the_mark_of_a_page_is_its_readers(member: User, browser_as: Callable) -> None:
    page = browser_as(member).get(reverse("account-settings")).context["page"]
    assert page.again == sign_person(member)


def test_who_is_back_already_only_gets_the_token(member: User, browser_as: Callable) -> None:
    response = browser_as(member).get(URL, {"who": sign_person(member)})
    assert response.status_code == 204
    assert response["X-CSRFToken"]


def test_anothers_password_does_not_help(member: User) -> None:
    other = UserFactory()
    other.set_password("the password of another")
    other.save()
    client = Client()
    response = again(client, member, "the password of another")
    assert response.status_code == 422
    assert response.context["form"].errors["password"]
    assert client.get(reverse("account-settings")).status_code == 302


def test_who_is_signed_in_meanwhile_gives_way_to_the_reader(member: User, browser_as: Callable) -> None:
    client = browser_as(UserFactory(name="In Between"))
    assert client.get(URL, {"who": sign_person(member)}).status_code == 200
    assert again(client, member).status_code == 204
    assert client.get(reverse("account-settings")).context["user"] == member


@pytest.mark.parametrize("mark", ["", "forged", "a:b:c", "\0"])
def test_a_forged_mark(member: User, mark: str) -> None:
    assert Client().get(URL, {"who": mark}).status_code == 403
    assert Client().post(URL, {"who": mark, "password": PASSWORD}).status_code == 403


def test_an_account_that_is_switched_off(db: None) -> None:
    person = UserFactory(is_active=False)
    assert again(Client(), person).status_code == 403


def test_it_counts_under_the_limits_of_signing_in(member: User) -> None:
    for _ in range(5):
        again(Client(), member, "wrong")
    response = again(Client(), member)
    assert response.status_code == 422
    assert "Too many" in str(response.context["form"].errors)


def test_other_methods(member: User) -> None:
    assert Client().delete(URL).status_code == 405
