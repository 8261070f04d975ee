"""Describing the scope: while a role is a draft, and once it has opened."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hiring.core.errors import Invalid, NotAllowed, Refused, Stale
from hiring.core.models import AuditEntry, User
from hiring.models import Environment, EnvironmentChange, Role
from hiring.scope.gaps import measure_completeness
from hiring.scope.verbs import describe_scope
from tests.factories.scope import ENVIRONMENT, REASONS, make_scope


def fresh(role: Role) -> Role:
    return Role.objects.get(pk=role.pk)


def opened(role: Role) -> Role:
    Role.objects.filter(pk=role.pk).update(state="open", opened_at=timezone.now())
    return fresh(role)


def change(role: Role, actor: User, because: str = "", *, reasons: list[str] = REASONS, **values: object) -> Role:
    return describe_scope(
        role, actor=actor, environment={**ENVIRONMENT, **values}, reasons=reasons, changed_because=because
    )


def test_a_draft_gets_its_scope_and_its_version_counts(role: Role) -> None:
    before = role.version
    described = make_scope(role)
    environment = Environment.objects.get(role=role)
    assert {name: getattr(environment, name) for name in ENVIRONMENT} == ENVIRONMENT
    assert (described.reasons, described.version) == (REASONS, before + 1)
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, set(entry.fields)) == ("role.scope_described", {*ENVIRONMENT, "reasons"})


def test_saving_the_same_again_changes_nothing(role: Role) -> None:
    version = make_scope(role).version
    assert make_scope(fresh(role)).version == version
    assert AuditEntry.objects.filter(action="role.scope_described").count() == 1


def test_a_draft_may_leave_things_unsaid_and_keeps_no_history(role: Role, manager: User) -> None:
    described = describe_scope(role, actor=manager, environment={"serving": "batch"}, reasons=[])
    whole = measure_completeness(described)
    assert (whole.said, whole.wanted) == (1, 6)
    assert list(whole.gaps) == ["rows_today", "rows_in_two_years", "retraining", "duties", "why"]
    change(fresh(role), manager, rows_today=5)
    assert not EnvironmentChange.objects.exists()


@pytest.mark.parametrize("serving", ["real_time", "both"])
def test_latency_is_asked_for_where_somebody_waits(role: Role, serving: str) -> None:
    assert list(measure_completeness(make_scope(role, serving=serving, latency=None)).gaps) == ["latency"]
    assert measure_completeness(make_scope(fresh(role), serving="batch", latency=None)).is_complete


def test_two_things_are_no_reason_why(role: Role) -> None:
    make_scope(role, reasons=["remote", "revenue_critical"])
    assert list(measure_completeness(fresh(role)).gaps) == ["why"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("serving", "sometimes"),
        ("latency", 0),
        ("throughput", -1),
        ("rows_today", -1),
        ("rows_today", 10**16),
        ("rows_in_two_years", "many"),
        ("retraining", "hourly"),
        ("duties", ["none", "audit_log"]),
        ("duties", ["secrecy"]),
        ("clouds", "aws"),
        ("tools", "x" * 301),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(role: Role, manager: User, field: str, value: object) -> None:
    with pytest.raises(Invalid) as refused:
        change(role, manager, **{field: value})
    assert list(refused.value.errors) == [field]
    assert not Environment.objects.exists()


def test_a_reason_comes_from_the_catalogue(role: Role, manager: User) -> None:
    with pytest.raises(Invalid) as refused:
        change(role, manager, reasons=["boredom"])
    assert list(refused.value.errors) == ["reasons"]


def test_only_who_leads_the_role_describes_it(role: Role, interviewer: User, auditor: User) -> None:
    for person in (interviewer, auditor):
        with pytest.raises(NotAllowed):
            change(role, person)


def test_nobody_writes_over_a_newer_version(role: Role, manager: User) -> None:
    version = role.version
    make_scope(role)
    with pytest.raises(Stale) as refused:
        describe_scope(role, actor=manager, environment=ENVIRONMENT, reasons=[], version=version)
    assert refused.value.theirs["version"] == version + 1


class TestOnceOpen:
    def test_a_change_keeps_what_stood_before_and_why(self, role: Role, manager: User) -> None:
        role = opened(make_scope(role))
        change(role, manager, "The traffic doubled.", throughput=4000)
        kept = EnvironmentChange.objects.get()
        assert (kept.before, kept.reason, kept.author) == (ENVIRONMENT, "The traffic doubled.", manager)
        assert fresh(role).environment.throughput == 4000

    def test_the_reason_is_wanted(self, role: Role, manager: User) -> None:
        role = opened(make_scope(role))
        with pytest.raises(Invalid) as refused:
            change(role, manager, " ", throughput=4000)
        assert list(refused.value.errors) == ["changed_because"]

    def test_nothing_that_is_wanted_is_taken_back(self, role: Role, manager: User) -> None:
        role = opened(make_scope(role))
        with pytest.raises(Invalid) as refused:
            change(role, manager, "Forgot.", rows_today=None, duties=[])
        assert list(refused.value.errors) == ["rows_today", "duties"]

    def test_its_reasons_are_frozen(self, role: Role, manager: User) -> None:
        role = opened(make_scope(role))
        with pytest.raises(Refused, match="frozen"):
            change(role, manager, "Now remote.", reasons=[*REASONS, "remote"])

    def test_a_role_opened_before_is_described_later(self, role: Role, manager: User) -> None:
        role = opened(role)
        change(role, manager, "Asked for since.", reasons=[])
        assert EnvironmentChange.objects.get().before == {}
        assert fresh(role).environment.rows_today == 10_000

    def test_what_was_kept_is_never_changed(self, role: Role, manager: User) -> None:
        change(opened(make_scope(role)), manager, "The traffic doubled.", throughput=4000)
        with pytest.raises(IntegrityError), transaction.atomic():
            EnvironmentChange.objects.update(reason="Another.")
