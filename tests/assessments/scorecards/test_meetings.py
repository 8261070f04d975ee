from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Interview, Scorecard
from assessments.scorecards.meetings import (
    cancel_interview,
    hold_interview,
    miss_interview,
    move_interview,
    plan_interview,
)
from assessments.scorecards.panels import assign_interviewers
from candidates.models import Application
from hiring.core.audit.models import AuditEntry
from hiring.core.calendar.own_days import working_time_of
from hiring.core.errors import Invalid, NotAllowed, Refused
from hiring.core.models import User
from hiring.models import Stage
from tests.factories.assessments import ScorecardFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def interview(application: Application, stage: Stage, manager: User, runa: User) -> Interview:
    start = timezone.now() + 24 * HOUR
    assign_interviewers(application, stage, actor=manager, people=[runa], starts_at=start, ends_at=start + HOUR)
    return Interview.objects.select_related("application__role__place", "stage").get()


def test_a_moved_interview_keeps_its_length_and_takes_its_cards_along(interview: Interview, manager: User) -> None:
    start = interview.starts_at + 48 * HOUR
    move_interview(interview, actor=manager, starts_at=start, where="Room 2")

    interview.refresh_from_db()
    assert (interview.starts_at, interview.ends_at, interview.where) == (start, start + HOUR, "Room 2")
    assert Scorecard.objects.get().due_at == start + HOUR + interview.stage.due_hours * HOUR
    assert AuditEntry.objects.first().action == "interview.moved"


def test_a_due_time_set_by_hand_and_a_submitted_card_stay(interview: Interview, manager: User) -> None:
    due = timezone.now() + 5 * HOUR
    Scorecard.objects.update(due_at=due, due_is_set=True)
    done = ScorecardFactory(
        application=interview.application, stage=interview.stage, interview=interview, due_at=due, submitted=True
    )
    move_interview(interview, actor=manager, starts_at=interview.starts_at + 48 * HOUR)
    cancel_interview(interview, actor=manager)

    assert set(Scorecard.objects.values_list("due_at", flat=True)) == {due}
    done.refresh_from_db()
    assert done.interview == interview


def test_a_cancelled_interview_leaves_its_card_open_and_due_as_one_without(interview: Interview, manager: User) -> None:
    before = timezone.now()
    cancel_interview(interview, actor=manager)

    card = Scorecard.objects.get()
    assert (card.state, card.interview) == ("open", None)
    office = working_time_of(interview.application.role.place)
    assert office.add_days(before, 2) <= card.due_at <= office.add_days(timezone.now(), 2)
    for verb in (
        lambda: cancel_interview(interview, actor=manager),
        lambda: move_interview(interview, actor=manager, starts_at=timezone.now()),
    ):
        with pytest.raises(Refused):
            verb()
    assert AuditEntry.objects.filter(action="interview.cancelled").count() == 1


def test_only_who_plans_panels_moves_and_cancels(interview: Interview, runa: User) -> None:
    with pytest.raises(NotAllowed):
        move_interview(interview, actor=runa, starts_at=timezone.now())
    with pytest.raises(NotAllowed):
        cancel_interview(interview, actor=runa)


def test_an_interview_ends_after_it_starts(interview: Interview, manager: User) -> None:
    with pytest.raises(Invalid) as refusal:
        move_interview(interview, actor=manager, starts_at=timezone.now(), ends_at=timezone.now() - HOUR)
    assert list(refusal.value.errors) == ["ends_at"]


def test_an_interview_is_planned_for_cards_that_exist(
    card: Scorecard, application: Application, stage: Stage, manager: User
) -> None:
    start = timezone.now() + HOUR
    interview = plan_interview(application, stage, actor=manager, cards=[card], starts_at=start)

    card.refresh_from_db()
    assert (card.interview, card.due_at) == (interview, interview.ends_at + stage.due_hours * HOUR)


