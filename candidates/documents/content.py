"""From a received file to readable content: what the background task does, step by step."""

from collections.abc import Callable

from django.db import transaction

from candidates.documents.answers import Content, understand_answer
from candidates.documents.limits import READING_SECONDS
from candidates.documents.models import Document, DocumentPage, DocumentState
from candidates.documents.refusals import WORDS
from candidates.documents.storage import PICTURES
from hiring.core.audit.trail import record
from hiring.core.background.child import run_in_child
from hiring.core.files import read_file, remove_files, remove_on_commit, store_file

READER = "candidates.documents.reader:read"
WAITING = (DocumentState.RECEIVED, DocumentState.READING)


def begin_reading(document: Document) -> None:
    """Show that the file is being read; no change that a person made, so none for the trail."""
    Document.objects.filter(pk=document.pk, state=DocumentState.RECEIVED).update(state=DocumentState.READING)


def read_content(document: Document, *, on_progress: Callable[[int, int], None]) -> Content:
    """Read the file in the child interpreter. Raises ``ChildRefused`` with a code, and ``ChildError`` otherwise."""
    answer = run_in_child(
        READER,
        {"kind": document.kind},
        [read_file(document.file)],
        seconds=READING_SECONDS,
        on_progress=on_progress,
    )
    return understand_answer(answer)


def store_pictures(content: Content) -> list[str]:
    """Write the pictures and return their names; an error in between leaves none behind."""
    names: list[str] = []
    try:
        for picture in content.pictures:
            names.append(store_file(PICTURES, picture.data))
    except BaseException:
        remove_files(names)
        raise
    return names


@transaction.atomic
def finish_document(document: Document, content: Content, *, pictures: list[str]) -> None:
    """Make a document ready with what was read. One that is ready, refused or removed meanwhile stays as it is."""
    ready = Document.objects.filter(pk=document.pk, state__in=WAITING).update(
        state=DocumentState.READY, text=content.text, page_count=content.page_count
    )
    if not ready:
        remove_on_commit(pictures)
        return
    DocumentPage.objects.bulk_create(
        DocumentPage(document=document, number=number, file=name, width=picture.width, height=picture.height)
        for number, (picture, name) in enumerate(zip(content.pictures, pictures, strict=True), start=1)
    )
    record("document.ready", actor=None, obj=document)


@transaction.atomic
def refuse_document(document: Document, code: str) -> None:
    """Refuse what cannot be read. Its file is removed: nothing that could not be checked is kept or served."""
    refused = Document.objects.filter(pk=document.pk, state__in=WAITING).update(
        state=DocumentState.REFUSED, refusal=code if code in WORDS else "damaged", file=""
    )
    if refused:
        remove_on_commit([document.file])
        record("document.refused", actor=None, obj=document)
