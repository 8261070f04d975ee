"""One claim of one task: what a handler holds while it works."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Self

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from hiring.core.accounts.models import User
from hiring.core.background.models import Task
from hiring.core.background.querysets import TaskQuerySet
from hiring.core.background.queue import send_task
from hiring.core.background.states import TaskState

PROGRESS_EVERY = 0.3  # seconds between two writes of progress


class ClaimLost(Exception):
    """Another worker has the task, or it was cancelled: this one must stop and change nothing more."""


class GiveUp(Exception):
    """A handler knows that trying again is of no use. ``code`` says why, in one word and without content."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Run:
    """A handler gets it: ``payload``, ``actor`` and ``attempt`` (1 is the first) say what to do."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.payload: dict[str, Any] = task.payload
        self.actor: User | None = task.created_by
        self.attempt: int = task.attempts
        self.is_committed = False
        self._progress_at = 0.0

    @classmethod
    def claim(cls, task_id: int) -> Self | None:
        """Claim a task that waits and is due; None when another was first or there is nothing to do."""
        now = timezone.now()
        claimed = (
            Task.objects.filter(pk=task_id)
            .due(now)
            .update(
                state=TaskState.RUNNING,
                claim=secrets.token_hex(16),
                lease_until=now + settings.TASK_LEASE,
                attempts=F("attempts") + 1,
                started_at=now,
                error="",
            )
        )
        return cls(Task.objects.select_related("created_by").get(pk=task_id)) if claimed else None

    def renew(self) -> None:
        """Keep the claim for another lease; raises ``ClaimLost``."""
        self._change(lease_until=timezone.now() + settings.TASK_LEASE)

    def progress(self, done: int, total: int) -> None:
        """Show how far it is, for instance pages read of all; raises ``ClaimLost``, which ends the handler."""
        moment = time.monotonic()
        if done < total and moment - self._progress_at < PROGRESS_EVERY:
            return
        self._progress_at = moment
        lease_until = timezone.now() + settings.TASK_LEASE
        self._change(progress_done=min(done, total), progress_total=total, lease_until=lease_until)

    @contextmanager
    def commit(self) -> Iterator[dict[str, Any]]:
        """The handler's last transaction: its effects and the end of the task happen together, and once.

        Yields ``result``, to be filled with ids and with ``page``, an address inside the app where the result
        stands. Raises ``ClaimLost`` before anything is written when the task is no longer this claim's.
        """
        result: dict[str, Any] = {}
        with transaction.atomic():
            # The UPDATE comes first: it locks the row until the effects are in.
            self._change(state=TaskState.DONE, lease_until=None, finished_at=timezone.now())
            yield result
            Task.objects.filter(pk=self.task.pk).update(claim="", result=result, progress_done=F("progress_total"))
        self.is_committed = True

    def put_back(self) -> None:
        """Let other work go first: the task waits again, without an attempt being counted, and this claim ends.

        For work of many parts that keeps each part as it is done; raises ``ClaimLost``.
        """
        now = timezone.now()
        with transaction.atomic():
            self._change(
                state=TaskState.QUEUED, claim="", lease_until=None, due_at=now, sent_at=now, attempts=F("attempts") - 1
            )
            transaction.on_commit(partial(send_task, self.task.pk), robust=True)
        self.is_committed = True

    def mine(self) -> TaskQuerySet:
        """Return the task if it is still this claim's, else nothing."""
        return Task.objects.filter(pk=self.task.pk).claimed(self.task.claim)

    def _change(self, **fields: object) -> None:
        if not self.mine().update(**fields):
            raise ClaimLost(self.task.public_id)
