"""A report says whether it still tells what stands, without being made anew."""

import pytest
from django.utils import timezone

from assessments.models import Report
from assessments.reports import making
from assessments.reports.making import Chosen
from assessments.reports.standing import mark_of, marks_of
from assessments.scorecards.panels import remove_interviewer
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import RoleFactory


def move(application):
    application.moves.create(kind="hold", to_state="on_hold")


def submit(application):
    ScorecardFactory(application=application, stage=application.stage, submitted=True)


def assign(application):
    ScorecardFactory(application=application, stage=application.stage)


@pytest.mark.parametrize("change", [move, submit, assign])
def test_what_happens_to_an_application_changes_its_mark_and_its_roles(change, report, scored, manager):
    export = making.export_role("table_csv", Chosen(scored.role), actor=manager)
    before = marks_of([report, export])
    assert before == {report.pk: report.standing, export.pk: export.standing}
    change(scored)
    after = marks_of([report, export])
    assert after[report.pk] != before[report.pk]
    assert after[export.pk] != before[export.pk]


def test_who_leaves_a_panel_is_a_change(scored, manager):
    card = ScorecardFactory(application=scored, stage=scored.stage)
    report = making.print_application(scored, actor=manager)
    remove_interviewer(card, actor=manager)
    assert mark_of(report) != report.standing


def test_what_happens_elsewhere_does_not(report, scored):
    other = ApplicationFactory(role=RoleFactory())
    move(other)
    ApplicationFactory(role=scored.role)
    assert mark_of(report) == report.standing


def test_a_new_application_is_a_change_of_an_export_once_it_has_moved(scored, manager):
    export = making.export_role("role_zip", Chosen(scored.role), actor=manager)
    move(ApplicationFactory(role=scored.role))
    assert mark_of(export) != export.standing


def test_a_new_version_of_the_text_is_a_change(described, manager):
    report = making.print_job_description(described, actor=manager)
    assert mark_of(report) == report.standing != ""
    described.descriptions.create(number=2, text="Shorter.")
    assert mark_of(report) != report.standing


def test_marks_of_many_are_read_by_three_queries(scored, further, described, manager, django_assert_num_queries):
    making.print_job_description(described, actor=manager)
    making.export_role("role_zip", Chosen(scored.role), actor=manager)
    for application in (scored, *further):
        making.print_application(application, actor=manager)
    reports = list(Report.objects.all())
    with django_assert_num_queries(3):
        assert len(marks_of(reports)) == 5


def test_a_mark_fits_its_column(scored, manager):
    for _number in range(3):
        submit(scored)
        scored.documents.create(
            candidate=scored.candidate, file=UserFactory().public_id, file_name="a", kind="pdf", size=1, sha256="0"
        )
    report = making.print_application(scored, actor=manager)
    longest = ".".join(f"{letter}{10**10}x{10**5}" for letter in "cdfmor")
    assert len(longest) <= Report._meta.get_field("standing").max_length
    assert report.standing.count(".") >= 2
    assert report.created_at <= timezone.now()
