"""One role with two judged stages, an application at the first, and the people around it."""

import pytest

from assessments.models import Scorecard
from candidates.models import Application, MoveReason
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
def runa_card(application: Application, stage: Stage) -> Scorecard:
    author = UserFactory(name="Runa Achterberg")
    return ScorecardFactory(application=application, stage=stage, author=author, submitted=True, level=4)


@pytest.fixture
def jonas_card(application: Application, stage: Stage) -> Scorecard:
    author = UserFactory(name="Jonas Tveitane")
    return ScorecardFactory(application=application, stage=stage, author=author, submitted=True, level=4)


@pytest.fixture
def reason(db: None) -> MoveReason:
    return MoveReason.objects.filter(kind="reject").first()
