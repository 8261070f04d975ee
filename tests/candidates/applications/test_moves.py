"""The table of allowed moves, and that each change of place leaves one row and one entry of the trail."""

import pytest

from candidates.applications.moves import add_application, set_stage, undo_move
from candidates.applications.states import ALLOWED, UNDOABLE
from candidates.models import Application, Move, MoveReason
from hiring.core.errors import Refused, Stale
from hiring.core.models import AuditEntry, User
from hiring.models import Stage
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.hiring import RoleFactory, StageFactory

pytestmark = pytest.mark.django_db

STATES = ("active", "on_hold", "rejected", "withdrawn", "hired")


@pytest.fixture
def stage() -> Stage:
    return StageFactory()


def make_move(application: Application, kind: str, actor: User) -> Move:
    """Make one move of a kind, with whatever that kind needs."""
    target = StageFactory(role=application.role) if ALLOWED[kind].changes_stage else None
    reason = MoveReason.objects.filter(kind=kind).first()
    return set_stage(application, kind, actor=actor, to_stage=target, reason=reason, words="Because.")


@pytest.mark.parametrize("kind", list(ALLOWED))
@pytest.mark.parametrize("state", STATES)
def test_the_table(kind: str, state: str, stage: Stage, member: User) -> None:
    application = ApplicationFactory(role=stage.role, stage=stage, state=state)
    if state not in ALLOWED[kind].starts:
        with pytest.raises(Refused, match="not possible any more"):
            make_move(application, kind, member)
        assert not Move.objects.exists()
        return
    made = make_move(application, kind, member)
    application.refresh_from_db()
    assert (made.from_state, made.from_stage, made.to_stage) == (state, stage, application.stage)
    assert (application.state, application.version) == (ALLOWED[kind].to, 2)
    assert (application.stage != stage) == ALLOWED[kind].changes_stage
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id, entry.fields) == (
        f"application.{kind}",
        application.public_id,
        ["stage", "state"],
    )


@pytest.mark.parametrize("kind", list(ALLOWED))
def test_what_can_be_undone_leads_back_and_what_cannot_stays(kind: str, stage: Stage, member: User) -> None:
    state = "on_hold" if kind == "resume" else "active"
    application = ApplicationFactory(role=stage.role, stage=stage, state=state)
    made = make_move(application, kind, member)
    if kind not in UNDOABLE:
        with pytest.raises(Refused, match="Only the latest move can be undone"):
            undo_move(made, actor=member, words="Why.")
        return
    undone = undo_move(made, actor=member, words="  Why. ")
    application.refresh_from_db()
    assert (application.stage, application.state, undone.undoes, undone.words) == (stage, state, made, "Why.")
    with pytest.raises(Refused):
        undo_move(made, actor=member, words="Again.")


def test_time_in_a_stage_runs_on_while_the_stage_is_the_same(stage: Stage, member: User) -> None:
    application = ApplicationFactory(role=stage.role, stage=stage)
    entered = application.stage_entered_at
    make_move(application, "hold", member)
    assert application.stage_entered_at == entered
    make_move(application, "advance", member)
    assert application.stage_entered_at > entered


@pytest.mark.parametrize("target", ["none", "gate", "elsewhere", "here"])
def test_stages_that_are_no_target(target: str, stage: Stage, member: User) -> None:
    application = ApplicationFactory(role=stage.role, stage=stage)
    stages = {
        "none": lambda: None,
        "gate": lambda: StageFactory(role=stage.role, is_gate=True, weight=0),
        "elsewhere": StageFactory,
        "here": lambda: stage,
    }
    with pytest.raises(Refused):
        set_stage(application, "advance", actor=member, to_stage=stages[target]())
    assert not Move.objects.exists()


def test_the_slower_of_two_gets_where_it_stands_now(stage: Stage, member: User) -> None:
    mine = ApplicationFactory(role=stage.role, stage=stage)
    theirs = Application.objects.get(pk=mine.pk)
    make_move(theirs, "hold", member)
    with pytest.raises(Stale) as refusal:
        make_move(mine, "reject", member)
    assert refusal.value.theirs == {"stage": stage.public_id, "state": "on_hold", "version": 2}
    assert Move.objects.count() == 1


def test_a_candidate_applies_once_and_to_an_open_role(member: User) -> None:
    candidate, role = CandidateFactory(name="Zoë  Müller-Łukasz"), RoleFactory()
    application = add_application(candidate, actor=member, role=role, source="Referral")
    assert (application.sort_name, application.stage, application.state) == ("zoe muller-lukasz", None, "active")
    assert [move.kind for move in application.moves.all()] == ["apply"]
    with pytest.raises(Refused, match="already has an application"):
        add_application(candidate, actor=member, role=role)
    with pytest.raises(Refused, match="not open"):
        add_application(candidate, actor=member, role=RoleFactory(state="draft", opened_at=None))
    assert Application.objects.count() == 1
