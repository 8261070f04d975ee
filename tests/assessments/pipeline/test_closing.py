"""Closing a role: its open scorecards end in the same transaction, everything else stays."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from assessments.models import Scorecard
from assessments.pipeline.closing import close_role
from candidates.models import Application
from hiring.core.errors import Invalid, NotAllowed
from hiring.core.models import AuditEntry
from hiring.intake.descriptions import write_description
from hiring.intake.opening import reopen_role
from hiring.models import Role
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory, StageFactory
from tests.factories.readiness import make_clear
from tests.factories.scope import put_scope


@pytest.fixture
def role(db):
    return RoleFactory()


@pytest.fixture
def manager(role):
    return MemberFactory(role=role, right="manager").user


@pytest.fixture
def cards(role):
    """One card in and one open of this role, and an open one of another role."""
    stage = StageFactory(role=role, weight=100)
    application = ApplicationFactory(role=role, stage=stage)
    done = ScorecardFactory(application=application, stage=stage, submitted=True)
    return done, ScorecardFactory(application=application, stage=stage), ScorecardFactory()


def states(cards):
    return [Scorecard.objects.get(pk=card.pk).state for card in cards]


def test_open_cards_of_the_role_are_no_longer_needed(role, manager, cards):
    before = list(Application.objects.filter(role=role).values("state", "stage"))
    closed = close_role(role, actor=manager, reason="Filled.")
    assert (closed.state, closed.close_reason) == ("closed", "Filled.")
    assert states(cards) == ["submitted", "closed", "open"]
    assert list(Application.objects.filter(role=role).values("state", "stage")) == before
    actions = AuditEntry.objects.order_by("id").values_list("action", flat=True)
    assert list(actions) == ["role.closed", "scorecard.closed"]


def test_a_refused_close_ends_no_card(role, manager, cards):
    with pytest.raises(Invalid):
        close_role(role, actor=manager, reason=" ")
    with pytest.raises(NotAllowed):
        close_role(role, actor=UserFactory(), reason="Mine.")
    assert states(cards) == ["submitted", "open", "open"]


def test_the_page_closes_once(role, manager, cards, browser_as):
    url = reverse("role-close", args=[role.public_id])
    browser = browser_as(manager)
    assert "Close the role" in browser.get(url).text
    done = browser.post(url, {"version": role.version, "reason": "Filled."})
    assert done.url == reverse("role-detail", args=[role.public_id])
    again = browser.post(url, {"version": Role.objects.get(pk=role.pk).version, "reason": "Filled."})
    assert (again.status_code, "Only an open role can be closed." in again.text) == (422, True)
    assert states(cards) == ["submitted", "closed", "open"]
    assert AuditEntry.objects.filter(action="role.closed").count() == 1


def test_panels_keep_their_access_for_the_days_of_the_policy_and_get_it_back_on_reopening(role, manager, cards):
    reader = cards[0].author

    def sees(person):
        return Application.objects.visible_to(person).filter(role=role).exists()

    closed = close_role(role, actor=manager, reason="Filled.")
    assert closed.panels_see_until - closed.closed_at == timedelta(days=30)
    assert sees(reader)
    with time_machine.travel(closed.panels_see_until + timedelta(seconds=1), tick=False):
        assert (sees(reader), sees(manager)) == (False, True)
    write_description(role, actor=manager, text="What you will run.")
    make_clear(role.team)
    put_scope(role)
    reopen_role(Role.objects.get(pk=role.pk), actor=manager, reason="They left again.")
    with time_machine.travel(closed.panels_see_until + timedelta(seconds=1), tick=False):
        assert sees(reader)
