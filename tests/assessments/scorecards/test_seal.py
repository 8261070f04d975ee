"""Who may read a card's content: every relation to the application × every state of the card, in one table."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Scorecard
from candidates.models import Access, Application
from hiring.core.models import User
from hiring.models import Stage
from tests.factories.assessments import ScorecardFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory, StageFactory


@pytest.fixture
def people(application: Application, stage: Stage, later: Stage) -> Callable[[str], User]:
    def make(relation: str) -> User:
        return RELATIONS[relation](application, stage, later)

    return make


def has_card(where: str, **state: object) -> Callable[[Application, Stage, Stage], User]:
    def make(application: Application, stage: Stage, later: Stage) -> User:
        person = UserFactory(**state.pop("user", {}))
        if right := state.pop("right", ""):
            MemberFactory(role=stage.role, user=person, right=right)
        target = {"same": stage, "later": later}[where]
        ScorecardFactory(application=application, stage=target, author=person, **state)
        return person

    return make


def has_right(right: str) -> Callable[[Application, Stage, Stage], User]:
    return lambda application, stage, later: MemberFactory(role=stage.role, right=right).user


def account(**rights: bool) -> Callable[[Application, Stage, Stage], User]:
    return lambda application, stage, later: UserFactory(**rights)


def former(application: Application, stage: Stage, later: Stage) -> User:
    person = UserFactory()
    ScorecardFactory(application=application, stage=later, author=person, submitted=True)
    past = timezone.now() - timedelta(days=1)
    Access.objects.filter(user=person).update(starts_at=past, ends_at=past)
    return person


RELATIONS = {
    "open card of the stage": has_card("same"),
    "open card of a later stage": has_card("later"),
    "submitted card": has_card("same", submitted=True),
    "card no longer needed": has_card("same", state="closed"),
    "left the panel": has_card("same", state="left"),
    "manager": has_right("manager"),
    "recruiter of the role": has_right("recruiter"),
    "interviewer of the role without a card": has_right("interviewer"),
    "manager with an open card": has_card("same", right="manager"),
    "manager who left the panel": has_card("same", right="manager", state="left"),
    "recruiter": account(is_recruiter=True),
    "recruiter with an open card": has_card("later", user={"is_recruiter": True}),
    "auditor": account(is_auditor=True),
    "auditor with an open card": has_card("later", user={"is_auditor": True}),
    "administrator": account(is_administrator=True),
    "stranger": account(),
    "access has ended": former,
}

# relation: (sees that the card is there, reads it once it is submitted)
SEEN = {
    "open card of the stage": (True, False),
    "open card of a later stage": (True, False),
    "submitted card": (True, True),
    "card no longer needed": (True, True),
    "left the panel": (True, False),
    "manager": (True, True),
    "recruiter of the role": (True, True),
    "interviewer of the role without a card": (False, False),
    "manager with an open card": (True, False),
    "manager who left the panel": (True, False),
    "recruiter": (True, True),
    "recruiter with an open card": (True, False),
    "auditor": (True, True),
    "auditor with an open card": (True, False),
    "administrator": (False, False),
    "stranger": (False, False),
    "access has ended": (False, False),
}


@pytest.mark.parametrize("state", ["open", "submitted", "closed", "left"])
@pytest.mark.parametrize("relation", RELATIONS)
def test_the_seal(people: Callable, application: Application, stage: Stage, relation: str, state: str) -> None:
    card = ScorecardFactory(
        application=application,
        stage=stage,
        state=state,
        submitted_at=timezone.now() if state == "submitted" else None,
        recommendation="yes",
    )
    reader = people(relation)

    is_there, is_read = SEEN[relation]
    assert Scorecard.objects.visible_to(reader).filter(pk=card.pk).exists() == is_there
    assert Scorecard.objects.readable_by(reader).filter(pk=card.pk).exists() == (is_read and state == "submitted")


@pytest.mark.parametrize(
    ("change", "opens"),
    [
        ({}, False),
        ({"state": "on_hold"}, False),
        ({"state": "rejected"}, True),
        ({"state": "withdrawn"}, True),
        ({"state": "hired"}, True),
    ],
)
def test_leaving_a_panel_opens_nothing_before_its_stage_is_decided(
    application: Application, stage: Stage, colleague: Scorecard, manager: User, change: dict, opens: bool
) -> None:
    ScorecardFactory(application=application, stage=stage, author=manager, state="left")
    Application.objects.update(**change)
    assert Scorecard.objects.readable_by(manager).filter(pk=colleague.pk).exists() == opens


def test_moving_on_decides_the_stage_and_moving_back_seals_again(
    application: Application, stage: Stage, later: Stage, colleague: Scorecard, manager: User
) -> None:
    ScorecardFactory(application=application, stage=stage, author=manager, state="left")
    found = Scorecard.objects.readable_by(manager).filter(pk=colleague.pk)
    for where, opens in ((None, False), (stage, False), (later, True)):
        Application.objects.update(stage=where)
        assert found.exists() == opens


def test_an_open_card_on_another_application_seals_nothing_here(colleague: Scorecard, manager: User) -> None:
    ScorecardFactory(author=manager, stage=StageFactory(role=colleague.stage.role))
    assert Scorecard.objects.readable_by(manager).filter(pk=colleague.pk).exists()


def test_submitting_opens_and_a_further_open_card_seals_again(
    card: Scorecard, colleague: Scorecard, later: Stage, runa: User
) -> None:
    found = Scorecard.objects.readable_by(runa).filter(pk=colleague.pk)
    assert not found.exists()
    Scorecard.objects.filter(pk=card.pk).update(state="submitted", submitted_at=timezone.now(), recommendation="no")
    assert found.exists()
    ScorecardFactory(application=card.application, stage=later, author=runa)
    assert not found.exists()


@pytest.mark.parametrize("state", ["open", "submitted", "closed"])
def test_ones_own_card_is_readable_in_every_state_but_left(card: Scorecard, runa: User, state: str) -> None:
    Scorecard.objects.update(state=state, submitted_at=timezone.now(), recommendation="no")
    assert Scorecard.objects.readable_by(runa).get() == card


def test_who_left_is_told_so_and_reads_nothing(card: Scorecard, runa: User) -> None:
    Scorecard.objects.update(state="left")
    Access.objects.all().delete()
    assert Scorecard.objects.visible_to(runa).get() == card
    assert not Scorecard.objects.readable_by(runa).exists()
