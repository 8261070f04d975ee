import pytest
import time_machine

from candidates.documents.adding import add_document
from candidates.documents.viewing import note_download, note_view
from hiring.core.models import AuditEntry

pytestmark = pytest.mark.django_db


def seen(document, action="document.viewed"):
    return AuditEntry.objects.filter(object_id=document.public_id, action=action).count()


def test_a_visit_is_one_entry_and_each_download_is_one(application, manager, auditor, upload):
    with time_machine.travel("2026-03-01T10:00Z") as clock:
        document = add_document(application.candidate, actor=manager, upload=upload, application=application)
        for _ in range(3):
            note_view(document, actor=manager)
            note_download(document, actor=manager)
        assert (seen(document), seen(document, "document.downloaded")) == (1, 3)
        note_view(document, actor=auditor)
        assert seen(document) == 2
        clock.shift(14 * 60)
        note_view(document, actor=manager)
        assert seen(document) == 2
        clock.shift(2 * 60)
        note_view(document, actor=manager)
        assert seen(document) == 3
    assert AuditEntry.objects.latest("id").role_id == application.role.public_id
