import os
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage

from candidates.documents.storage import ORIGINALS, PICTURES, remove_stray_files
from candidates.models import Document, DocumentPage
from hiring.core.files import read_file, remove_files, store_file

pytestmark = pytest.mark.django_db


def test_names_are_random_and_say_nothing(stored):
    first, second = store_file(ORIGINALS, b"same"), store_file(ORIGINALS, b"same")
    assert first != second
    assert stored() == sorted([first, second])
    folder, start, rest = first.split("/")
    assert (folder, len(start), len(rest)) == ("documents", 2, 30)
    assert read_file(first) == b"same"


def test_files_and_folders_are_for_their_owner_alone(tmp_path):
    name = store_file(ORIGINALS, b"x")
    path = tmp_path / "files" / name
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_removing_what_is_gone_is_no_error(stored):
    name = store_file(ORIGINALS, b"x")
    remove_files([name, name, "", "documents/aa/none"])
    assert stored() == []


def test_strays_are_removed_once_they_are_old(application, stored):
    kept_file, kept_page = store_file(ORIGINALS, b"x"), store_file(PICTURES, b"x")
    document = Document.objects.create(
        candidate=application.candidate, file=kept_file, file_name="a.pdf", kind="pdf", size=1, sha256="0"
    )
    DocumentPage.objects.create(document=document, number=1, file=kept_page, width=1, height=1)
    old = [store_file(ORIGINALS, b"x"), store_file(PICTURES, b"x")]
    for name in [kept_file, kept_page, *old]:
        os.utime(default_storage.path(name), (1, 1))
    young = store_file(ORIGINALS, b"x")
    assert remove_stray_files(older_than=datetime.now(UTC) - timedelta(hours=1)) == 2
    assert stored() == sorted([kept_file, kept_page, young])


def test_empty_storage_has_no_strays():
    assert remove_stray_files(older_than=datetime.now(UTC)) == 0
