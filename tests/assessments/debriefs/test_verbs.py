"""Decisions: who may, what is asked for, what is kept."""

import pytest
from django.db import IntegrityError, connection, transaction

from assessments.debriefs import verbs
from assessments.models import Decision, Scorecard
from candidates.models import Application, Move, MoveReason
from hiring.core.errors import Invalid, NotAllowed, Refused, Stale
from hiring.core.models import AuditEntry, User
from hiring.models import Stage
from tests.factories.assessments import ScorecardFactory
from tests.factories.hiring import MemberFactory

WHY = "Named the system and the load; both of us heard the same figures."


@pytest.mark.usefixtures("runa_card", "jonas_card")
def test_advancing_moves_and_keeps_the_figures(application: Application, later: Stage, manager: User) -> None:
    decision = verbs.advance(application, actor=manager, reason=WHY)
    application.refresh_from_db()
    assert application.stage == later
    assert decision.move.kind == "advance"
    assert decision.figures == {
        "suggestion": "advance",
        "reasons": ["score_reached"],
        "score": "4.00",
        "expected": "3.00",
        "coverage": "100",
        "cards": 2,
    }


def test_advancing_without_quorum_names_who_is_missing(
    application: Application, stage: Stage, manager: User, runa_card: Scorecard
) -> None:
    waiting = ScorecardFactory(application=application, stage=stage)
    with pytest.raises(Refused) as refusal:
        verbs.advance(application, actor=manager, reason=WHY)
    assert str(refusal.value) == f"ML system design needs 2 scorecards and has 1. Missing: {waiting.author.name}."
    assert not Decision.objects.exists()


def test_a_stage_is_passed_only_with_its_own_quorum(
    application: Application, later: Stage, manager: User, runa_card: Scorecard, jonas_card: Scorecard
) -> None:
    from tests.factories.hiring import StageFactory

    last = StageFactory(role=application.role, title="Culture and ethics")
    with pytest.raises(Refused, match="Communication needs 2 scorecards"):
        verbs.advance(application, actor=manager, reason=WHY, to_stage=last)
    for card in (runa_card, jonas_card):
        ScorecardFactory(application=application, stage=later, author=card.author, submitted=True)
    verbs.advance(application, actor=manager, reason=WHY, to_stage=last)
    application.refresh_from_db()
    assert application.stage == last


@pytest.mark.usefixtures("runa_card", "jonas_card")
def test_a_decision_needs_a_reason(application: Application, manager: User) -> None:
    with pytest.raises(Invalid) as refusal:
        verbs.advance(application, actor=manager, reason="  ")
    assert list(refusal.value.errors) == ["reason"]


@pytest.mark.parametrize("right", ["interviewer", None])
@pytest.mark.usefixtures("runa_card", "jonas_card")
def test_only_leads_decide(application: Application, member: User, right: str | None) -> None:
    if right:
        MemberFactory(role=application.role, user=member, right=right)
    for verb in (verbs.advance, verbs.hold):
        with pytest.raises(NotAllowed):
            verb(application, actor=member, reason=WHY)


def test_who_holds_an_open_card_reads_before_deciding(
    application: Application, stage: Stage, manager: User, runa_card: Scorecard, jonas_card: Scorecard
) -> None:
    ScorecardFactory(application=application, stage=stage, author=manager)
    with pytest.raises(Refused, match="Submit it first"):
        verbs.advance(application, actor=manager, reason=WHY)


def test_rejecting_waits_for_nothing_and_closes_open_cards(
    application: Application, stage: Stage, manager: User, reason: MoveReason
) -> None:
    own = ScorecardFactory(application=application, stage=stage, author=manager)
    move = verbs.reject(application, actor=manager, reason=reason, words="")
    own.refresh_from_db()
    application.refresh_from_db()
    assert (application.state, own.state, move.reason) == ("rejected", "closed", reason)
    assert Decision.objects.get().reason == reason.label