def test_it_is_planned_for_open_cards_of_its_own_stage(
    card: Scorecard, colleague: Scorecard, application: Application, stage: Stage, later: Stage, manager: User
) -> None:
    other = ScorecardFactory(application=application, stage=later)
    for cards in ([], [colleague], [card, other]):
        with pytest.raises(Refused):
            plan_interview(application, stage, actor=manager, cards=cards, starts_at=timezone.now())
    assert not Interview.objects.exists()


@pytest.fixture
def past(interview: Interview) -> Interview:
    """The same interview, after it was planned to end."""
    start = timezone.now() - 3 * HOUR
    Interview.objects.filter(pk=interview.pk).update(starts_at=start, ends_at=start + HOUR)
    Scorecard.objects.update(due_at=start + 25 * HOUR)
    interview.refresh_from_db()
    return interview


def test_an_interview_is_held_when_its_end_has_passed_and_nobody_says_otherwise(past: Interview) -> None:
    assert past.is_held
    past.ends_at = timezone.now() + HOUR
    assert not past.is_held


def test_a_missed_interview_leaves_its_cards_due_as_cards_without_one(past: Interview, runa: User) -> None:
    before = timezone.now()
    miss_interview(past, actor=runa)

    card = Scorecard.objects.select_related("interview").get()
    assert (card.state, card.interview.state, card.interview.is_held) == ("open", "missed", False)
    office = working_time_of(past.application.role.place)
    assert office.add_days(before, 2) <= card.due_at <= office.add_days(timezone.now(), 2)
    with pytest.raises(Refused):
        miss_interview(past, actor=runa)
    assert [entry.action for entry in AuditEntry.objects.filter(object_id=past.public_id)][0] == "interview.missed"


def test_a_missed_interview_is_planned_again_by_moving_it(past: Interview, manager: User) -> None:
    miss_interview(past, actor=manager)
    with pytest.raises(Invalid) as refusal:
        move_interview(past, actor=manager, starts_at=timezone.now() - HOUR)
    assert list(refusal.value.errors) == ["starts_at"]
    start = timezone.now() + 24 * HOUR
    move_interview(past, actor=manager, starts_at=start)
    past.refresh_from_db()
    assert (past.state, past.starts_at) == ("planned", start)
    assert Scorecard.objects.get().due_at == start + HOUR + past.stage.due_hours * HOUR


def test_who_said_missed_by_mistake_takes_it_back(past: Interview, runa: User) -> None:
    due = past.ends_at + past.stage.due_hours * HOUR
    miss_interview(past, actor=runa)
    hold_interview(past, actor=runa)
    assert (past.is_held, Scorecard.objects.get().due_at) == (True, due)
    with pytest.raises(Refused):
        hold_interview(past, actor=runa)


def test_a_due_time_that_passed_meanwhile_is_counted_from_now(past: Interview, runa: User) -> None:
    miss_interview(past, actor=runa)
    Interview.objects.update(starts_at=timezone.now() - 96 * HOUR, ends_at=timezone.now() - 95 * HOUR)
    past.refresh_from_db()
    hold_interview(past, actor=runa)
    assert Scorecard.objects.get().due_at > timezone.now() + 24 * HOUR


def test_what_has_not_begun_is_not_missed(interview: Interview, manager: User) -> None:
    with pytest.raises(Refused):
        miss_interview(interview, actor=manager)


def test_only_the_panel_and_who_leads_the_role_say_that_it_was_missed(past: Interview, jonas: User) -> None:
    with pytest.raises(NotAllowed):
        miss_interview(past, actor=jonas)
    with pytest.raises(NotAllowed):
        hold_interview(past, actor=jonas)


def test_a_missed_interview_can_be_cancelled(past: Interview, manager: User) -> None:
    miss_interview(past, actor=manager)
    cancel_interview(past, actor=manager)
    assert (past.state, Scorecard.objects.get().interview) == ("cancelled", None)
