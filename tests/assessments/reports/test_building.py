"""Making: every kind becomes one file, once, whoever dies on the way; a ZIP goes on where it was."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from assessments.models import Report
from assessments.reports import building, making
from assessments.reports.building import file_name_of
from assessments.reports.making import Chosen
from assessments.reports.states import ReportKind, ReportState
from candidates.applications.models import Access
from hiring.core.background.models import Task
from hiring.core.background.states import TaskState
from hiring.core.background.work import carry_out
from hiring.core.files import read_file
from hiring.core.models import AuditEntry
from tests.factories.assessments import ScorecardFactory


def work(report):
    """Carry the report's task out once, as a worker does."""
    carry_out(report.task_id)
    report.refresh_from_db()
    report.task.refresh_from_db()
    return report


def text_of(data):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def archive_of(report):
    return zipfile.ZipFile(io.BytesIO(read_file(report.file)))


@pytest.fixture
def archive(scored, further, manager):
    return making.export_role(ReportKind.ROLE_ARCHIVE, Chosen(scored.role), actor=manager)


def test_one_report_becomes_a_file_with_its_facts(report, stored):
    work(report)
    data = read_file(report.file)
    assert (report.state, report.task.state) == (ReportState.READY, TaskState.DONE)
    assert stored() == [report.file]
    assert (report.size, report.pages) == (len(data), len(PdfReader(io.BytesIO(data)).pages))
    assert "Ottilie Okpara" in text_of(data)
    part = report.parts.get()
    assert (part.holds_scores, part.done_at is not None, part.file) == (True, True, "")
    assert report.task.result == {"report": report.public_id, "page": f"/reports/{report.public_id}/"}
    assert AuditEntry.objects.filter(action="report.made", object_id=report.public_id).count() == 1


def test_a_second_worker_finds_nothing_to_do(report, stored):
    work(report)
    Task.objects.filter(pk=report.task_id).update(state=TaskState.QUEUED, attempts=0)
    name = report.file
    work(report)
    assert (report.file, stored()) == (name, [name])
    assert AuditEntry.objects.filter(action="report.made").count() == 1


def test_a_scorecard_and_a_job_description(runa_card, described, manager):
    card = work(making.print_scorecard(runa_card, actor=manager))
    text = work(making.print_job_description(described, actor=manager))
    assert "Runa Achterberg" in text_of(read_file(card.file))
    assert "fraud score" in text_of(read_file(text.file))
    assert (card.parts.get().holds_scores, text.holds_reviews, text.parts.count()) == (True, True, 0)


def test_a_sealed_maker_gets_a_copy_that_says_so_and_opens_to_them(scored, later, manager):
    ScorecardFactory(application=scored, stage=later, author=manager)
    report = work(making.print_application(scored, actor=manager))
    assert not report.parts.get().holds_scores
    assert Report.objects.open_to(manager).get() == report
    assert "Said what ran, since when" not in text_of(read_file(report.file))


def test_who_sees_the_candidate_no_more_gets_nothing(runa_card):
    report = making.print_scorecard(runa_card, actor=runa_card.author)
    past = timezone.now() - timedelta(minutes=1)
    Access.objects.filter(user=runa_card.author).update(starts_at=past, ends_at=past)
    work(report)
    assert (report.state, report.task.error, report.file) == (ReportState.FAILED, "not_seen", "")


