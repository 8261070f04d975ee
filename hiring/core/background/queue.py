"""Asking for work, and the two things a person may do about it: try again, cancel."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from celery import current_app
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import KombuError

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.background.models import Task
from hiring.core.background.registry import require_kind
from hiring.core.background.states import OPEN_STATES, REPEATABLE_STATES, TaskState
from hiring.core.errors import Refused
from hiring.core.monitoring.context import current_request_id

logger = logging.getLogger(__name__)

WORK_MESSAGE = "hiring.core.background.tasks.work"


def enqueue(
    kind: str,
    *,
    key: str,
    actor: User | None,
    payload: Mapping[str, object],
    subject: models.Model | None = None,
    due_at: datetime | None = None,
) -> Task:
    """Ask for one piece of work in the caller's transaction; it starts once that is committed and it is due.

    ``key`` names the effect ("documents.read:ID"): asked for again, the same task comes back and nothing starts
    twice. ``payload`` holds ids, never content. ``subject`` is what the work is about. Raises ``UnknownKind``.
    """
    require_kind(kind)
    now = timezone.now()
    due = due_at or now
    task, is_new = Task.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "payload": dict(payload),
            "created_by": actor,
            "due_at": due,
            "sent_at": now if due <= now else None,
            "request_id": current_request_id(),
            "subject_type": subject._meta.label_lower if subject is not None else "",
            "subject_id": subject.public_id if subject is not None else "",
        },
    )
    if is_new and due <= now:
        transaction.on_commit(partial(send_task, task.pk), robust=True)
    return task


def enqueue_all(kind: str, asked: Iterable[tuple[str, Mapping[str, object], models.Model]]) -> None:
    """Ask for many pieces of work of one kind, each by its key, payload and subject, with one query.

    The sweep hands them to the broker: a message for each would keep the caller waiting.
    """
    require_kind(kind)
    Task.objects.bulk_create(
        (
            Task(
                kind=kind,
                key=key,
                payload=dict(payload),
                subject_type=subject._meta.label_lower,
                subject_id=subject.public_id,
            )
            for key, payload, subject in asked
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def retry_task(task: Task, *, actor: User) -> Task:
    """Let a failed or cancelled task begin anew. Refused when it waits, works or is done."""
    now = timezone.now()
    changed = Task.objects.filter(pk=task.pk, state__in=REPEATABLE_STATES).update(
        state=TaskState.QUEUED, attempts=0, error="", due_at=now, sent_at=now, finished_at=None
    )
    if not changed:
        raise Refused(_("This work has not failed. There is nothing to try again."))
    record("task.retried", actor=actor, obj=task)
    transaction.on_commit(partial(send_task, task.pk), robust=True)
    task.refresh_from_db()
    return task


@transaction.atomic
def cancel_task(task: Task, *, actor: User) -> Task:
    """Stop work that waits or goes on: its handler loses the claim and changes nothing more."""
    changed = Task.objects.filter(pk=task.pk, state__in=OPEN_STATES).update(
        state=TaskState.CANCELLED, claim="", lease_until=None, finished_at=timezone.now()
    )
    if not changed:
        raise Refused(_("This work has already ended."))
    record("task.cancelled", actor=actor, obj=task)
    task.refresh_from_db()
    return task


def send_task(task_id: int) -> None:
    """Hand the id to the broker. When the broker is down, the sweep sends it once it is back."""
    try:
        current_app.send_task(WORK_MESSAGE, args=(task_id,), retry=False)
    except (KombuError, OSError) as error:
        logger.warning("The broker did not take task %s: %s. It is sent again later.", task_id, type(error).__name__)
        Task.objects.filter(pk=task_id, state=TaskState.QUEUED).update(sent_at=None)
