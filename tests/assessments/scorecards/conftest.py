"""One role with two judged stages, one application at the first, and the people around it."""

import pytest

from assessments.models import Scorecard
from candidates.models import Application
from hiring.core.models import User
from hiring.models import Role, Stage
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory, StageFactory


@pytest.fixture
def role(db: None) -> Role:
    return RoleFactory(title="Senior ML engineer")


@pytest.fixture
def stage(role: Role) -> Stage:
    return StageFactory(role=role, title="ML system design")


@pytest.fixture
def later(stage: Stage) -> Stage:
    return StageFactory(role=stage.role, title="Communication")


@pytest.fixture
def application(stage: Stage, later: Stage) -> Application:
    return ApplicationFactory(role=stage.role, stage=stage, candidate__name="Ottilie Okpara")


@pytest.fixture
def manager(role: Role) -> User:
    return MemberFactory(role=role, user=UserFactory(name="Mana Ger"), right="manager").user


@pytest.fixture
def runa(db: None) -> User:
    return UserFactory(name="Runa Achterberg")


@pytest.fixture
def jonas(db: None) -> User:
    return UserFactory(name="Jonas Tveitane")


@pytest.fixture
def card(application: Application, stage: Stage, runa: User) -> Scorecard:
    """Runa's open card."""
    return ScorecardFactory(application=application, stage=stage, author=runa)


@pytest.fixture
def colleague(application: Application, stage: Stage, jonas: User) -> Scorecard:
    """Jonas's submitted card."""
    return ScorecardFactory(application=application, stage=stage, author=jonas, submitted=True)
