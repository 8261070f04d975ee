"""Every look at a document is written down: one entry for a visit, one for each download."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from candidates.documents.models import Document
from hiring.core.accounts.models import User
from hiring.core.audit.models import AuditEntry
from hiring.core.audit.trail import record

VISIT = timedelta(minutes=15)
VIEWED, DOWNLOADED = "document.viewed", "document.downloaded"


def note_view(document: Document, *, actor: User) -> None:
    """Write that ``actor`` sees the content; its pages one by one within a quarter of an hour are one visit."""
    visit = AuditEntry.objects.filter(
        object_id=document.public_id, actor=actor, action=VIEWED, at__gt=timezone.now() - VISIT
    )
    if not visit.exists():
        _note(VIEWED, document, actor)


def note_download(document: Document, *, actor: User) -> None:
    """Write that the original left the house."""
    _note(DOWNLOADED, document, actor)


@transaction.atomic
def _note(action: str, document: Document, actor: User) -> None:
    application = document.application
    record(action, actor=actor, obj=document, role=application and application.role)
