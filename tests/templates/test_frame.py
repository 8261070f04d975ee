"""The frame of pages: sign-in, refusals and errors, in our look and without losing what was typed."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import override_settings
from django.urls import path
from django.views.defaults import bad_request, permission_denied, server_error

from hiring.core.models import User

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"


def refuse(request: object) -> None:
    raise PermissionError


urlpatterns = [path("refuse/", refuse)]


def test_a_wrong_password_keeps_the_address_and_says_why(client: Client) -> None:
    html = client.post(SIGN_IN, {"login": "ada@demo.test", "password": "wrong"}).content.decode()
    assert "<title>Error: Sign in - Plumbline</title>" in html
    assert 'value="ada@demo.test"' in html
    assert '<div class="error-summary" role="alert" tabindex="-1" autofocus>' in html
    assert "wrong" not in html


def test_an_empty_form_names_each_field(client: Client) -> None:
    html = client.post(SIGN_IN, {}).content.decode()
    assert '<a href="#id_login">' in html
    assert '<a href="#id_password">' in html


def test_a_page_that_needs_sign_in_is_come_back_to(client: Client) -> None:
    html = client.get(f"{SIGN_IN}?next=/roles/").content.decode()
    assert '<input type="hidden" name="next" value="/roles/">' in html


def test_the_mail_for_a_new_password_has_the_link_and_no_greeting_of_a_library(
    client: Client, member: User, carry_out_due: Callable
) -> None:
    client.post("/accounts/password/reset/", {"email": member.email})
    carry_out_due()
    (message,) = mail.outbox
    assert "/accounts/password/reset/key/" in message.body
    assert "works once" in message.body
    assert "example.com" not in message.body
    assert "Hello from" not in message.body


def test_an_old_link_says_so_and_offers_a_new_one(client: Client) -> None:
    html = client.get("/accounts/password/reset/key/x-y/").content.decode()
    assert "This link does not work any more" in html


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
        "/accounts/inactive/",
    ],
)
def test_signed_out_pages_stand_in_our_frame(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    assert 'class="signin-main"' in html
    assert html.count("<h1>") == 1


def test_who_is_signed_in_changes_the_password_in_the_frame_of_the_app(client: Client, member: User) -> None:
    client.force_login(member)
    html = client.get("/accounts/password/change/").content.decode()
    assert 'class="top"' in html
    assert html.count('type="password"') == 3


def test_what_is_not_there_is_said_without_naming_it(client: Client) -> None:
    answer = client.get("/accounts/nothing-like-this/")
    assert answer.status_code == 404
    assert "nothing-like-this" not in answer.content.decode()
    assert "<h1>Not found</h1>" in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "title"), [(server_error, "Something broke here"), (bad_request, "This cannot be read")]
)
def test_when_all_else_fails_a_page_needs_no_database(
    view: object, title: str, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):
        html = (
            view(RequestFactory().get("/"), Exception()).content.decode()
            if view is bad_request
            else (view(RequestFactory().get("/")).content.decode())
        )
    assert f"<h1>{title}</h1>" in html


def test_a_refusal_gives_its_reason() -> None:
    html = permission_denied(RequestFactory().get("/"), Exception("Sealed: yours is not in yet.")).content.decode()
    assert "Sealed: yours is not in yet." in html


def test_a_form_from_another_time_is_refused_in_our_look(member: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)
    answer = strict.post("/accounts/logout/")
    assert answer.status_code == 403
    assert "<h1>This page is too old</h1>" in answer.content.decode()


@override_settings(LANGUAGE_CODE="en")
def test_too_many_attempts_are_explained() -> None:
    assert "Wait a few minutes" in render_to_string("429.html", request=RequestFactory().get("/"))
