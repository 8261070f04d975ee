"""What reminders say when they are about several things, and when things have changed since they were planned."""

from collections.abc import Callable

import pytest

from assessments.models import Reminder, Scorecard
from assessments.reminders.tick import tick
from assessments.scorecards.meetings import move_interview
from hiring.core.mail.delivery import write_letter
from hiring.core.mail.letters import Letter
from hiring.core.mail.registry import NotWanted
from hiring.core.models import Mail, User
from hiring.models import Role, Stage
from tests.assessments.reminders.conftest import at
from tests.factories.candidates import ApplicationFactory


def letters() -> list[Letter]:
    return [write_letter(mail) for mail in Mail.objects.select_related("recipient").order_by("id")]


@pytest.fixture
def beat(clock: Callable) -> Callable:
    def go(day: int, hour: int) -> None:
        clock(at(day, hour))
        tick()

    return go


def test_a_manager_who_is_late_too_reads_of_both_in_one_mail(
    card: Scorecard, assign: Callable, stage: Stage, manager: User, beat: Callable
) -> None:
    assign(manager, on=ApplicationFactory(role=stage.role, stage=stage), due_at=at(23, 12))
    for day in (17, 18, 19, 20, 23):
        beat(day, 10)
    mail = Mail.objects.select_related("recipient").get(recipient=manager)
    letter = write_letter(mail)
    assert letter.subject == "A scorecard is due from you"
    assert [(section.title, [item.title for item in section.items]) for section in letter.sections] == [
        ("Due from you", ["ML system design"]),
        ("Late on your roles", ["Runa Achterberg: ML system design"]),
    ]


def test_a_moved_interview_is_not_announced_at_its_old_time(
    assign: Callable, runa: User, manager: User, beat: Callable
) -> None:
    (card,) = assign(runa, starts_at=at(18, 14))
    beat(16, 9)
    beat(17, 14)
    assert [letter.subject for letter in letters()] == ["Interview: Wed 18 Nov, 14:00"]
    reminder = Mail.objects.get(kind="reminders.interviews")
    move_interview(card.interview, actor=manager, starts_at=at(20, 14))
    with pytest.raises(NotWanted):
        write_letter(Mail.objects.select_related("recipient").get(pk=reminder.pk))


def test_a_confidential_role_is_not_named(card: Scorecard, role: Role, beat: Callable) -> None:
    Role.objects.update(confidential=True)
    beat(17, 10)
    beat(18, 10)
    (letter,) = letters()
    assert ("Role", "Confidential") in letter.facts
    assert role.title not in str(letter)


def test_a_mail_that_nobody_needs_any_more_says_so_in_the_ledger(
    card: Scorecard, beat: Callable, work_off: Callable, ledger: Callable
) -> None:
    beat(17, 10)
    beat(18, 10)
    Scorecard.objects.update(state="closed")
    work_off()
    assert Reminder.objects.get(rung="due").mail.state == "dropped"
    assert ledger()[0][:3:2] == ("due", "skipped")
