"""Sends again what got lost: messages that no worker took, and work whose worker died."""

from django.conf import settings
from django.utils import timezone

from hiring.core.background.models import Task
from hiring.core.background.queue import send_task
from hiring.core.background.registry import kind_of
from hiring.core.background.states import TaskState
from hiring.core.background.work import LOST_WORKER, mark_failed

AT_ONCE = 200


def sweep_tasks() -> int:
    """Return how many tasks were sent. Two sweeps at once send nothing twice: each row is taken by one UPDATE."""
    _take_back_expired()
    return _send_unsent()


def _take_back_expired() -> None:
    now = timezone.now()
    for task in Task.objects.expired(now).order_by("pk")[:AT_ONCE]:
        if task.attempts >= kind_of(task).attempts:
            mark_failed(task, LOST_WORKER)
            continue
        Task.objects.filter(pk=task.pk).claimed(task.claim).expired(now).update(
            state=TaskState.QUEUED, claim="", lease_until=None, sent_at=None
        )


def _send_unsent() -> int:
    now = timezone.now()
    count = 0
    unsent = Task.objects.unsent(now, patience=settings.TASK_RESEND)
    for pk, sent_at in unsent.order_by("due_at", "pk").values_list("pk", "sent_at")[:AT_ONCE]:
        if Task.objects.filter(pk=pk, sent_at=sent_at).due(now).update(sent_at=now):
            send_task(pk)
            count += 1
    return count
