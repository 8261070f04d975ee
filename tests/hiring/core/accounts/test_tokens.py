"""API tokens: made once, kept as a digest, live only as long as they should be."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.core.accounts.models import ApiToken, User
from hiring.core.accounts.people import deactivate_person, reactivate_person
from hiring.core.accounts.secrets import digest_secret
from hiring.core.accounts.tokens import create_token, revoke_token
from hiring.core.audit.models import AuditEntry
from hiring.core.errors import Invalid, NotAllowed
from tests.factories.core import UserFactory
from tests.factories.tokens import make_token

ME = "/api/v1/users/me/"


def call(secret: str, scheme: str = "Bearer", path: str = ME, method: str = "get") -> object:
    return getattr(Client(), method)(path, headers={"Authorization": f"{scheme} {secret}"})


def test_a_token_stands_for_its_person(member: User) -> None:
    token, secret = create_token(member, actor=member, name="Script")
    response = call(secret)
    assert (response.status_code, response.json()["id"]) == (200, member.public_id)
    assert secret.startswith("plb_")
    assert token.digest == digest_secret(secret)
    assert secret not in str(ApiToken.objects.values().get())
    assert secret.endswith(token.hint)
    assert call(secret, scheme="bearer").status_code == 200


@pytest.mark.parametrize("secret", ["", "plb_", "plb_wrong", "é", "\x7f", "a b c"])
def test_unknown_tokens(member: User, secret: str) -> None:
    make_token(member)
    response = call(secret)
    assert (response.status_code, response["WWW-Authenticate"]) == (401, 'Bearer realm="Plumbline"')


def test_the_digest_is_no_token(member: User) -> None:
    token, _secret = make_token(member)
    assert call(token.digest).status_code == 401


@pytest.mark.parametrize("scheme", ["Basic", "Token", ""])
def test_other_schemes_are_nobody(member: User, scheme: str) -> None:
    _token, secret = make_token(member)
    assert call(secret, scheme=scheme).status_code == 401


@pytest.mark.parametrize("end", ["expired", "revoked", "deactivated"])
def test_ended_tokens_all_get_the_same_answer(member: User, administrator: User, end: str) -> None:
    token, secret = make_token(member)
    unknown = call("plb_unknown")
    if end == "expired":
        ApiToken.objects.update(expires_at=timezone.now())
    elif end == "revoked":
        revoke_token(token, actor=member)
    else:
        deactivate_person(member, actor=administrator)
    response = call(secret)
    assert (response.status_code, response.content) == (401, unknown.content)


def test_tokens_do_not_come_back_with_their_person(member: User, administrator: User) -> None:
    _token, secret = make_token(member)
    deactivate_person(member, actor=administrator)
    reactivate_person(member, actor=administrator)
    assert call(secret).status_code == 401


def test_a_read_token_changes_nothing(member: User) -> None:
    _token, secret = make_token(member, scope="read")
    assert call(secret).status_code == 200
    response = call(secret, path="/api/v1/users/", method="post")
    assert (response.status_code, response.json()["code"]) == (403, "token-may-only-read")
    _token, secret = make_token(member, scope="write")
    assert call(secret, path="/api/v1/users/", method="post").status_code == 405


def test_a_session_is_no_bearer_and_needs_its_csrf_token(member: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    assert client.get(ME).status_code == 200
    assert client.post("/api/v1/users/").status_code == 403


def test_last_use_is_written_at_most_once_a_minute(
    member: User, time_machine: object, django_assert_num_queries: Callable
) -> None:
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    token, secret = make_token(member)
    with django_assert_num_queries(2):
        call(secret)
    time_machine.shift(timedelta(seconds=59))
    with django_assert_num_queries(1):
        call(secret)
    token.refresh_from_db()
    assert token.last_used_at.isoformat() == "2026-03-01T12:00:00+00:00"
    time_machine.shift(timedelta(seconds=2))
    call(secret)
    token.refresh_from_db()
    assert token.last_used_at.isoformat() == "2026-03-01T12:01:01+00:00"


def test_one_makes_tokens_for_oneself(member: User, administrator: User) -> None:
    with pytest.raises(NotAllowed):
        create_token(member, actor=administrator, name="Spy")
    with pytest.raises(NotAllowed):
        create_token(UserFactory(is_active=False), actor=None, name="Late")
    for days in (0, 366):
        with pytest.raises(Invalid):
            create_token(member, actor=member, name="Long", days=days)
    assert not ApiToken.objects.exists()


def test_one_ends_ones_own_and_an_administrator_anybodys(member: User, administrator: User) -> None:
    token, _secret = make_token(member)
    with pytest.raises(NotAllowed):
        revoke_token(token, actor=UserFactory())
    revoke_token(token, actor=administrator)
    revoke_token(token, actor=member)
    assert list(AuditEntry.objects.values_list("action", "actor")) == [("token.revoked", administrator.pk)]


def test_the_page_shows_a_token_once(member: User, browser_as: Callable) -> None:
    client = browser_as(member)
    response = client.post(reverse("token-create"), {"name": "Export", "scope": "write", "days": "7"})
    secret = response.context["secret"]
    assert secret.encode() in response.content
    assert "no-store" in response["Cache-Control"]
    token = ApiToken.objects.get()
    assert (token.name, token.scope, token.user) == ("Export", "write", member)
    assert secret.encode() not in client.get(reverse("token-list")).content
    assert call(secret).status_code == 200


def test_the_page_names_what_is_wrong(member: User, browser_as: Callable) -> None:
    response = browser_as(member).post(reverse("token-create"), {"name": "", "scope": "all", "days": "0"})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"name", "scope", "days"}


def test_nobody_sees_anothers_tokens(member: User, administrator: User, browser_as: Callable) -> None:
    token, _secret = make_token(member, name="Mine alone")
    assert b"Mine alone" not in browser_as(UserFactory()).get(reverse("token-list")).content
    assert b"Mine alone" not in browser_as(administrator).get(reverse("token-list")).content
    assert b"Mine alone" in browser_as(administrator).get(reverse("person-detail", args=[member.public_id])).content
    assert browser_as(UserFactory()).post(reverse("token-revoke", args=[token.public_id])).status_code == 404


def test_the_command_prints_the_token_and_nothing_else(member: User, capsys: object) -> None:
    call_command("createtoken", member.email.upper(), "--name", "CI")
    secret = capsys.readouterr().out.removesuffix("\n")
    assert call(secret).json()["id"] == member.public_id
    assert ApiToken.objects.get().scope == "write"
    call_command("createtoken", member.email, "--scope", "read", "--days", "1")
    assert ApiToken.objects.latest("id").scope == "read"


@pytest.mark.parametrize("arguments", [("nobody@example.org",), ("off@example.org",), ("on@example.org", "--days=0")])
def test_the_command_refuses(db: None, arguments: tuple) -> None:
    UserFactory(email="off@example.org", is_active=False)
    UserFactory(email="on@example.org")
    with pytest.raises(CommandError):
        call_command("createtoken", *arguments)
