"""What Celery calls. A message of work holds the id of a task and nothing else."""

from celery import shared_task

from hiring.core.background.heartbeats import WORKER, stamp_heartbeat
from hiring.core.background.sweep import sweep_tasks
from hiring.core.background.work import carry_out


@shared_task
def work(task_id: int) -> None:
    carry_out(task_id)


@shared_task
def sweep() -> None:
    stamp_heartbeat(WORKER)  # this came through beat, broker and worker
    sweep_tasks()
