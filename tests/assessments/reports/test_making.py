"""Asking for reports, stopping, going on, deleting: who may, what is refused, once however often it is clicked."""

import pytest

from assessments.models import Report
from assessments.reports import making
from assessments.reports.making import Chosen
from assessments.reports.states import MOST_IN_ONE, ReportKind, ReportState
from hiring.core.background.models import Task
from hiring.core.background.states import TaskState
from hiring.core.errors import NotAllowed, Refused
from hiring.core.models import AuditEntry
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory


def actions():
    return sorted(AuditEntry.objects.filter(action__startswith="report.").values_list("action", flat=True))


def test_a_report_is_asked_for_with_its_task_and_its_entry(report, scored, manager):
    assert (report.kind, report.application, report.role, report.made_by) == (
        ReportKind.APPLICATION,
        scored,
        scored.role,
        manager,
    )
    assert report.state == ReportState.WAITING
    assert (report.task.kind, report.task.payload) == ("reports.make", {"report": report.public_id})
    assert [part.application for part in report.parts.all()] == [scored]
    assert actions() == ["report.asked"]


def test_a_double_click_makes_one(report, scored, manager):
    assert making.print_application(scored, actor=manager) == report
    assert Report.objects.count() == Task.objects.count() == 1


def test_another_person_gets_a_copy_of_their_own(report, scored, recruiter):
    assert making.print_application(scored, actor=recruiter) != report


def test_once_it_is_made_a_new_one_can_be_asked_for(made, scored, manager):
    assert making.print_application(scored, actor=manager) != made


@pytest.mark.parametrize("right", ["manager", "recruiter", "auditor"])
def test_who_leads_the_role_and_auditors_export(request, right, scored):
    assert making.print_application(scored, actor=request.getfixturevalue(right)).made_by.is_active


def test_interviewers_do_not_export(scored, runa_card, described):
    runa = runa_card.author
    with pytest.raises(NotAllowed):
        making.print_application(scored, actor=runa)
    with pytest.raises(NotAllowed):
        making.export_role(ReportKind.TABLE_CSV, Chosen(scored.role), actor=runa)
    assert not Report.objects.exists()


def test_a_card_is_printed_by_whoever_may_read_it(runa_card, jonas_card, manager):
    for person in (runa_card.author, jonas_card.author, manager):
        assert making.print_scorecard(runa_card, actor=person).card == runa_card


def test_a_sealed_or_unfinished_card_is_not_printed(runa_card, later):
    sealed = ScorecardFactory(application=runa_card.application, stage=later)
    with pytest.raises(NotAllowed, match="sealed"):
        making.print_scorecard(runa_card, actor=sealed.author)
    with pytest.raises(NotAllowed, match="once it is submitted"):
        making.print_scorecard(sealed, actor=sealed.author)


def test_a_role_without_a_text_has_nothing_to_print(role, manager):
    with pytest.raises(Refused, match="no job description"):
        making.print_job_description(role, actor=manager)


def test_a_choice_of_a_role_is_by_stage_and_state(scored, further, manager, later):
    second, third = further
    role = scored.role

    def names(stage=None, states=""):
        return list(Chosen(role, stage, states).applications(manager))

    assert names() == [second, third, scored]
    assert names(states="open") == [second, scored]
    assert names(states="rejected") == [third]
    assert names(stage=scored.stage) == [second, scored]
    assert names(stage=later) == []


def test_an_empty_choice_is_refused(scored, manager, later):
    with pytest.raises(Refused, match="No application fits"):
        making.export_role(ReportKind.ROLE_ARCHIVE, Chosen(scored.role, later), actor=manager)


def test_one_document_has_an_end_and_the_zip_has_none(scored, manager):
    ApplicationFactory.create_batch(MOST_IN_ONE, role=scored.role)
    chosen = Chosen(scored.role)
    with pytest.raises(Refused, match=r"these are 51\. Take the ZIP"):
        making.export_role(ReportKind.ROLE_DOCUMENT, chosen, actor=manager)
    report = making.export_role(ReportKind.ROLE_ARCHIVE, chosen, actor=manager)
    assert report.parts.count() == MOST_IN_ONE + 1


def test_a_single_kind_is_no_export(scored, manager):
    with pytest.raises(Refused):
        making.export_role(ReportKind.APPLICATION, Chosen(scored.role), actor=manager)


def test_confidential_roles_are_exported_by_their_team_alone(scored, recruiter):
    scored.role.confidential = True
    scored.role.save()
    with pytest.raises(NotAllowed):
        making.export_role(ReportKind.TABLE_CSV, Chosen(scored.role), actor=recruiter)


def test_stopping_and_going_on(report, manager):
    making.cancel_report(report, actor=manager)
    report.refresh_from_db()
    assert report.state == ReportState.CANCELLED
    with pytest.raises(Refused):
        making.cancel_report(report, actor=manager)
    making.resume_report(report, actor=manager)
    report = Report.objects.get()
    assert (report.state, report.task.state) == (ReportState.WAITING, TaskState.QUEUED)
    with pytest.raises(Refused):
        making.resume_report(report, actor=manager)
    assert actions() == ["report.asked", "report.cancelled", "report.resumed"]


def test_only_its_maker_and_who_leads_the_role_change_it(report, auditor, recruiter, member):
    for person in (auditor, member):
        for verb in (making.cancel_report, making.resume_report, making.delete_report):
            with pytest.raises(NotAllowed):
                verb(report, actor=person)
    making.cancel_report(report, actor=recruiter)


def test_deleting_leaves_the_row_and_no_file(made, manager, stored, django_capture_on_commit_callbacks):
    assert stored() == [made.file]
    with django_capture_on_commit_callbacks(execute=True):
        making.delete_report(made, actor=manager)
    assert (made.state, made.file, stored()) == (ReportState.DELETED, "", [])
    with pytest.raises(Refused):
        making.delete_report(made, actor=manager)
    assert actions() == ["report.asked", "report.deleted", "report.made"]


def test_what_is_being_made_is_stopped_before_it_is_deleted(report, manager):
    with pytest.raises(Refused, match="Stop it first"):
        making.delete_report(report, actor=manager)


@pytest.mark.parametrize("kind", ["scorecard", "application", "job_description", "role_brief", "role_zip"])
def test_made_anew_it_is_of_the_same(kind, scored, runa_card, manager, described):
    first = {
        "scorecard": lambda: making.print_scorecard(runa_card, actor=manager),
        "application": lambda: making.print_application(scored, actor=manager),
        "job_description": lambda: making.print_job_description(described, actor=manager),
        "role_brief": lambda: making.print_role_brief(described, actor=manager),
        "role_zip": lambda: making.export_role("role_zip", Chosen(scored.role, scored.stage, "open"), actor=manager),
    }[kind]()
    making.cancel_report(first, actor=manager)
    again = making.make_again(first, actor=manager)
    same = ("kind", "role_id", "application_id", "card_id", "stage_id", "states")
    assert again != first
    assert [getattr(again, name) for name in same] == [getattr(first, name) for name in same]


def test_the_trail_holds_no_names(report, scored):
    entry = AuditEntry.objects.get(action="report.asked")
    assert (entry.object_type, entry.object_id, entry.role_id) == ("report", report.public_id, scored.role.public_id)
    assert (entry.fields, entry.digests) == ([], {})
