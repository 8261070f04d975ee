"""The pages of a role's scope."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.core.models import User
from hiring.models import EnvironmentChange, Role
from tests.factories.intake import make_member
from tests.factories.scope import make_scope

FORM = {
    "why": ["ship_model"],
    "prototype": ["no_drift_tool"],
    "critical": ["revenue_critical"],
    "serving": "real_time",
    "latency": "1.5 s",
    "rows_today": "10,000",
    "rows_in_two_years": "10 million",
    "retraining": "weekly",
    "duties": ["none"],
}


@pytest.fixture
def desk(manager: User, browser_as: Callable[[User], Client]) -> Client:
    return browser_as(manager)


def address(role: Role, name: str = "role-scope") -> str:
    return reverse(name, args=[role.public_id])


def opened(role: Role) -> Role:
    Role.objects.filter(pk=role.pk).update(state="open", opened_at=timezone.now())
    return Role.objects.get(pk=role.pk)


@pytest.mark.parametrize(("name", "sees"), [("role-scope", 200), ("role-scope-write", 403)])
def test_who_gets_which_answer(
    role: Role,
    manager: User,
    interviewer: User,
    auditor: User,
    member: User,
    browser_as: Callable[[User], Client],
    client: Client,
    name: str,
    sees: int,
) -> None:
    url = address(role, name)
    for person in (manager, make_member(role, "recruiter")):
        assert browser_as(person).get(url).status_code == 200
    for person in (interviewer, auditor):
        assert browser_as(person).get(url).status_code == sees
    assert browser_as(member).get(url).status_code == 404
    assert client.get(url).status_code == 302
    assert browser_as(manager).delete(url).status_code == 405


def test_an_empty_scope_says_what_to_do(role: Role, desk: Client) -> None:
    page = desk.get(address(role)).content.decode()
    assert "Nobody has said yet where this will run" in page
    assert "0 of 6 wanted things are said." in page


def test_numbers_are_typed_as_they_are_said(role: Role, desk: Client) -> None:
    answer = desk.post(address(role, "role-scope-write"), {**FORM, "version": role.version})
    assert answer.status_code == 302
    role = Role.objects.get(pk=role.pk)
    environment = role.environment
    assert (environment.latency, environment.rows_today, environment.rows_in_two_years) == (1500, 10_000, 10_000_000)
    assert role.reasons == ["ship_model", "no_drift_tool", "revenue_critical"]
    page = desk.get(address(role)).content.decode()
    for text in ("1.5 s at the 95th percentile", "10 million rows", "Revenue-critical", "7 of 7 wanted things"):
        assert text in page
    assert 'value="10 million"' in desk.get(address(role, "role-scope-write")).content.decode()


def test_a_number_that_is_none_stays_typed_with_its_error(role: Role, desk: Client) -> None:
    values = {**FORM, "rows_today": "a lot", "version": role.version}
    answer = desk.post(address(role, "role-scope-write"), values)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write a whole number, like 10,000 or 10 million." in page
    assert 'value="a lot"' in page


def test_duties_and_none_of_them_is_an_error_at_its_field(role: Role, desk: Client) -> None:
    values = {**FORM, "duties": ["none", "audit_log"], "version": role.version}
    answer = desk.post(address(role, "role-scope-write"), values)
    assert answer.status_code == 422
    assert "Choose either duties or none of them." in answer.content.decode()


def test_a_change_in_between_is_shown_and_saving_again_is_a_decision(role: Role, desk: Client) -> None:
    stale = role.version
    make_scope(role, reasons=["audit_system"])
    answer = desk.post(address(role, "role-scope-write"), {**FORM, "version": stale})
    page = answer.content.decode()
    assert answer.status_code == 422
    for text in ("It says now:", "Audit a vendor or a system", "100 ms at the 95th percentile"):
        assert text in page
    now = answer.context["form"]["version"].value()
    assert desk.post(address(role, "role-scope-write"), {**FORM, "version": now}).status_code == 302


def test_once_open_the_reasons_are_gone_from_the_form_and_a_change_needs_one(role: Role, desk: Client) -> None:
    role = opened(make_scope(role))
    url = address(role, "role-scope-write")
    form = desk.get(url).context["form"]
    assert "why" not in form.fields
    values = {key: value for key, value in FORM.items() if key not in ("why", "prototype", "critical")}
    assert desk.post(url, {**values, "version": role.version}).status_code == 422
    sent = {**values, "version": role.version, "changed_because": "Audit ended."}
    assert desk.post(url, sent).status_code == 302
    assert EnvironmentChange.objects.get().reason == "Audit ended."
    page = desk.get(address(role)).content.decode()
    for text in ("Changed since the role opened", "Audit ended.", "Audit log of predictions"):
        assert text in page


def test_a_role_opened_before_has_a_banner_and_no_lock(role: Role, desk: Client) -> None:
    role = opened(role)
    page = desk.get(address(role)).content.decode()
    assert "This role opened before its environment was asked for." in page


@pytest.mark.parametrize("changes", [1, 3])
def test_the_page_costs_the_same_at_every_size(
    role: Role, manager: User, desk: Client, changes: int, django_assert_num_queries: Callable
) -> None:
    make_scope(role)
    for number in range(changes):
        EnvironmentChange.objects.create(role=role, reason=f"Change {number}.", author=manager)
    desk.get(address(role))
    with django_assert_num_queries(10):
        desk.get(address(role))
    with django_assert_num_queries(9):
        desk.get(address(role, "role-scope-write"))
