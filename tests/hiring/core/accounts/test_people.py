"""Rights, switching off and on, settings, sessions."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from hiring.core.accounts.models import User
from hiring.core.accounts.people import (
    LastAdministrator,
    change_rights,
    change_settings,
    deactivate_person,
    end_sessions,
    reactivate_person,
)
from hiring.core.audit.models import AuditEntry
from hiring.core.errors import NotAllowed, Refused
from tests.factories.core import UserFactory


def trail() -> list[tuple]:
    return list(AuditEntry.objects.order_by("id").values_list("action", "fields"))


def test_rights_are_set_as_a_whole(administrator: User, member: User) -> None:
    change_rights(member, ["auditor", "recruiter"], actor=administrator)
    change_rights(member, ["auditor"], actor=administrator)
    change_rights(member, ["auditor"], actor=administrator)
    member.refresh_from_db()
    assert member.rights == {"auditor"}
    assert trail() == [
        ("person.rights_changed", ["is_auditor", "is_recruiter"]),
        ("person.rights_changed", ["is_recruiter"]),
    ]


def test_only_administrators(auditor: User, recruiter: User, member: User) -> None:
    for actor in (auditor, recruiter, member):
        for deed in (
            lambda a: change_rights(a, ["administrator"], actor=a),
            lambda a: deactivate_person(UserFactory(), actor=a),
            lambda a: reactivate_person(UserFactory(is_active=False), actor=a),
            lambda a: end_sessions(UserFactory(), actor=a),
        ):
            with pytest.raises(NotAllowed):
                deed(actor)
    assert not AuditEntry.objects.exists()


def test_somebody_is_left_who_can_let_others_in(administrator: User) -> None:
    with pytest.raises(LastAdministrator):
        change_rights(administrator, [], actor=administrator)
    UserFactory(is_administrator=True, is_active=False)
    with pytest.raises(LastAdministrator):
        deactivate_person(administrator, actor=None)
    other = UserFactory(is_administrator=True)
    change_rights(administrator, [], actor=administrator)
    with pytest.raises(Refused, match="your own"):
        deactivate_person(other, actor=other)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_switch_off_each_other_at_once() -> None:
    first, second = UserFactory(is_administrator=True), UserFactory(is_administrator=True)
    gate, outcomes = threading.Barrier(2), []

    def run(person: User, actor: User) -> None:
        gate.wait()
        try:
            outcomes.append(deactivate_person(person, actor=actor).is_active)
        except LastAdministrator:
            outcomes.append("refused")
        connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in ((first, second), (second, first))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["False", "refused"]
    assert User.objects.filter(is_administrator=True, is_active=True).count() == 1


def test_switching_off_ends_sessions_for_good(administrator: User, member: User, browser_as: Callable) -> None:
    client = browser_as(member)
    assert client.get(reverse("account-settings")).status_code == 200
    deactivate_person(member, actor=administrator)
    assert client.get(reverse("account-settings")).status_code == 302
    reactivate_person(member, actor=administrator)
    assert client.get(reverse("account-settings")).status_code == 302
    assert [action for action, _ in trail()] == ["person.deactivated", "person.reactivated"]


def test_doing_it_twice_is_written_once(administrator: User, member: User) -> None:
    for _ in range(2):
        deactivate_person(member, actor=administrator)
    for _ in range(2):
        reactivate_person(member, actor=administrator)
    assert len(trail()) == 2


def test_signing_out_everywhere_else(member: User, browser_as: Callable) -> None:
    here, there = browser_as(member), browser_as(member)
    here.post(reverse("account-end-sessions"))
    assert here.get(reverse("account-settings")).status_code == 200
    assert there.get(reverse("account-settings")).status_code == 302


def test_the_page_of_a_person(administrator: User, member: User, browser_as: Callable) -> None:
    client, url = browser_as(administrator), reverse("person-detail", args=[member.public_id])
    client.post(url, {"rights": ["recruiter"]})
    member.refresh_from_db()
    assert member.rights == {"recruiter"}
    own = reverse("person-detail", args=[administrator.public_id])
    response = client.post(own, {"rights": []})
    assert response.status_code == 422
    assert response.context["form"].errors["rights"] == [
        "Ada Admin is the only administrator. Make somebody else one first."
    ]
    assert b"Switch off" not in client.get(own).content
    response = client.post(reverse("person-deactivate", args=[administrator.public_id]), follow=True)
    assert b"You cannot switch off your own account" in response.content


def test_the_menu_changes_appearance_and_goes_back(member: User, browser_as: Callable) -> None:
    client, url = browser_as(member), reverse("account-appearance")
    response = client.post(url, {"theme": "dark", "next": "/account/tokens/?after=1"})
    assert response["Location"] == "/account/tokens/?after=1"
    assert b'data-theme="dark"' in client.get(reverse("account-settings")).content
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:alert(1)", "", "\\evil"):
        assert client.post(url, {"density": "compact", "next": elsewhere})["Location"] == reverse("account-settings")
    client.post(url, {"theme": "pink", "density": "none"})
    member.refresh_from_db()
    assert (member.theme, member.density) == ("dark", "compact")


def test_settings(member: User, browser_as: Callable) -> None:
    client, url = browser_as(member), reverse("account-settings")
    values = {"name": "New Name", "time_zone": "Asia/Tokyo", "theme": "light", "density": "comfortable"}
    assert client.post(url, values).status_code == 302
    member.refresh_from_db()
    assert (member.name, member.time_zone) == ("New Name", "Asia/Tokyo")
    assert trail() == [("person.settings_changed", ["name", "theme", "time_zone"])]
    response = client.post(url, values | {"name": " ", "time_zone": "Mars/Base"})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"name", "time_zone"}
    assert b"Account of New Name" in response.content


def test_settings_are_ones_own(member: User, administrator: User) -> None:
    with pytest.raises(NotAllowed):
        change_settings(member, actor=administrator, name="Nick")


def test_times_are_shown_in_the_readers_zone(administrator: User, member: User, browser_as: Callable) -> None:
    User.objects.filter(pk=member.pk).update(last_login="2026-03-01T23:30:00Z")
    url = reverse("person-detail", args=[member.public_id])
    assert b"1 March 2026, 23:30" in browser_as(administrator).get(url).content
    change_settings(administrator, actor=administrator, time_zone="Asia/Tokyo")
    assert b"2 March 2026, 08:30" in browser_as(administrator).get(url).content


def test_addresses_are_one_whatever_their_case(db: None) -> None:
    User.objects.create_user("Ada@Example.ORG", "x", name="Ada")
    assert User.objects.get_by_natural_key("ADA@example.org").email == "ada@example.org"


def test_a_stranger_sees_nobody(db: None) -> None:
    UserFactory()
    assert Client().get(reverse("people-list")).status_code == 302


def test_pages_stay_in_no_cache(member: User, browser_as: Callable) -> None:
    assert browser_as(member).get(reverse("account-settings"))["Cache-Control"] == "private, no-store"
    assert "no-store" in Client().get(reverse("account_login"))["Cache-Control"]
