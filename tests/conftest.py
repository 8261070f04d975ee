"""The people of the suite, as design's rights have them."""

from collections.abc import Callable

import pytest
from django.test import Client

from hiring.core.models import User
from tests.factories.core import UserFactory


@pytest.fixture
def administrator(db: None) -> User:
    return UserFactory(name="Ada Admin", is_administrator=True)


@pytest.fixture
def auditor(db: None) -> User:
    return UserFactory(name="Aud Itor", is_auditor=True)


@pytest.fixture
def recruiter(db: None) -> User:
    return UserFactory(name="Rec Ruiter", is_recruiter=True)


@pytest.fixture
def member(db: None) -> User:
    """A colleague without any right: the stranger of access tests."""
    return UserFactory(name="Mem Ber")


@pytest.fixture
def browser_as(db: None) -> Callable[[User], Client]:
    """Return a test client that is signed in as the given person."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
