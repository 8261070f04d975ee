"""Reports are copies of what the database holds: after the policy's days the files go; that they were made stays."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from assessments.reports.making import drop_file
from assessments.reports.models import Report
from hiring.core.background.states import OPEN_STATES
from hiring.core.policy.figures import read_policy

KEPT_DAYS = "reports.kept_days"
AT_ONCE = 200


def delete_outlived(*, now: datetime) -> int:
    """Delete the files of reports that are older than the policy keeps them, and parts of those never finished.

    Returns how many reports; each is a transaction of its own, two hundred at most at once.
    """
    until = now - timedelta(days=int(read_policy([KEPT_DAYS])[KEPT_DAYS]))
    finished = Q(ready_at__lt=until)
    given_up = Q(ready_at=None, created_at__lt=until) & ~Q(task__state__in=OPEN_STATES)
    outlived = Report.objects.filter(finished | given_up, deleted_at=None).select_related("role")
    gone = 0
    for report in outlived.order_by("pk")[:AT_ONCE]:
        with transaction.atomic():
            gone += drop_file(report, actor=None)
    return gone
