"""Moves that judge nothing: out of New, back, off hold, undone."""

import pytest

from assessments.debriefs import verbs as decisions
from assessments.models import Scorecard
from assessments.pipeline import verbs
from candidates.models import Application, Move, MoveReason
from hiring.core.errors import Invalid, NotAllowed, Refused, Stale
from hiring.core.models import User
from hiring.models import Stage
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory

WORDS = "Decided too quickly."


def fresh(application: Application) -> Application:
    return Application.objects.select_related("role__seniority", "stage").get(pk=application.pk)


@pytest.fixture
def new(stage: Stage) -> Application:
    return ApplicationFactory(role=stage.role)


def test_passing_on_leads_to_the_first_judged_stage(new: Application, stage: Stage, manager: User) -> None:
    verbs.pass_on(new, actor=manager)
    assert fresh(new).stage == stage
    with pytest.raises(Refused, match="already left New"):
        verbs.pass_on(fresh(new), actor=manager)


def test_only_leads_move(new: Application, member: User, auditor: User, administrator: User) -> None:
    for stranger in (member, auditor, administrator):
        with pytest.raises(NotAllowed):
            verbs.pass_on(new, actor=stranger)


def test_undoing_a_reject_opens_the_cards_that_it_closed(
    application: Application, stage: Stage, manager: User, reason: MoveReason
) -> None:
    card = ScorecardFactory(application=application, stage=stage)
    decisions.reject(application, actor=manager, reason=reason, words="")
    verbs.undo(fresh(application), actor=manager, words=WORDS)
    card.refresh_from_db()
    assert (fresh(application).state, fresh(application).stage, card.state) == ("active", stage, "open")
    last = Move.objects.order_by("-id").first()
    assert (last.kind, last.words, last.undoes.kind) == ("undo", WORDS, "reject")


def test_an_undo_has_a_reason_and_takes_back_the_latest_move_only(
    new: Application, manager: User, reason: MoveReason
) -> None:
    first = verbs.pass_on(new, actor=manager)
    with pytest.raises(Refused, match="Say why"):
        verbs.undo(fresh(new), actor=manager, words=" ")
    decisions.reject(fresh(new), actor=manager, reason=reason, words="")
    with pytest.raises(Refused, match="Only the latest move"):
        verbs.undo(fresh(new), actor=manager, words=WORDS, move=first)
    verbs.undo(fresh(new), actor=manager, words=WORDS)
    with pytest.raises(Refused, match="Only the latest move"):
        verbs.undo(fresh(new), actor=manager, words=WORDS)


def test_moving_back_needs_words_and_an_earlier_stage(
    application: Application, stage: Stage, later: Stage, manager: User
) -> None:
    with pytest.raises(Refused, match="not an earlier one"):
        verbs.move_back(application, actor=manager, to_stage=later, words=WORDS)
    Application.objects.update(stage=later)
    with pytest.raises(Invalid):
        verbs.move_back(fresh(application), actor=manager, to_stage=stage, words="")
    verbs.move_back(fresh(application), actor=manager, to_stage=stage, words=WORDS)
    assert fresh(application).stage == stage


def test_hold_and_resume(application: Application, manager: User, runa_card: Scorecard) -> None:
    decisions.hold(application, actor=manager, reason="One more question.")
    assert fresh(application).state == "on_hold"
    verbs.resume(fresh(application), actor=manager)
    assert fresh(application).state == "active"
    with pytest.raises(Refused, match="in progress"):
        verbs.resume(fresh(application), actor=manager)


def test_a_move_on_an_older_view_is_refused(new: Application, manager: User, reason: MoveReason) -> None:
    other_tab = fresh(new)
    verbs.pass_on(new, actor=manager)
    with pytest.raises(Stale):
        decisions.reject(other_tab, actor=manager, reason=reason, words="")
    assert fresh(new).state == "active"
