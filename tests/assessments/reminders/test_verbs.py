"""Reminding by hand, sending again, and rungs of a role's own."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from assessments.models import Reminder, RungChange, Scorecard
from assessments.reminders.ladder import Rungs
from assessments.reminders.rungs import change_rungs, rungs_of
from assessments.reminders.tick import tick
from assessments.reminders.verbs import remind_now, send_reminder_again
from hiring.core.audit.models import AuditEntry
from hiring.core.errors import Invalid, NotAllowed, Refused
from hiring.core.models import Mail, PolicyChange, Task, User
from hiring.models import Role
from tests.assessments.reminders.conftest import HOUR, at
from tests.mail_server import MailServer

WHY = "Its panel travels a lot."


def test_by_hand_at_most_once_an_hour(
    card: Scorecard, manager: User, recruiter: User, clock: Callable, work_off: Callable, mail_server: MailServer
) -> None:
    row = remind_now(card, actor=manager)
    assert (row.rung, row.asked_by, row.recipient) == ("by_hand", manager, card.author)
    with pytest.raises(Refused, match="You can do it again today, 08:00"):
        remind_now(card, actor=recruiter)
    clock(at(16, 8) + HOUR)
    remind_now(card, actor=recruiter)
    work_off()
    assert len(mail_server.letters) == 2
    assert set(AuditEntry.objects.filter(action="reminder.by_hand").values_list("role_id", flat=True)) == {
        card.application.role.public_id
    }


def test_not_within_an_hour_of_a_rung_of_the_ladder_either(
    card: Scorecard, manager: User, live: Callable, clock: Callable, mail_server: MailServer
) -> None:
    live(at(17, 8), at(18, 10, 30))
    with pytest.raises(Refused):
        remind_now(card, actor=manager)
    clock(at(18, 11))
    remind_now(card, actor=manager)


def test_who_may_remind_by_hand_and_of_what(card: Scorecard, manager: User, runa: User, auditor: User) -> None:
    for actor in (runa, auditor):
        with pytest.raises(NotAllowed):
            remind_now(card, actor=actor)
    User.objects.filter(pk=runa.pk).update(is_active=False)
    with pytest.raises(Refused, match="can no longer sign in"):
        remind_now(card, actor=manager)
    Scorecard.objects.update(state="closed")
    with pytest.raises(Refused, match="not open"):
        remind_now(card, actor=manager)
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("state", ["failed", "uncertain"])
def test_what_failed_is_sent_again(
    card: Scorecard, manager: User, live: Callable, work_off: Callable, mail_server: MailServer, state: str
) -> None:
    live(at(17, 8), at(18, 9, 30))
    mail_server.replies["DATA"] = "550 no"
    live(at(18, 10), at(18, 10))
    Mail.objects.update(state=state)
    row = Reminder.objects.with_standing().get(state="handed")
    assert row.standing == state
    with pytest.raises(NotAllowed):
        send_reminder_again(row, actor=card.author)
    del mail_server.replies["DATA"]
    send_reminder_again(row, actor=manager)
    with pytest.raises(Refused, match="on its way"):
        send_reminder_again(row, actor=manager)
    work_off()
    assert len(mail_server.letters) == 1
    with pytest.raises(Refused):
        send_reminder_again(row, actor=manager)


def test_what_has_no_mail_is_not_sent_again(card: Scorecard, manager: User) -> None:
    tick()
    with pytest.raises(Refused, match="no mail of its own"):
        send_reminder_again(Reminder.objects.get(), actor=manager)


def test_a_role_keeps_the_rungs_of_the_policy_as_it_opened(role: Role, clock: Callable, manager: User) -> None:
    clock(at(17, 8))
    PolicyChange.objects.create(key="reminder.late_days", value=4, reason="Less is more.")
    assert rungs_of([role])[role.pk] == Rungs()
    Role.objects.filter(pk=role.pk).update(opened_at=at(17, 9))
    role.refresh_from_db()
    assert rungs_of([role])[role.pk] == Rungs(late_days=4)
    change_rungs(role, actor=manager, rungs=Rungs(late_days=2), reason=WHY)
    assert rungs_of([role])[role.pk] == Rungs(late_days=2)


def test_what_is_planned_follows_the_rungs(
    assign: Callable, runa: User, role: Role, manager: User, ledger: Callable
) -> None:
    assign(runa, starts_at=at(18, 14))
    tick()
    change_rungs(role, actor=manager, rungs=Rungs(before_hours=48, before_minutes=0), reason=WHY)
    tick()
    assert ledger() == [
        ("day_before", at(16, 14), "planned", ""),
        ("hour_before", at(18, 13), "skipped", "policy"),
        ("after", at(18, 16), "planned", ""),
        ("due", at(19, 15), "planned", ""),
    ]
    entry = AuditEntry.objects.get(action="reminders.rungs_changed")
    assert entry.fields == ["before_hours", "before_minutes"]
    change_rungs(role, actor=manager, rungs=Rungs(), reason=WHY)
    tick()
    assert [row[2] for row in ledger()] == ["planned"] * 4


@pytest.mark.parametrize(
    ("rungs", "reason", "fields"),
    [
        (Rungs(), WHY, ["before_hours"]),
        (Rungs(before_hours=169), WHY, ["before_hours"]),
        (Rungs(late_days=21, manager_on=-1), WHY, ["late_days", "manager_on"]),
        (Rungs(before_minutes=30), "Because.", ["reason"]),
    ],
)
def test_what_rungs_cannot_be(role: Role, manager: User, rungs: Rungs, reason: str, fields: list[str]) -> None:
    with pytest.raises(Invalid) as refusal:
        change_rungs(role, actor=manager, rungs=rungs, reason=reason)
    assert list(refusal.value.errors) == fields
    assert not RungChange.objects.exists()


def test_only_who_leads_the_role_changes_its_rungs(role: Role, member: User, auditor: User) -> None:
    for actor in (member, auditor):
        with pytest.raises(NotAllowed):
            change_rungs(role, actor=actor, rungs=Rungs(late_days=2), reason=WHY)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "handed"},
        {"state": "merged"},
        {"state": "skipped"},
        {"why": "submitted"},
        {"state": "sung"},
        {"rung": "by_hand"},
    ],
)
def test_the_database_holds_what_a_row_is(card: Scorecard, change: dict) -> None:
    tick()
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.update(**change)
    row = Reminder.objects.get()
    row.pk, row.public_id = None, "A" * 22
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_bounds_are_those_of_the_policy(role: Role) -> None:
    values = vars(RungChange(role=role, reason=WHY)) | dict.fromkeys(Rungs.__slots__, 0)
    values = {name: value for name, value in values.items() if name in {"role_id", "reason", *Rungs.__slots__}}
    for name, most in {"before_hours": 168, "before_minutes": 720, "after_minutes": 1440, "late_days": 20}.items():
        RungChange.objects.create(**values | {name: most})
        with pytest.raises(IntegrityError), transaction.atomic():
            RungChange.objects.create(**values | {name: most + 1})
    assert replace(Rungs(), late_days=1).late_days == 1
    assert not Task.objects.exists()
