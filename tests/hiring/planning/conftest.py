from collections.abc import Callable

import pytest

from hiring.benchmarks.loading import load_figures
from hiring.benchmarks.reader import read_own_figures
from hiring.core.models import User
from hiring.models import Role
from hiring.roles.verbs import create_role
from rubrics.library.loading import load_library
from rubrics.library.reader import read_own_packs
from rubrics.models import Process, Profile, Seniority
from tests.factories.benchmarks import load_own_benchmarks
from tests.factories.core import PlaceFactory, UserFactory
from tests.factories.hiring import MemberFactory, TeamFactory
from tests.factories.roles import make_library, make_role


@pytest.fixture
def make(db: None, recruiter: User) -> Callable[..., Role]:
    """Makes roles of the library that Plumbline comes with; their creator is their recruiter."""
    load_library(read_own_packs())
    load_figures(read_own_figures())

    def make_role(process: str = "seven_step", seniority: str = "mid", **more: object) -> Role:
        return create_role(
            actor=recruiter,
            **{
                "title": "ML engineer",
                "team": TeamFactory(name="Payments"),
                "place": PlaceFactory(name="Berlin"),
                "process": Process.objects.get(key=process),
                "role_type": Profile.objects.get(key="ml_engineer"),
                "seniority": Seniority.objects.get(key=seniority),
                **more,
            },
        )

    return make_role


@pytest.fixture
def role(make: Callable[..., Role]) -> Role:
    return make()


@pytest.fixture
def paid_role(db: None) -> Role:
    """A draft of the small library in a place that pays in euros; its creator is its hiring manager."""
    load_own_benchmarks()
    role = make_role(make_library())
    role.place.currency = "EUR"
    role.place.save(update_fields=["currency"])
    return role


@pytest.fixture
def manager(paid_role: Role) -> User:
    return paid_role.created_by


@pytest.fixture
def interviewer(paid_role: Role) -> User:
    return MemberFactory(role=paid_role, right="interviewer", user=UserFactory(name="Inter Viewer")).user
