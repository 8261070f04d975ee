from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone

from hiring.core.background.models import Task
from hiring.core.background.work import carry_out
from hiring.core.mail.models import Mail
from hiring.core.mail.posting import post
from hiring.core.models import User
from tests.hiring.core.mail import kinds


@pytest.fixture(autouse=True)
def _plain_kinds() -> Iterator[None]:
    yield
    kinds.reset()


@pytest.fixture
def news(member: User) -> Mail:
    return post("test.news", key="one", to=member, about={})


@pytest.fixture
def work_off(db: None) -> Callable[[], None]:
    """Return a worker that does every task that is due, each twice, until none is left."""

    def work() -> None:
        while due := list(Task.objects.due(timezone.now()).values_list("pk", flat=True)):
            for pk in due * 2:
                carry_out(pk)

    return work
