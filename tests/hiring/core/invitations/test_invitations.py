"""Invitations: a link that makes one account, once."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.core.accounts.models import User
from hiring.core.accounts.secrets import digest_secret
from hiring.core.audit.models import AuditEntry
from hiring.core.errors import Invalid, NotAllowed
from hiring.core.invitations.models import Invitation
from hiring.core.invitations.verbs import (
    InvitationClosed,
    accept_invitation,
    invite_person,
    renew_invitation,
    revoke_invitation,
)
from hiring.core.models import Mail, Task
from tests.factories.core import PASSWORD, UserFactory
from tests.mail_server import MailServer

ACCEPT = {"name": "Grace Hopper", "password": PASSWORD + " staple", "again": PASSWORD + " staple"}


@pytest.fixture
def invited(administrator: User) -> tuple[Invitation, str]:
    return invite_person("Grace@Example.org", "Grace", ["recruiter"], actor=administrator)


def open_link(secret: str, client: Client | None = None) -> Client:
    client = client or Client()
    response = client.get(reverse("invitation-open", args=[secret]))
    assert (response.status_code, response["Location"]) == (302, reverse("invitation-accept"))
    return client


def accept(client: Client, **changes: str) -> object:
    return client.post(reverse("invitation-accept"), ACCEPT | changes)


def test_the_whole_way(invited: tuple[Invitation, str]) -> None:
    client = open_link(invited[1])
    assert b"Grace" in client.get(reverse("invitation-accept")).content
    response = accept(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    user = User.objects.get(email="grace@example.org")
    assert (user.name, user.rights) == ("Grace Hopper", {"recruiter"})
    assert user.check_password(ACCEPT["password"])
    assert client.get(reverse("account-settings")).status_code == 200
    assert "invitation" not in {name for name, morsel in client.cookies.items() if morsel.value}


def test_the_secret_is_kept_nowhere(invited: tuple[Invitation, str]) -> None:
    invitation, secret = invited
    assert invitation.token_digest == digest_secret(secret)
    assert secret not in str(Invitation.objects.values().get())


def test_the_cookie_is_signed_and_for_the_server_alone(invited: tuple[Invitation, str]) -> None:
    client = open_link(invited[1])
    cookie = client.cookies["invitation"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 1800)
    assert invited[1] not in cookie.value
    client.cookies["invitation"] = cookie.value[:-1] + ("A" if cookie.value[-1] != "A" else "B")
    assert accept(client).status_code == 410
    assert not User.objects.filter(email="grace@example.org").exists()


def test_opening_spends_nothing(invited: tuple[Invitation, str]) -> None:
    """A mail scanner opens the link first; the invited person still gets in."""
    open_link(invited[1])
    assert accept(open_link(invited[1])).status_code == 302


def test_the_cookie_lasts_half_an_hour(invited: tuple[Invitation, str], time_machine: object) -> None:
    client = open_link(invited[1])
    time_machine.move_to(timezone.now() + timedelta(minutes=29))
    assert client.get(reverse("invitation-accept")).status_code == 200
    time_machine.shift(timedelta(minutes=2))
    assert accept(client).status_code == 410
    assert accept(open_link(invited[1], client)).status_code == 302


def test_accepting_spends_the_link(invited: tuple[Invitation, str]) -> None:
    accept(open_link(invited[1]))
    response = Client().get(reverse("invitation-open", args=[invited[1]]))
    assert response.status_code == 410
    assert b"You are set up already" in response.content


def test_two_tabs_make_one_account(invited: tuple[Invitation, str]) -> None:
    first, second = open_link(invited[1]), open_link(invited[1])
    assert accept(first).status_code == 302
    response = accept(second, name="Impostor")
    assert response.status_code == 410
    assert b"You are set up already" in response.content
    assert User.objects.get(email="grace@example.org").name == "Grace Hopper"


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_make_one_account() -> None:
    invitation, _secret = invite_person("grace@example.org", "Grace", [], actor=None)
    gate, outcomes = threading.Barrier(2), []

    def run() -> None:
        gate.wait()
        try:
            outcomes.append(accept_invitation(invitation, name="Grace", password=PASSWORD).email)
        except InvitationClosed as closed:
            outcomes.append(closed.state)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["accepted", "grace@example.org"]


def test_after_a_week_it_is_too_old(invited: tuple[Invitation, str], time_machine: object) -> None:
    client = open_link(invited[1])
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert accept(client).status_code == 410
    response = Client().get(reverse("invitation-open", args=[invited[1]]))
    assert response.status_code == 410
    assert b"too old" in response.content


def test_taken_back(invited: tuple[Invitation, str], administrator: User) -> None:
    client = open_link(invited[1])
    revoke_invitation(invited[0], actor=administrator)
    assert accept(client).status_code == 410
    response = Client().get(reverse("invitation-open", args=[invited[1]]))
    assert b"taken back" in response.content


def test_a_newer_link_ends_the_older(invited: tuple[Invitation, str], administrator: User) -> None:
    old = open_link(invited[1])
    _invitation, secret = renew_invitation(invited[0], actor=administrator)
    assert accept(old).status_code == 410
    assert Client().get(reverse("invitation-open", args=[invited[1]])).status_code == 404
    assert accept(open_link(secret)).status_code == 302


def test_what_is_over_stays_over(invited: tuple[Invitation, str], administrator: User) -> None:
    accept(open_link(invited[1]))
    with pytest.raises(InvitationClosed):
        revoke_invitation(invited[0], actor=administrator)
    with pytest.raises(InvitationClosed):
        renew_invitation(invited[0], actor=administrator)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"password": "short", "again": "short"}, "password"),
        ({"password": "grace@example.org", "again": "grace@example.org"}, "password"),
        ({"password": "passwordpassword", "again": "password password"}, "again"),
        ({"password": "x" * 2000, "again": "x" * 2000}, "password"),
    ],
)
def test_errors_stand_at_the_field(invited: tuple[Invitation, str], changes: dict, field: str) -> None:
    response = accept(open_link(invited[1]), **changes)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not User.objects.filter(email="grace@example.org").exists()


def test_who_is_signed_in_signs_out_first(invited: tuple[Invitation, str], member: User, browser_as: Callable) -> None:
    client = open_link(invited[1], browser_as(member))
    response = client.get(reverse("invitation-accept"))
    assert response.status_code == 409
    assert accept(client).status_code == 409
    client.post(reverse("account_logout"), {"next": reverse("invitation-accept")})
    assert accept(client).status_code == 302


def test_an_account_made_meanwhile_is_kept(invited: tuple[Invitation, str]) -> None:
    UserFactory(email="grace@example.org", name="First")
    response = accept(open_link(invited[1]))
    assert response.status_code == 422
    assert User.objects.get(email="grace@example.org").name == "First"


def test_one_account_and_one_open_invitation_per_address(invited: tuple[Invitation, str], administrator: User) -> None:
    for address in ("grace@example.org", "GRACE@example.ORG", administrator.email):
        with pytest.raises(Invalid) as refusal:
            invite_person(address, "Again", [], actor=administrator)
        assert list(refusal.value.errors) == ["email"]


def test_an_old_invitation_gives_way_to_a_new_one(invited: tuple[Invitation, str], administrator: User) -> None:
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    invitation, _secret = invite_person("grace@example.org", "Grace", [], actor=administrator)
    assert invitation.state == "open"
    assert Invitation.objects.get(pk=invited[0].pk).state == "revoked"


def test_only_administrators_invite(member: User, auditor: User, invited: tuple[Invitation, str]) -> None:
    for person in (member, auditor):
        with pytest.raises(NotAllowed):
            invite_person("x@example.org", "X", ["administrator"], actor=person)
        with pytest.raises(NotAllowed):
            renew_invitation(invited[0], actor=person)
        with pytest.raises(NotAllowed):
            revoke_invitation(invited[0], actor=person)


def test_the_trail_names_no_address(invited: tuple[Invitation, str], administrator: User) -> None:
    accept(open_link(invited[1]))
    entries = list(AuditEntry.objects.order_by("id").values("action", "actor__email", "fields", "digests"))
    assert [entry["action"] for entry in entries] == ["invitation.made", "invitation.accepted", "person.signed_in"]
    assert entries[0]["fields"] == ["is_recruiter"]
    assert "grace" not in str([(entry["fields"], entry["digests"]) for entry in entries]).lower()


def test_the_mail_goes_out_once(
    invited: tuple[Invitation, str], mailoutbox: list, carry_out_due: Callable, administrator: User
) -> None:
    invitation, secret = invited
    carry_out_due()
    carry_out_due()
    assert [message.to for message in mailoutbox] == [["grace@example.org"]]
    text, html = mailoutbox[0].body, mailoutbox[0].alternatives[0].content
    link = f"http://127.0.0.1:8000/invitations/{secret}/"
    assert link in text
    assert f'href="{link}"' in html
    assert mailoutbox[0].extra_headers["Message-ID"].startswith(f"<invitations.link.{invitation.public_id}.")
    _invitation, newer = renew_invitation(invitation, actor=administrator)
    carry_out_due()
    assert f"/invitations/{newer}/" in mailoutbox[1].body


def test_a_link_that_is_over_is_not_mailed(
    invited: tuple[Invitation, str], mailoutbox: list, carry_out_due: Callable, administrator: User
) -> None:
    renew_invitation(invited[0], actor=administrator)
    revoke_invitation(invited[0], actor=administrator)
    carry_out_due()
    assert mailoutbox == []
    assert set(Mail.objects.values_list("state", flat=True)) == {"dropped"}


def test_a_link_made_by_another_key_is_not_mailed(
    invited: tuple[Invitation, str], mailoutbox: list, carry_out_due: Callable, settings: object
) -> None:
    settings.SECRET_KEY = "x" * 60
    carry_out_due()
    assert mailoutbox == []
    assert Mail.objects.get().state == "planned", "tried again, and failed in the end"


def test_the_secret_stands_in_no_mail_and_no_task(invited: tuple[Invitation, str], carry_out_due: Callable) -> None:
    carry_out_due()
    kept = str([list(model.objects.values()) for model in (Mail, Task, Invitation)])
    assert invited[1] not in kept


def test_a_mail_server_that_is_away_is_asked_again(
    invited: tuple[Invitation, str], mail_server: MailServer, carry_out_due: Callable, time_machine: object
) -> None:
    mail_server.stop()
    carry_out_due()
    mail_server.start()
    time_machine.move_to(timezone.now() + timedelta(minutes=1))
    carry_out_due()
    assert list(mail_server.ids.values()) == [1]


@pytest.mark.parametrize("is_kept", [True, False])
def test_the_link_is_shown_where_no_mail_goes_out(
    administrator: User, browser_as: Callable, settings: object, is_kept: bool
) -> None:
    settings.MAIL_IS_KEPT = is_kept
    client = browser_as(administrator)
    response = client.post(reverse("invite"), {"email": "new@example.org", "name": "New", "rights": ["auditor"]})
    assert response.status_code == (200 if is_kept else 302)
    assert Mail.objects.get().address == "new@example.org"
    if is_kept:
        secret = response.context["link"].rstrip("/").rsplit("/", 1)[1]
        assert Invitation.objects.get().token_digest == digest_secret(secret)


def test_the_form_of_an_invitation(administrator: User, browser_as: Callable) -> None:
    client = browser_as(administrator)
    response = client.post(reverse("invite"), {"email": administrator.email, "name": "Again"})
    assert response.status_code == 422
    assert response.context["form"].errors == {"email": ["There is an account with this address already."]}
    response = client.post(reverse("invite"), {"email": "no", "name": "", "rights": ["king"]})
    assert set(response.context["form"].errors) == {"email", "name", "rights"}


def test_the_command_prints_a_link_that_works(db: None, capsys: object) -> None:
    call_command("invite", "First@Example.org", "--administrator")
    secret = capsys.readouterr().out.strip().rstrip("/").rsplit("/", 1)[1]
    assert accept(open_link(secret)).status_code == 302
    assert User.objects.get(email="first@example.org").rights == {"administrator"}


@pytest.mark.parametrize("address", ["nobody", "a" * 250 + "@example.org", "taken@example.org"])
def test_the_command_refuses(db: None, address: str) -> None:
    UserFactory(email="taken@example.org")
    with pytest.raises(CommandError, match="email"):
        call_command("invite", address)
