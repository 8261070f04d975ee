"""What the beat asks for: linking the trail."""

from celery import shared_task

from hiring.core.audit.chain import link_entries


@shared_task
def link() -> None:
    link_entries()


@shared_task
def link_late() -> None:
    link_entries(late=True)
