"""Signing in and out, setting a new password, and their limits."""

import re
from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from hiring.core.accounts.adapter import AccountAdapter
from hiring.core.accounts.models import User
from hiring.core.audit.models import AuditEntry
from tests.factories.core import PASSWORD, UserFactory

LOGIN = "/accounts/login/"
RESET = "/accounts/password/reset/"
NEW = "an entirely other one"


def sign_in(email: str, password: str = PASSWORD, client: Client | None = None, **more: str) -> object:
    return (client or Client()).post(LOGIN, {"login": email, "password": password, **more})


def test_in_and_out(member: User) -> None:
    client = Client()
    response = sign_in(member.email.upper(), client=client)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get(reverse("account-settings")).status_code == 200
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("account-settings")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("account-settings")).status_code == 302
    assert AuditEntry.objects.get().action == "person.signed_in"


def test_after_signing_in_one_is_where_one_wanted_to_be(member: User) -> None:
    assert sign_in(member.email, next="/account/tokens/")["Location"] == "/account/tokens/"
    for elsewhere in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        assert sign_in(member.email, next=elsewhere)["Location"] == "/"


def test_a_session_of_before_is_not_the_session_of_after(member: User) -> None:
    client = Client()
    client.get(LOGIN)
    client.session["planted"] = True
    client.session.save()
    before = client.session.session_key
    sign_in(member.email, client=client)
    after = client.session.session_key
    assert after != before
    client.post(reverse("account_logout"))
    client.cookies["sessionid"] = after
    assert client.get(reverse("account-settings")).status_code == 302


def test_a_wrong_password_and_an_unknown_address_look_alike(member: User) -> None:
    wrong = sign_in(member.email, "not the password")
    unknown = sign_in("nobody@example.org", "not the password")
    assert wrong.status_code == unknown.status_code == 200
    strip = lambda response, email: re.sub(  # noqa: E731
        r'value="[^"]*"', "", response.content.decode().replace(email, "")
    )
    assert strip(wrong, member.email) == strip(unknown, "nobody@example.org")
    assert wrong.context["form"].errors == {
        "password": ["The email address and/or password you specified are not correct."]
    }


def test_who_is_switched_off_does_not_get_in(db: None) -> None:
    person = UserFactory(is_active=False)
    client = Client()
    response = sign_in(person.email, client=client)
    assert response["Location"] == reverse("account_inactive")
    assert client.get(reverse("account-settings")).status_code == 302


def test_guessing_is_slowed_down_for_one_address_only(member: User) -> None:
    for _ in range(5):
        sign_in(member.email, "wrong")
    response = sign_in(member.email)
    assert "Too many" in str(response.context["form"].errors)
    assert sign_in(UserFactory().email).status_code == 302


def test_guessing_is_slowed_down_for_one_caller(member: User) -> None:
    for number in range(10):
        sign_in(f"guess{number}@example.org", "wrong")
    assert "Too many" in str(sign_in(member.email).context["form"].errors)


def test_the_sign_in_page_itself_has_a_limit(member: User) -> None:
    statuses = [sign_in(f"x{n}@example.org", "").status_code for n in range(31)]
    assert (statuses[0], statuses[-1]) == (200, 429)


def test_a_failed_sign_in_is_logged_without_what_was_typed(member: User, caplog: object) -> None:
    sign_in(member.email, "hunter2 hunter2")
    assert "A sign-in failed." in caplog.messages
    assert member.email not in caplog.text
    assert "hunter2" not in caplog.text


@pytest.mark.parametrize("secure", [True, False])
def test_the_limits_count_the_callers_address(settings: object, secure: bool) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if secure else None
    request = RequestFactory(headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.9"}).get("/")
    assert AccountAdapter().get_client_ip(request) == ("203.0.113.9" if secure else "127.0.0.1")


def test_nobody_signs_up(db: None) -> None:
    response = Client().post(
        reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert response.status_code == 200
    assert not User.objects.exists()


def test_addresses_that_are_not_used_are_not_there(member: User, browser_as: Callable) -> None:
    for path in ("email/", "confirm-email/", "password/set/", "login/code/confirm/"):
        assert browser_as(member).get(f"/accounts/{path}").status_code == 404


def test_a_new_password_by_mail(member: User, mailoutbox: list, browser_as: Callable, carry_out_due: Callable) -> None:
    elsewhere = browser_as(member)
    client = Client()
    assert client.post(RESET, {"email": member.email})["Location"] == reverse("account_reset_password_done")
    carry_out_due()
    link = re.search(r"http://\S+", mailoutbox[0].body)[0]
    assert link.startswith("http://127.0.0.1:8000/accounts/password/reset/key/")
    response = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    form = response.request["PATH_INFO"]
    assert link.rsplit("-", 1)[1] not in form
    response = client.post(form, {"password1": "short", "password2": "short"})
    assert response.context["form"].errors["password1"]
    assert client.post(form, {"password1": NEW, "password2": NEW}).status_code == 302
    member.refresh_from_db()
    assert member.check_password(NEW)
    assert elsewhere.get(reverse("account-settings")).status_code == 302
    assert b"does not work any more" in Client().get(link.removeprefix("http://127.0.0.1:8000"), follow=True).content
    assert "person.password_changed" in AuditEntry.objects.values_list("action", flat=True)


def test_the_link_does_not_follow_the_host_of_the_request(
    member: User, mailoutbox: list, carry_out_due: Callable
) -> None:
    Client().post(RESET, {"email": member.email}, headers={"Host": "localhost"})
    carry_out_due()
    assert "http://127.0.0.1:8000/accounts/password/reset/key/" in mailoutbox[0].body


def test_asking_for_a_new_password_tells_nobody_who_has_an_account(
    member: User, mailoutbox: list, carry_out_due: Callable
) -> None:
    known, unknown = (Client().post(RESET, {"email": email}) for email in (member.email, "nobody@example.org"))
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known.content == unknown.content
    carry_out_due()
    assert len(mailoutbox) == 2


def test_asking_for_a_new_password_has_a_limit(member: User, mailoutbox: list) -> None:
    statuses = [Client().post(RESET, {"email": member.email}).status_code for _ in range(6)]
    assert statuses == [302] * 5 + [429]


def test_changing_the_password(member: User, browser_as: Callable, mailoutbox: list, carry_out_due: Callable) -> None:
    here, there = browser_as(member), browser_as(member)
    url = reverse("account_change_password")
    response = here.post(url, {"oldpassword": "wrong", "password1": NEW, "password2": NEW})
    assert response.context["form"].errors["oldpassword"]
    response = here.post(url, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert response.status_code == 302
    assert here.get(reverse("account-settings")).status_code == 200
    assert there.get(reverse("account-settings")).status_code == 302
    carry_out_due()
    assert [message.subject for message in mailoutbox] == ["Your password was changed"]
