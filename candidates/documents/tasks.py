"""Background work of this room: reading what was added, and clearing files that nothing names."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from candidates.documents import storage
from candidates.documents.adding import READ
from candidates.documents.content import (
    WAITING,
    begin_reading,
    finish_document,
    read_content,
    refuse_document,
    store_pictures,
)
from candidates.documents.models import Document
from candidates.documents.uploads import KEPT_SECONDS
from hiring.core.background.child import ChildError, ChildRefused
from hiring.core.background.models import Task
from hiring.core.background.registry import handler
from hiring.core.background.run import Run
from hiring.core.files import remove_files

ATTEMPTS = 2  # a machine may be out of breath once; a file that is too heavy twice is too heavy


def _refuse_unread(task: Task) -> None:
    for document in Document.objects.filter(public_id=task.payload["document"]):
        refuse_document(document, "unread")


@handler(
    READ,
    label=_("Reading a document"),
    subject="candidates.document",
    attempts=ATTEMPTS,
    longest=timedelta(minutes=3),
    on_failure=_refuse_unread,
)
def read_document(run: Run) -> None:
    """Read one document. Running twice reads twice and writes once."""
    document = Document.objects.filter(public_id=run.payload["document"], state__in=WAITING).first()
    if document is None:  # removed in the meantime
        return
    begin_reading(document)
    try:
        content = read_content(document, on_progress=run.progress)
    except ChildRefused as refused:
        code = refused.code
    except ChildError:
        if run.attempt < ATTEMPTS:
            raise
        code = "too_heavy"
    else:
        pictures = store_pictures(content)
        try:
            with run.commit():
                finish_document(document, content, pictures=pictures)
        except BaseException:
            remove_files(pictures)
            raise
        return
    with run.commit():
        refuse_document(document, code)


@shared_task
def remove_stray_files() -> None:
    storage.remove_stray_files(older_than=timezone.now() - timedelta(seconds=2 * KEPT_SECONDS))
