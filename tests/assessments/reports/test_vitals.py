from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Report
from assessments.reports.vitals import collect_metrics, read_vitals
from tests.factories.hiring import RoleFactory

pytestmark = pytest.mark.django_db


def test_what_is_kept_and_how_long_it_took(recruiter):
    asked = timezone.now()
    role = RoleFactory()
    for kind, took, file, size in (
        ("role_zip", 40, "reports/a", 3000),
        ("role_zip", 20, "reports/b", 1000),
        ("job_description", 2, "", 500),
        ("job_description", None, "", 0),
    ):
        ready = asked + timedelta(seconds=took) if took else None
        gone = asked if took and not file else None
        fields = {"file": file, "size": size, "sha256": "0" * 64 if took else "", "ready_at": ready, "deleted_at": gone}
        fields |= {"created_at": asked, "printed_at": asked}
        Report.objects.create(kind=kind, role=role, made_by=recruiter, **fields)
    assert [fact.value for fact in read_vitals().facts] == [2, "3.9\xa0KB"]
    samples = {(s.name, *s.labels.values()): s.value for metric in collect_metrics() for s in metric.samples}
    assert samples == {
        ("plumbline_reports_kept",): 2,
        ("plumbline_reports_bytes",): 4000,
        ("plumbline_report_seconds_count", "role_zip"): 2,
        ("plumbline_report_seconds_sum", "role_zip"): 60,
        ("plumbline_report_seconds_count", "job_description"): 1,
        ("plumbline_report_seconds_sum", "job_description"): 2,
    }


def test_before_the_first_one(db):
    assert [fact.value for fact in read_vitals().facts] == [0, "0\xa0bytes"]
