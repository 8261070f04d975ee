"""Making a report: from contents to one file in the storage, for the reader who asked, as they may see it now.

Every builder may run twice: what it writes counts once, in ``run.commit``. A ZIP keeps each part as it is printed, so
that a crash or a stop loses one part at most, and lets other work go first every few seconds.
"""

import hashlib
import re
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO
from zoneinfo import ZoneInfo

from django.core.exceptions import ObjectDoesNotExist
from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.reports.contents import (
    ApplicationContent,
    Content,
    show_application,
    show_job_description,
    show_role_brief,
)
from assessments.reports.contents import show_scorecard as show_card
from assessments.reports.digest import digest_of
from assessments.reports.models import Report, ReportPart
from assessments.reports.printing import Imprint, IndexEntry, print_pdf, write_bundle, write_html, write_index
from assessments.reports.states import ReportKind
from assessments.reports.tables import criterion_rows, step_rows, write_csv, write_xlsx
from hiring.core.audit.trail import record
from hiring.core.background.run import ClaimLost, GiveUp, Run
from hiring.core.files import read_file, remove_files, remove_on_commit, store_file
from hiring.intake.models import JobReview

FOLDER = "reports"
SLICE = 20.0  # seconds of a ZIP before other work may go first


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file before it is stored."""

    data: bytes | IO[bytes]
    pages: int = 0
    unprintable: tuple[str, ...] = ()


def build_report(run: Run, report: Report) -> None:
    """Make ``report`` and end its task. Raises ``GiveUp`` when its reader does not see any more what it is of."""
    match report.kind:
        case ReportKind.ROLE_ARCHIVE:
            _build_archive(run, report)
        case ReportKind.ROLE_DOCUMENT:
            _build_document(run, report)
        case ReportKind.TABLE_CSV | ReportKind.TABLE_XLSX:
            _build_table(run, report)
        case _:
            _build_single(run, report)


def _build_single(run: Run, report: Report) -> None:
    content = _show(report)
    printed = print_pdf(write_html(content, _imprint(report)))
    with _kept(run, report, Made(printed.pdf, printed.pages, printed.missing)):
        if report.kind in (ReportKind.JOB_DESCRIPTION, ReportKind.ROLE_BRIEF):
            opened = JobReview.objects.open_to(report.made_by, report.role)
            Report.objects.filter(pk=report.pk).update(holds_reviews=opened)
        else:
            report.parts.update(holds_scores=not content.is_sealed, done_at=timezone.now())


def _show(report: Report) -> Content:
    reader = report.made_by
    try:
        if report.kind == ReportKind.SCORECARD:
            return show_card(report.card, reader)
        if report.kind == ReportKind.APPLICATION:
            return show_application(report.application, reader)
        if report.kind == ReportKind.ROLE_BRIEF:
            return show_role_brief(report.role, reader)
        return show_job_description(report.role, reader)
    except ObjectDoesNotExist:
        raise GiveUp("not_seen")


def _build_document(run: Run, report: Report) -> None:
    contents = _read_all(run, report)
    title = _title(report)
    printed = print_pdf(write_bundle(contents, _imprint(report), title), large=True)
    with _kept(run, report, Made(printed.pdf, printed.pages, printed.missing)):
        pass


def _build_table(run: Run, report: Report) -> None:
    contents = _read_all(run, report)
    zone = report.made_by.time_zone
    steps = [row for content in contents for row in step_rows(content)]
    if report.kind == ReportKind.TABLE_CSV:
        data = write_csv(steps, time_zone=zone)
    else:
        criteria = [row for content in contents for row in criterion_rows(content)]
        data = write_xlsx(steps, criteria, _notes(report), made_at=report.printed_at, time_zone=zone)
    with _kept(run, report, Made(data)):
        pass


def _read_all(run: Run, report: Report) -> list[ApplicationContent]:
    """Return the content of every part, telling how far it is; parts that are not seen any more are left out."""
    parts = list(report.parts.select_related("application"))
    contents = []
    for number, part in enumerate(parts, 1):
        if (content := _show_part(part, report)) is not None:
            contents.append(content)
            _finish_part(part, content)
        run.progress(number, len(parts) + 1)
    if not contents:
        raise GiveUp("not_seen")
    return contents


def _show_part(part: ReportPart, report: Report) -> ApplicationContent | None:
    """Return what the part says; a part that its reader does not see any more is taken out of the report."""
    try:
        return show_application(part.application, report.made_by)
    except ObjectDoesNotExist:
        part.delete()
        return None


def _finish_part(part: ReportPart, content: ApplicationContent, **fields: object) -> None:
    ReportPart.objects.filter(pk=part.pk).update(
        holds_scores=not content.is_sealed,
        digest=digest_of(content),
        standing=", ".join(filter(None, (content.standing or _("New"), content.state)))[:200],
        done_at=timezone.now(),
        **fields,
    )


def _build_archive(run: Run, report: Report) -> None:
    """Print what is not printed yet, then put the archive together; after a while let other work go first."""
    until = time.monotonic() + SLICE
    total = report.parts.count() + 1
    left = list(report.parts.filter(done_at=None).select_related("application"))
    run.progress(total - 1 - len(left), total)
    for place, part in enumerate(left, 1):
        _print_part(run, report, part)
        run.progress(total - 1 - len(left) + place, total)
        if time.monotonic() > until and place < len(left):
            run.put_back()
            return
    _pack_archive(run, report)


def _print_part(run: Run, report: Report, part: ReportPart) -> None:
    content = _show_part(part, report)
    if content is None:
        return
    printed = print_pdf(write_html(content, _imprint(report)))
    name = store_file(FOLDER, printed.pdf)
    with _dropped_unless_done(name), transaction.atomic():
        if not run.mine().exists():
            raise ClaimLost(run.task.public_id)
        _finish_part(part, content, file=name, pages=printed.pages, unprintable=list(printed.missing))


def _pack_archive(run: Run, report: Report) -> None:
    parts = list(report.parts.select_related("application__candidate"))
    if not parts:
        raise GiveUp("not_seen")
    moment = report.printed_at.timetuple()[:6]
    missing = sorted({script for part in parts for script in part.unprintable})
    with tempfile.TemporaryFile() as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            entries = [_index_entry(part, place, len(parts)) for place, part in enumerate(parts, 1)]
            index = write_index(entries, _imprint(report), _title(report))
            archive.writestr(zipfile.ZipInfo("index.html", moment), index)
            for part, entry in zip(parts, entries, strict=True):
                archive.writestr(zipfile.ZipInfo(entry.file_name, moment), read_file(part.file))
        made = Made(target, sum(part.pages for part in parts), tuple(missing))
        with _kept(run, report, made):
            report.parts.update(file="")
            remove_on_commit([part.file for part in parts])


def _index_entry(part: ReportPart, place: int, total: int) -> IndexEntry:
    name = part.application.candidate.name
    number = str(place).rjust(len(str(total)), "0")
    return IndexEntry(
        file_name=f"{number} {file_name_of(name)}.pdf",
        title=name,
        note=part.standing,
        pages=part.pages,
        digest=part.digest,
        missing=tuple(part.unprintable),
    )


def file_name_of(name: str) -> str:
    """Return a person's name as every file system takes it: letters of any script, no separators, no dots at an end."""
    kept = re.sub(r"[^\w .'’-]+", " ", name)
    return re.sub(r"\s+", " ", kept).strip(" .")[:80].strip(" .") or _("candidate")


