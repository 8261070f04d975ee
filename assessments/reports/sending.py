"""How a report leaves: asked of the seal again, written down first, kept nowhere on the way."""

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from assessments.reports.models import Report
from assessments.reports.permissions import require_may_open
from assessments.reports.states import TYPES, ReportKind
from assessments.scorecards.models import CardRead, Scorecard
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.files import read_file

# Our own file, laid out from escaped text; a browser's viewer needs no more than this to show it.
VIEWED = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def send_report(report: Report, *, reader: User, inline: bool) -> HttpResponse:
    """Answer the file, to be looked at (PDF only) or to be saved.

    Raises ``Http404`` where there is none (any more) and ``NotAllowed`` where the reader may not open it now.
    """
    if not report.ready_at or report.deleted_at:
        raise Http404
    require_may_open(report, reader)
    inline = inline and report.suffix == "pdf"
    _note_opening(report, reader, viewed=inline)  # first: what is not written down does not leave the house
    try:
        data = read_file(report.file)
    except FileNotFoundError:
        raise Http404
    response = HttpResponse(data, content_type=TYPES[report.suffix])
    response.headers["Content-Disposition"] = content_disposition_header(not inline, name_of(report))
    response.headers["Content-Security-Policy"] = VIEWED if inline else "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def name_of(report: Report) -> str:
    """Return what the file is called when it is saved: kind, role and day, and no candidate's name."""
    words = {
        ReportKind.SCORECARD: "scorecard",
        ReportKind.APPLICATION: "decision-report",
        ReportKind.JOB_DESCRIPTION: "job-description",
        ReportKind.ROLE_BRIEF: "role-brief",
        ReportKind.ROLE_ARCHIVE: "decision-reports",
        ReportKind.ROLE_DOCUMENT: "decision-reports",
    }
    start = words.get(ReportKind(report.kind), "figures")
    day = timezone.localtime(report.printed_at)
    role = slugify(report.role.title)[:60] or "role"
    return f"{start}-{role}-{day:%Y-%m-%d-%H%M}.{report.suffix}"


@transaction.atomic
def _note_opening(report: Report, reader: User, *, viewed: bool) -> None:
    """Write the opening into the trail, and that the reader has now read colleagues' cards of these applications."""
    record("report.viewed" if viewed else "report.downloaded", actor=reader, obj=report, role=report.role)
    if report.card_id and report.card.author_id == reader.pk:
        return  # one's own words
    told = report.parts.filter(holds_scores=True).values("application")
    others = Scorecard.objects.submitted().filter(application__in=told).exclude(author=reader)
    new = others.exclude(application__in=CardRead.objects.filter(reader=reader).values("application"))
    ids = new.order_by().values_list("application", flat=True).distinct()
    CardRead.objects.bulk_create((CardRead(application_id=pk, reader=reader) for pk in ids), ignore_conflicts=True)
