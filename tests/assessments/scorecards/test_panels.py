from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Interview, Scorecard
from assessments.scorecards.due import set_due
from assessments.scorecards.panels import assign_interviewers, decline, remove_interviewer
from candidates.models import Access, Application
from hiring.core.audit.models import AuditEntry
from hiring.core.calendar.own_days import working_time_of
from hiring.core.errors import Invalid, NotAllowed, Refused
from hiring.core.models import User
from hiring.models import HiringTeamMember, Stage
from rubrics.sheets.saving import NotOpen
from tests.factories.candidates import AccessFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory, StageFactory

IN_TWO_DAYS = timedelta(days=2)


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


def test_assigning_makes_the_card_the_access_and_the_right_on_the_team(
    application: Application, stage: Stage, manager: User, runa: User
) -> None:
    before = timezone.now()
    (card,) = assign_interviewers(application, stage, actor=manager, people=[runa])

    card.refresh_from_db()
    assert (card.state, card.author, card.assigned_by, card.version) == ("open", runa, manager, 1)
    assert card.rubric_version == stage.rubric_version
    assert (card.interview, card.due_is_set) == (None, False)
    assert before <= card.assigned_at <= timezone.now()
    assert card.due_at == working_time_of(application.role.place).add_days(card.assigned_at, 2)
    assert application.access.get().user == runa
    assert HiringTeamMember.objects.current().get(user=runa).right == "interviewer"
    assert Application.objects.visible_to(runa).get() == application
    assert actions() == ["hiring_team.added", "scorecard.assigned"]


def test_with_an_interview_the_card_is_due_hours_after_its_end(
    application: Application, stage: Stage, manager: User, runa: User, jonas: User
) -> None:
    start = timezone.now() + IN_TWO_DAYS
    cards = assign_interviewers(
        application, stage, actor=manager, people=[runa, jonas], starts_at=start, where=" Room Lotwaage "
    )

    interview = Interview.objects.get()
    assert (interview.starts_at, interview.ends_at) == (start, start + timedelta(minutes=stage.minutes))
    assert (interview.where, interview.planned_by, interview.state) == ("Room Lotwaage", manager, "planned")
    assert {(card.interview_id, card.due_at, card.due_is_set) for card in cards} == {
        (interview.pk, interview.ends_at + timedelta(hours=stage.due_hours), False)
    }
    assert actions().count("interview.planned") == 1


def test_a_due_time_set_by_hand_stands(application: Application, stage: Stage, manager: User, runa: User) -> None:
    due = timezone.now() + IN_TWO_DAYS
    (card,) = assign_interviewers(
        application, stage, actor=manager, people=[runa], starts_at=timezone.now(), due_at=due
    )
    assert (card.due_at, card.due_is_set) == (due, True)


def test_cards_are_planned_for_later_stages_and_from_new(
    application: Application, later: Stage, manager: User, runa: User
) -> None:
    assign_interviewers(application, later, actor=manager, people=[runa])
    Application.objects.filter(pk=application.pk).update(stage=None)
    assign_interviewers(application, application.role.stages.first(), actor=manager, people=[runa])
    assert Scorecard.objects.filter(author=runa).count() == 2
    assert application.access.count() == 1


@pytest.mark.parametrize("who", ["recruiter", "team_recruiter"])
def test_recruiters_plan_panels(application: Application, stage: Stage, recruiter: User, runa: User, who: str) -> None:
    actor = recruiter if who == "recruiter" else MemberFactory(role=stage.role, right="recruiter").user
    assert assign_interviewers(application, stage, actor=actor, people=[runa])


@pytest.mark.parametrize("who", ["administrator", "auditor", "member", "interviewer"])
def test_others_do_not(
    application: Application, stage: Stage, runa: User, who: str, request: pytest.FixtureRequest
) -> None:
    actor = MemberFactory(role=stage.role).user if who == "interviewer" else request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        assign_interviewers(application, stage, actor=actor, people=[runa])
    assert not Scorecard.objects.exists()


def test_a_recruiter_by_account_plans_nothing_on_a_confidential_role(
    application: Application, stage: Stage, recruiter: User, runa: User
) -> None:
    type(stage.role).objects.update(confidential=True)
    with pytest.raises(NotAllowed):
        assign_interviewers(application, stage, actor=recruiter, people=[runa])


@pytest.mark.parametrize("state", ["rejected", "withdrawn", "hired"])
def test_a_closed_application_takes_no_panel(
    application: Application, stage: Stage, manager: User, runa: User, state: str
) -> None:
    Application.objects.update(state=state)
    with pytest.raises(Refused):
        assign_interviewers(application, stage, actor=manager, people=[runa])


def test_neither_does_a_closed_role_a_gate_a_passed_stage_or_one_of_another_role(
    application: Application, stage: Stage, later: Stage, manager: User, runa: User
) -> None:
    gate = StageFactory(role=stage.role, is_gate=True, weight=0)
    for wrong in (gate, StageFactory()):
        with pytest.raises(Refused):
            assign_interviewers(application, wrong, actor=manager, people=[runa])
    Application.objects.update(stage=later)
    with pytest.raises(Refused):
        assign_interviewers(application, stage, actor=manager, people=[runa])
    type(stage.role).objects.filter(pk=stage.role.pk).update(state="closed", closed_at=timezone.now())
    with pytest.raises(Refused):
        assign_interviewers(application, later, actor=manager, people=[runa])
    assert not Scorecard.objects.exists()