@contextmanager
def _kept(run: Run, report: Report, made: Made) -> Iterator[None]:
    """Store the file and end the task in one transaction with what the caller writes; the file goes if that fails."""
    name, size, sha256 = _store(made.data)
    with _dropped_unless_done(name), run.commit() as result:
        Report.objects.filter(pk=report.pk).update(
            file=name,
            size=size,
            sha256=sha256,
            pages=made.pages,
            unprintable=list(made.unprintable),
            ready_at=timezone.now(),
        )
        yield
        record("report.made", actor=report.made_by, obj=report, role=report.role)
        result["report"] = report.public_id
        result["page"] = reverse("report", args=[report.public_id])


def _store(data: bytes | IO[bytes]) -> tuple[str, int, str]:
    """Return name, size in bytes and SHA-256 of the stored file."""
    if isinstance(data, bytes):
        return store_file(FOLDER, data), len(data), hashlib.sha256(data).hexdigest()
    size = data.seek(0, 2)
    data.seek(0)
    sha256 = hashlib.file_digest(data, "sha256").hexdigest()
    data.seek(0)
    return store_file(FOLDER, File(data)), size, sha256


@contextmanager
def _dropped_unless_done(name: str) -> Iterator[None]:
    try:
        yield
    except BaseException:
        remove_files([name])
        raise


def _imprint(report: Report) -> Imprint:
    return Imprint(report.made_by.name, report.printed_at, report.made_by.time_zone)


def _title(report: Report) -> str:
    return _("Decision reports: %(role)s") % {"role": report.role.title}


def _notes(report: Report) -> list[tuple[str, str]]:
    moment = report.printed_at.astimezone(ZoneInfo(report.made_by.time_zone))
    return [
        (_("Role"), report.role.title),
        (_("Made for"), report.made_by.name),
        (_("Made"), f"{moment:%Y-%m-%d %H:%M %Z}"),
        (_("Confidential"), _("Scores and decisions on people. Keep it as long as you need it and no longer.")),
        (_("Sealed"), _("Where you hold an open scorecard, figures stay empty until yours is in.")),
        (_("Scores"), _("Weighted means of levels 1 to 5; a criterion that nobody assessed is missing, never zero.")),
    ]
