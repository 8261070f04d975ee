"""Background work of this room: making reports, deleting them when their days are over, clearing stray files."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.reports.building import FOLDER, build_report
from assessments.reports.making import MAKE
from assessments.reports.models import Report, ReportPart
from assessments.reports.retention import delete_outlived
from hiring.core.background.registry import handler
from hiring.core.background.run import Run
from hiring.core.files import remove_strays

STRAY_AFTER = timedelta(hours=6)


@handler(MAKE, label=_("Making a report"), subject="assessments.report", longest=timedelta(hours=1))
def make_report(run: Run) -> None:
    """Make one report. Running twice prints twice and keeps one file."""
    found = Report.objects.with_facts().filter(public_id=run.payload["report"], ready_at=None, deleted_at=None)
    if (report := found.first()) is not None:
        build_report(run, report)


@shared_task
def keep_house() -> None:
    """Delete what the policy keeps no longer, and files that nothing names."""
    delete_outlived(now=timezone.now())
    remove_strays(FOLDER, Report, ReportPart, older_than=timezone.now() - STRAY_AFTER)
