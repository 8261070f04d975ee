"""The people of the suite, as design's rights have them."""

import importlib
import io
import json
import logging
import os
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import timezone

from hiring.core.background.models import Task
from hiring.core.background.work import carry_out
from hiring.core.frozen import thaw_tables
from hiring.core.models import User
from hiring.core.monitoring.formats import JsonFormatter
from tests import surroundings
from tests.factories.core import UserFactory
from tests.mail_server import MailServer

move_reasons = importlib.import_module("candidates.migrations.0002_move_reasons")

# A busy machine is no finding; a run in CI is the same run every time.
hypothesis.settings.register_profile(
    "plumbline",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
hypothesis.settings.load_profile("plumbline")


def pytest_configure(config: pytest.Config) -> None:
    surroundings.require_all(config)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    surroundings.group_items(items)
    surroundings.leave_out_flows(config, items)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker of a parallel run left out."""
    count = getattr(node, "workeroutput", {}).get("flows_left_out", 0)
    node.config.stash[surroundings.LEFT_OUT] = count


def pytest_unconfigure(config: pytest.Config) -> None:
    surroundings.say_what_was_left_out(config)


@pytest.fixture(scope="session", autouse=True)
def _flush_passes_frozen_tables() -> Iterator[None]:
    """Emptying the database after a transactional test is the one deletion that the triggers let pass."""
    teardown = TransactionTestCase._fixture_teardown

    def thaw_and_teardown(case: TransactionTestCase) -> None:
        thaw_tables(connection)
        teardown(case)  # its flush puts the triggers back
        move_reasons.add_reasons(apps, None)  # and the next test finds the rows of a fresh installation

    TransactionTestCase._fixture_teardown = thaw_and_teardown
    yield
    TransactionTestCase._fixture_teardown = teardown


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    """Nobody is refused for what other tests tried in the same minute."""
    cache.clear()


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


@pytest.fixture
def said() -> Iterator[Callable[[], list[dict]]]:
    """Return the log as a program reads it: each line of this test, from debugging on, as the JSON format writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    listened = [logging.getLogger(name) for name in ("", "gunicorn.error", "hiring.core.monitoring.middleware")]
    levels = [logger.level for logger in listened]
    for logger in listened:
        logger.setLevel(logging.DEBUG if logger.name == "root" else logging.INFO)
    for logger in listened[:2]:  # the third hands its lines on to the root
        logger.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    for logger, level in zip(listened, levels, strict=True):
        logger.setLevel(level)
        logger.removeHandler(handler)


@pytest.fixture
def carry_out_due(db: None) -> Callable[[], int]:
    """Return a worker in this process: does what waits and is due, and returns how many tasks that was."""

    def work() -> int:
        waiting = list(Task.objects.due(timezone.now()).order_by("pk").values_list("pk", flat=True))
        for pk in waiting:
            carry_out(pk)
        return len(waiting)

    return work


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A running mail server, to which all mail of the test goes."""
    server = MailServer()
    server.start()
    with server.settings():
        yield server
    server.stop()