def test_rejecting_in_new_is_a_move_alone(application: Application, manager: User, reason: MoveReason) -> None:
    Application.objects.update(stage=None)
    application = Application.objects.select_related("role", "stage").get()
    verbs.reject(application, actor=manager, reason=reason, words="")
    assert not Decision.objects.exists()
    assert Move.objects.get().kind == "reject"


def test_a_reject_takes_a_reason_of_the_reject_list(application: Application, manager: User) -> None:
    withdraw = MoveReason.objects.filter(kind="withdraw").first()
    for wrong in (None, withdraw):
        with pytest.raises(Invalid):
            verbs.reject(application, actor=manager, reason=wrong, words="x")


@pytest.mark.usefixtures("runa_card", "jonas_card")
def test_two_people_deciding_at_once_make_one_decision(application: Application, manager: User) -> None:
    same = Application.objects.select_related("role__seniority", "stage").get()
    verbs.advance(application, actor=manager, reason=WHY)
    with pytest.raises(Stale):
        verbs.hold(same, actor=manager, reason=WHY)
    assert Decision.objects.count() == 1


def at_the_end(application: Application, later: Stage, *cards: Scorecard) -> Application:
    for card in cards:
        ScorecardFactory(application=application, stage=later, author=card.author, submitted=True, level=4)
    Application.objects.update(stage=later)
    return Application.objects.select_related("role__seniority", "stage").get()


def test_the_final_decision_is_the_managers(
    application: Application, later: Stage, manager: User, recruiter: User, runa_card: Scorecard, jonas_card: Scorecard
) -> None:
    application = at_the_end(application, later, runa_card, jonas_card)
    with pytest.raises(NotAllowed):
        verbs.decide_finally(application, actor=recruiter, hire=True, reason=WHY)
    decision = verbs.decide_finally(
        application, actor=manager, hire=True, reason=WHY, heading_notes={"Communication": "Clear.", "Other": " "}
    )
    application.refresh_from_db()
    assert (application.state, decision.outcome, decision.stage) == ("hired", "hire", None)
    assert decision.heading_notes == {"Communication": "Clear."}


def test_not_hiring_names_a_reason_of_the_list(
    application: Application,
    later: Stage,
    manager: User,
    reason: MoveReason,
    runa_card: Scorecard,
    jonas_card: Scorecard,
) -> None:
    application = at_the_end(application, later, runa_card, jonas_card)
    with pytest.raises(Invalid):
        verbs.decide_finally(application, actor=manager, hire=False, reason=WHY)
    verbs.decide_finally(application, actor=manager, hire=False, reason=WHY, move_reason=reason)
    application.refresh_from_db()
    assert application.state == "rejected"


@pytest.mark.usefixtures("runa_card", "jonas_card")
def test_there_is_no_final_decision_before_the_last_stage(application: Application, manager: User) -> None:
    with pytest.raises(Refused, match="after the last stage"):
        verbs.decide_finally(application, actor=manager, hire=True, reason=WHY)


def test_dissent_stands_beside_the_decision_once(
    application: Application, manager: User, runa_card: Scorecard, jonas_card: Scorecard, member: User
) -> None:
    decision = verbs.advance(application, actor=manager, reason=WHY)
    verbs.dissent(decision, actor=runa_card.author, words="Nobody asked about the rollback.")
    assert decision.dissents.get().author == runa_card.author
    with pytest.raises(Refused):
        verbs.dissent(decision, actor=runa_card.author, words="Once more.")
    with pytest.raises(Refused):
        verbs.dissent(decision, actor=manager, words="My own.")
    with pytest.raises(NotAllowed):
        verbs.dissent(decision, actor=member, words="From outside.")


@pytest.mark.usefixtures("runa_card", "jonas_card")
def test_a_decision_is_never_changed_and_the_trail_holds_no_reason(application: Application, manager: User) -> None:
    decision = verbs.advance(application, actor=manager, reason=WHY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(reason="Another.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT fields, digests, action, object_id FROM core_auditentry")
        assert WHY not in str(cursor.fetchall())
    assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == [
        "application.advance",
        "decision.advance",
    ]
