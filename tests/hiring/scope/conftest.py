import pytest

from hiring.core.models import User
from hiring.models import Role
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory
from tests.factories.roles import SmallLibrary, make_library, make_role


@pytest.fixture
def library(db: None) -> SmallLibrary:
    return make_library()


@pytest.fixture
def role(library: SmallLibrary) -> Role:
    """A draft whose creator is its hiring manager; nothing is said of its scope."""
    return make_role(library, described=False)


@pytest.fixture
def manager(role: Role) -> User:
    return role.created_by


@pytest.fixture
def interviewer(role: Role) -> User:
    return MemberFactory(role=role, right="interviewer", user=UserFactory(name="Inter Viewer")).user
