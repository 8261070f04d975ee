"""What the beat asks for: a look at the ledger."""

from celery import shared_task

from assessments.reminders.tick import tick


@shared_task
def remind() -> None:
    tick()