def test_nobody_or_somebody_who_cannot_score_is_refused(
    application: Application, stage: Stage, manager: User, card: Scorecard, colleague: Scorecard
) -> None:
    gone = UserFactory(is_active=False)
    for people in ([], [gone], [card.author], [colleague.author]):
        with pytest.raises(Invalid) as refusal:
            assign_interviewers(application, stage, actor=manager, people=people)
        assert list(refusal.value.errors) == ["people"]
    assert Scorecard.objects.count() == 2


@pytest.mark.parametrize(
    ("times", "field"),
    [
        ({"starts_at": 2, "ends_at": 1}, "ends_at"),
        ({"starts_at": 2, "ends_at": 2}, "ends_at"),
        ({"starts_at": 2, "ends_at": 15}, "ends_at"),
        ({"due_at": -1}, "due_at"),
    ],
)
def test_impossible_times_are_refused(
    application: Application, stage: Stage, manager: User, runa: User, times: dict, field: str
) -> None:
    now = timezone.now()
    with pytest.raises(Invalid) as refusal:
        assign_interviewers(
            application,
            stage,
            actor=manager,
            people=[runa],
            **{name: now + timedelta(hours=hours) for name, hours in times.items()},
        )
    assert list(refusal.value.errors) == [field]
    assert not Interview.objects.exists()


def test_the_same_person_twice_gets_one_card(application: Application, stage: Stage, manager: User, runa: User) -> None:
    assert len(assign_interviewers(application, stage, actor=manager, people=[runa, runa])) == 1


def test_a_removed_interviewer_leaves_with_their_access_and_keeps_the_draft(
    card: Scorecard, application: Application, manager: User, runa: User
) -> None:
    remove_interviewer(card, actor=manager)

    card.refresh_from_db()
    assert (card.state, card.left_reason) == ("left", "")
    assert not Application.objects.visible_to(runa).exists()
    assert actions() == ["scorecard.removed"]


def test_access_stays_while_another_card_of_the_application_does(
    card: Scorecard, application: Application, later: Stage, manager: User, runa: User
) -> None:
    assign_interviewers(application, later, actor=manager, people=[runa])
    remove_interviewer(card, actor=manager)
    assert Application.objects.visible_to(runa).exists()


def test_declining_takes_a_reason_and_ones_own_open_card(
    card: Scorecard, colleague: Scorecard, manager: User, runa: User, jonas: User
) -> None:
    with pytest.raises(Invalid) as refusal:
        decline(card, actor=runa, reason=" \n")
    assert list(refusal.value.errors) == ["reason"]
    with pytest.raises(NotAllowed):
        decline(card, actor=manager, reason="Busy.")
    with pytest.raises(NotOpen):
        decline(colleague, actor=jonas, reason="Busy.")

    decline(card, actor=runa, reason=" On leave that week. ")
    card.refresh_from_db()
    assert (card.state, card.left_reason) == ("left", "On leave that week.")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.fields, entry.digests) == ("scorecard.declined", ["state"], {})


def test_who_left_comes_back_to_their_draft(
    card: Scorecard, application: Application, stage: Stage, manager: User, runa: User
) -> None:
    criterion = stage.rubric_version.criteria.first()
    card.ratings.create(criterion=criterion, level=4, evidence="Kept.")
    decline(card, actor=runa, reason="Busy.")
    (again,) = assign_interviewers(application, stage, actor=manager, people=[runa])

    assert again.pk == card.pk
    again.refresh_from_db()
    assert (again.state, again.closed_at, again.assigned_by) == ("open", None, manager)
    assert again.ratings.get().evidence == "Kept."
    assert Application.objects.visible_to(runa).exists()
    assert application.access.count() == 1


def test_an_access_that_was_ended_for_another_reason_lives_again(
    application: Application, stage: Stage, manager: User, runa: User
) -> None:
    past = timezone.now() - IN_TWO_DAYS
    AccessFactory(application=application, user=runa, starts_at=past, ends_at=past)
    assign_interviewers(application, stage, actor=manager, people=[runa])
    assert Access.objects.get().ends_at is None


@pytest.mark.parametrize("state", ["submitted", "closed", "left"])
def test_only_open_cards_are_removed_or_get_another_due_time(card: Scorecard, manager: User, state: str) -> None:
    Scorecard.objects.update(state=state, submitted_at=timezone.now(), recommendation="yes")
    with pytest.raises(NotOpen):
        remove_interviewer(card, actor=manager)
    with pytest.raises(NotOpen):
        set_due(card, actor=manager, due_at=timezone.now() + IN_TWO_DAYS)
    assert Access.objects.get().ends_at is None


def test_a_due_time_is_set_by_who_plans_and_lies_ahead(card: Scorecard, manager: User, runa: User) -> None:
    due = timezone.now() + IN_TWO_DAYS
    with pytest.raises(NotAllowed):
        set_due(card, actor=runa, due_at=due)
    with pytest.raises(Invalid):
        set_due(card, actor=manager, due_at=timezone.now())

    set_due(card, actor=manager, due_at=due)
    card.refresh_from_db()
    assert (card.due_at, card.due_is_set) == (due, True)
    assert actions() == ["scorecard.due_set"]
