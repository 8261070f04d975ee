import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from candidates.documents.adding import add_document
from candidates.documents.refusals import FileRefused
from candidates.documents.uploads import check_data, check_upload, clean_name, keep_upload, take_kept
from hiring.core.files import remove_files
from tests.candidates.documents import files

pytestmark = pytest.mark.django_db

PDF = files.make_pdf("Hello")


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("resume.pdf", "resume.pdf"),
        ("C:\\Users\\ada\\resume.pdf", "resume.pdf"),
        ("../../etc/resume.pdf", "resume.pdf"),
        ("fdp.\u202efdp.pdf", "fdp.fdp.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie: x.pdf"),
        ("x" * 300 + ".docx", "x" * 195 + ".docx"),
        ("Résumé 2026.pdf", "Résumé 2026.pdf"),
    ],
)
def test_file_names_lose_folders_and_tricks(name, clean):
    assert clean_name(name) == clean


def test_upload_is_inspected_once(member):
    upload = check_upload(SimpleUploadedFile("resume.pdf", PDF))
    assert (upload.name, upload.kind, upload.size, len(upload.sha256)) == ("resume.pdf", "pdf", len(PDF), 64)
    with pytest.raises(FileRefused):
        check_upload(SimpleUploadedFile("resume.pdf", b""))


def test_kept_file_comes_back_to_its_owner_alone(member, recruiter, stored):
    kept, note = keep_upload(check_data("resume.pdf", PDF), user=member)
    assert stored() == [kept.stored]
    back = take_kept(note, user=member)
    assert (back.data, back.name, back.stored) == (PDF, "resume.pdf", kept.stored)
    assert take_kept(note, user=recruiter) is None
    assert take_kept(note[:-2] + "aa", user=member) is None
    assert take_kept("nonsense", user=member) is None


def test_kept_file_is_stored_once_however_often_the_form_comes_back(member, stored):
    kept, _ = keep_upload(check_data("resume.pdf", PDF), user=member)
    again, note = keep_upload(kept, user=member)
    assert again.stored == kept.stored
    assert stored() == [kept.stored]
    assert take_kept(note, user=member).stored == kept.stored


def test_kept_file_lasts_a_day(member):
    with time_machine.travel("2026-03-01T10:00Z") as clock:
        _, note = keep_upload(check_data("resume.pdf", PDF), user=member)
        clock.shift(24 * 3600 - 1)
        assert take_kept(note, user=member)
        clock.shift(3)
        assert take_kept(note, user=member) is None


def test_kept_file_is_used_once(application, manager):
    _, note = keep_upload(check_data("resume.pdf", PDF), user=manager)
    add_document(application.candidate, actor=manager, upload=take_kept(note, user=manager), application=application)
    assert take_kept(note, user=manager) is None


def test_kept_file_that_was_cleared_is_gone(member):
    kept, note = keep_upload(check_data("resume.pdf", PDF), user=member)
    remove_files([kept.stored])
    assert take_kept(note, user=member) is None
