"""A collection to try the ground on, and somebody to try it."""

import pytest
from django.test import Client

from hiring.core.models import User
from hiring.roles.models import Role
from tests.factories.hiring import RoleFactory
from tests.factories.tokens import api_client


@pytest.fixture
def shop(settings: pytest.FixtureRequest) -> str:
    settings.ROOT_URLCONF = "tests.hiring.core.api.shop"
    return "/api/v1/shop/"


@pytest.fixture
def client(recruiter: User) -> Client:
    """The recruiter, by a token that may write."""
    return api_client(recruiter)


@pytest.fixture
def role(db: None) -> Role:
    return RoleFactory(title="First")