def test_a_zip_has_a_pdf_for_each_and_an_index(archive, stored, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        work(archive)
    files = archive_of(archive)
    names = files.namelist()
    assert names == ["index.html", "1 Farida Rosenkvist.pdf", "2 Lucjan Sarpong.pdf", "3 Ottilie Okpara.pdf"]
    assert "Ottilie Okpara" in text_of(files.read(names[3]))
    assert all(name in files.read("index.html").decode() for name in ("Farida", "Lucjan", "Ottilie"))
    pages = [len(PdfReader(io.BytesIO(files.read(name))).pages) for name in names[1:]]
    assert (archive.pages, archive.task.progress_done, archive.task.progress_total) == (sum(pages), 4, 4)
    assert stored() == [archive.file]  # the parts are in the archive and nowhere else


def test_a_zip_lets_other_work_go_first_and_goes_on(archive, monkeypatch):
    monkeypatch.setattr(building, "SLICE", 0)
    seen = []
    for _slice in range(3):
        work(archive)
        seen.append((archive.state, archive.parts.exclude(file="").count(), archive.task.attempts))
    assert seen == [(ReportState.WAITING, 1, 0), (ReportState.WAITING, 2, 0), (ReportState.READY, 0, 1)]


def test_after_a_crash_only_what_is_missing_is_printed(archive, stored, monkeypatch):
    monkeypatch.setattr(building, "SLICE", 0)
    work(archive)
    (first,) = stored()
    monkeypatch.setattr(building, "SLICE", 60)
    # A worker took it, and died: the sweep gives it back once its lease is over.
    Task.objects.update(state=TaskState.RUNNING, claim="dead", attempts=1)
    Task.objects.update(state=TaskState.QUEUED, claim="")
    done_at = archive.parts.get(file=first).done_at
    work(archive)
    assert archive.state == ReportState.READY
    assert archive.parts.get(position=1).done_at == done_at
    assert len(archive_of(archive).namelist()) == 4


def test_a_stopped_zip_keeps_what_was_done_and_goes_on(archive, manager, monkeypatch, stored):
    monkeypatch.setattr(building, "SLICE", 0)
    work(archive)
    making.cancel_report(archive, actor=manager)
    work(archive)
    assert (archive.state, len(stored())) == (ReportState.CANCELLED, 1)
    monkeypatch.setattr(building, "SLICE", 60)
    making.resume_report(Report.objects.get(), actor=manager)
    work(archive)
    assert archive.state == ReportState.READY


def test_who_was_stopped_writes_no_part(archive, manager, stored):
    run = building.Run.claim(archive.task_id)
    making.cancel_report(archive, actor=manager)
    with pytest.raises(building.ClaimLost):
        building._print_part(run, archive, archive.parts.first())
    assert stored() == []
    assert not archive.parts.filter(done_at__isnull=False).exists()


def test_an_application_that_is_not_seen_any_more_is_left_out(scored, further, auditor):
    report = making.export_role(ReportKind.ROLE_ARCHIVE, Chosen(scored.role), actor=auditor)
    auditor.is_auditor = False
    auditor.save()
    Access.objects.create(application=scored, user=auditor, why="panel")
    work(report)
    assert archive_of(report).namelist() == ["index.html", "1 Ottilie Okpara.pdf"]


def test_one_document_of_many(scored, further, manager):
    report = work(making.export_role(ReportKind.ROLE_DOCUMENT, Chosen(scored.role, states="open"), actor=manager))
    text = text_of(read_file(report.file))
    assert "Farida Rosenkvist" in text
    assert "Ottilie Okpara" in text
    assert "Lucjan Sarpong" not in text
    assert report.parts.filter(done_at=None).count() == 0


@pytest.mark.parametrize(("kind", "start"), [("table_csv", b"\xef\xbb\xbf"), ("table_xlsx", b"PK")])
def test_figures(kind, start, scored, further, manager):
    report = work(making.export_role(kind, Chosen(scored.role), actor=manager))
    assert read_file(report.file).startswith(start)
    assert report.pages == 0


def test_same_input_same_bytes(scored, manager, recruiter):
    first = work(making.print_application(scored, actor=manager))
    again = making.print_application(scored, actor=manager)
    Report.objects.filter(pk=again.pk).update(printed_at=first.printed_at)
    assert work(again).sha256 == first.sha256


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ottilie Okpara", "Ottilie Okpara"),
        ("../../etc/passwd", "etc passwd"),
        ("Élodie  d’Aubigné-Müller", "Élodie d’Aubigné-Müller"),
        ("日本 太郎", "日本 太郎"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("...", "candidate"),
        ("\u202egnp.exe", "gnp.exe"),
        ("x" * 300, "x" * 80),
    ],
)
def test_names_of_files_in_a_zip(name, expected):
    assert file_name_of(name) == expected
