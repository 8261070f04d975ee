"""Carrying out one task: claim, keep the lease, call the handler, write down how it ended."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from hiring.core.background.heartbeats import WORKER, stamp_heartbeat
from hiring.core.background.models import Task
from hiring.core.background.registry import Kind, kind_of
from hiring.core.background.run import ClaimLost, GiveUp, Run
from hiring.core.background.states import TaskState
from hiring.core.monitoring.context import log_context

logger = logging.getLogger(__name__)

FIRST_WAIT = timedelta(seconds=2)
LOST_WORKER = "worker-lost"


def carry_out(task_id: int) -> None:
    """Do the task if it waits and nobody else has it. Never raises for what a handler does."""
    run = Run.claim(task_id)
    if run is None:
        return
    with log_context(request_id=run.task.request_id or run.task.public_id, task=run.task.public_id):
        _carry_out_claimed(run)


def _carry_out_claimed(run: Run) -> None:
    kind = kind_of(run.task)
    started = time.monotonic()
    try:
        with _lease_kept(run, kind):
            kind.handler(run)
        if not run.is_committed:
            with run.commit():
                pass
    except ClaimLost:
        logger.info("Task %s (%s) is no longer ours.", run.task.public_id, kind.name)
    except Exception as error:  # a handler may raise anything, and the worker goes on
        logger.exception("Task %s (%s), attempt %d.", run.task.public_id, kind.name, run.attempt)
        _write_failure(run, kind, error)
    else:
        facts = {"kind": kind.name, "attempt": run.attempt, "seconds": round(time.monotonic() - started, 4)}
        logger.info("Carried out a task.", extra={"facts": facts})


def _write_failure(run: Run, kind: Kind, error: Exception) -> None:
    """Let the task wait for another attempt, or mark it failed for good."""
    if isinstance(error, GiveUp):
        mark_failed(run.task, error.code)
    elif run.attempt >= kind.attempts:
        mark_failed(run.task, type(error).__name__)
    else:
        run.mine().update(
            state=TaskState.QUEUED,
            claim="",
            lease_until=None,
            sent_at=None,
            due_at=timezone.now() + FIRST_WAIT * 4 ** (run.attempt - 1),
            error=type(error).__name__,
        )


def mark_failed(task: Task, code: str) -> None:
    """End a task for good if its claim still stands; ``on_failure`` of its kind belongs to the same transaction."""
    kind = kind_of(task)
    with transaction.atomic():
        failed = (
            Task.objects.filter(pk=task.pk)
            .claimed(task.claim)
            .update(state=TaskState.FAILED, claim="", lease_until=None, finished_at=timezone.now(), error=code[:200])
        )
        if failed and kind.on_failure:
            kind.on_failure(task)


@contextmanager
def _lease_kept(run: Run, kind: Kind) -> Iterator[None]:
    """Renew the lease beside the handler, as long as the kind may take: a worker that dies is noticed soon."""
    ended = threading.Event()
    until = timezone.now() + kind.longest
    keeper = threading.Thread(
        target=copy_context().run,  # the same ids in its log lines
        args=(_keep_lease, run, ended, until),
        name=f"lease {run.task.public_id}",
        daemon=True,
    )
    keeper.start()
    try:
        yield
    finally:
        ended.set()


def _keep_lease(run: Run, ended: threading.Event, until: datetime) -> None:
    try:
        while not ended.wait(settings.TASK_LEASE.total_seconds() / 4) and timezone.now() < until:
            try:
                run.renew()
                stamp_heartbeat(WORKER)  # a busy worker is alive, whatever waits in its queue
            except ClaimLost:
                return
            except DatabaseError as error:
                logger.warning("The lease of task %s was not renewed: %s", run.task.public_id, type(error).__name__)
    finally:
        connection.close()
