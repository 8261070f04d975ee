"""Files of reports go after the policy's days; that they were made stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Report
from assessments.reports import making
from assessments.reports.making import Chosen
from assessments.reports.retention import KEPT_DAYS, delete_outlived
from assessments.reports.states import ReportState
from assessments.reports.tasks import keep_house
from hiring.core.models import AuditEntry
from hiring.core.policy.changing import change_figure


def in_days(days):
    return timezone.now() + timedelta(days=days)


def test_nothing_goes_before_its_day(made):
    assert delete_outlived(now=in_days(29)) == 0
    made.refresh_from_db()
    assert made.state == ReportState.READY


@pytest.mark.django_db(transaction=True)
def test_the_file_goes_and_the_row_stays(made, stored):
    assert delete_outlived(now=in_days(31)) == 1
    assert delete_outlived(now=in_days(31)) == 0
    made.refresh_from_db()
    assert (made.state, made.file, made.pages > 0, stored()) == (ReportState.DELETED, "", True, [])
    entry = AuditEntry.objects.get(action="report.deleted")
    assert (entry.actor, entry.object_id) == (None, made.public_id)


def test_the_days_are_the_policys(made, administrator):
    change_figure(KEPT_DAYS, 2, actor=administrator, reason="Meetings are weekly, copies are not kept.")
    assert delete_outlived(now=in_days(3)) == 1


def test_what_was_given_up_goes_too_and_what_is_being_made_not(scored, manager):
    given_up = making.export_role("role_zip", Chosen(scored.role), actor=manager)
    making.cancel_report(given_up, actor=manager)
    waiting = making.print_application(scored, actor=manager)
    assert delete_outlived(now=in_days(31)) == 1
    states = {report.pk: report.state for report in Report.objects.select_related("task")}
    assert states == {given_up.pk: ReportState.DELETED, waiting.pk: ReportState.WAITING}


def test_the_hourly_task_deletes_nothing_that_is_named(made, stored):
    keep_house()
    assert stored() == [made.file]
