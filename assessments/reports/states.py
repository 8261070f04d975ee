"""What a report can be, and how one that was asked for stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportKind(models.TextChoices):
    SCORECARD = "scorecard", _("Scorecard")
    APPLICATION = "application", _("Decision report")
    JOB_DESCRIPTION = "job_description", _("Job description with its reviews")
    ROLE_BRIEF = "role_brief", _("Role brief")
    ROLE_ARCHIVE = "role_zip", _("Decision reports, one PDF each (ZIP)")
    ROLE_DOCUMENT = "role_pdf", _("Decision reports in one PDF")
    TABLE_CSV = "table_csv", _("Table of figures (CSV)")
    TABLE_XLSX = "table_xlsx", _("Table of figures (Excel)")


# Of many applications of a role at once.
BULK = (ReportKind.ROLE_ARCHIVE, ReportKind.ROLE_DOCUMENT, ReportKind.TABLE_CSV, ReportKind.TABLE_XLSX)
# One document of more applications is too heavy to open and to lay out; the ZIP has no such end.
MOST_IN_ONE = 50

SUFFIXES = {ReportKind.ROLE_ARCHIVE: "zip", ReportKind.TABLE_CSV: "csv", ReportKind.TABLE_XLSX: "xlsx"}
TYPES = {
    "pdf": "application/pdf",
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ReportState(models.TextChoices):
    """Read from the row and its task; nothing stores it."""

    WAITING = "waiting", _("Waiting")
    WORKING = "working", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    DELETED = "deleted", _("Deleted")
