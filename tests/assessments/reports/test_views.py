"""Pages of reports: who gets which, what they say, what each button does, and how many queries a list takes."""

import pytest
from django.urls import reverse

from assessments.models import CardRead, Report
from assessments.reports import making
from assessments.reports.making import Chosen
from assessments.reports.states import ReportState
from hiring.core.background.watching import watched_ids
from hiring.core.models import AuditEntry
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory


def address(name, row):
    return reverse(name, args=[row.public_id])


def text(response):
    return response.content.decode()


@pytest.fixture
def everybody(manager, recruiter, auditor, runa_card, member, administrator):
    return {
        "manager": manager,
        "recruiter": recruiter,
        "auditor": auditor,
        "interviewer": runa_card.author,
        "stranger": member,
        "administrator": administrator,
    }


READS = {"manager": 200, "recruiter": 200, "auditor": 200, "interviewer": 404, "stranger": 404, "administrator": 404}
OF_APPLICATION = READS | {"interviewer": 403}
OF_ROLE = READS | {"administrator": 403}
CHANGES = {"manager": 302, "recruiter": 302, "auditor": 403, "interviewer": 404, "stranger": 404, "administrator": 404}


def statuses(browser_as, everybody, path, method="get"):
    return {name: getattr(browser_as(user), method)(path).status_code for name, user in everybody.items()}


@pytest.mark.parametrize("name", ["report", "report-open", "report-file"])
def test_reading_one(name, browser_as, everybody, made):
    assert statuses(browser_as, everybody, address(name, made)) == READS


def test_reading_the_lists(browser_as, everybody, scored, made):
    assert set(statuses(browser_as, everybody, reverse("report-list")).values()) == {200}
    assert set(statuses(browser_as, everybody, reverse("report-export")).values()) == {200}
    assert statuses(browser_as, everybody, address("application-reports", scored)) == OF_APPLICATION
    assert statuses(browser_as, everybody, address("role-reports", scored.role)) == OF_ROLE


@pytest.mark.parametrize("name", ["report-cancel", "report-resume", "report-delete"])
def test_changing_one(name, browser_as, everybody, report):
    assert statuses(browser_as, everybody, address(name, report), "post") == CHANGES


def test_asking_for_one(browser_as, everybody, scored):
    asked = statuses(browser_as, everybody, address("application-reports", scored), "post")
    assert asked == {name: 302 if status == 200 else status for name, status in OF_APPLICATION.items()}


def test_wrong_methods(browser_as, manager, made, scored, runa_card):
    browser = browser_as(manager)
    reads = [address(name, made) for name in ("report", "report-open", "report-file")]
    writes = [address(f"report-{verb}", made) for verb in ("again", "cancel", "resume", "delete")]
    writes += [address("description-print", scored.role), address("scorecard-print", runa_card)]
    assert {browser.post(path).status_code for path in [*reads, reverse("report-list")]} == {405}
    assert {browser.get(path).status_code for path in writes} == {405}


def test_signed_out_is_led_to_the_sign_in(client, made):
    assert client.get(address("report-file", made)).status_code == 302


def test_from_the_button_to_the_file(browser_as, manager, scored, carry_out_due):
    browser = browser_as(manager)
    started = browser.post(address("application-reports", scored))
    report = Report.objects.get()
    assert started.url == address("report", report)
    assert watched_ids(browser.session) == [report.task.public_id]
    waiting = text(browser.get(started.url))
    assert "<progress" in waiting
    assert "Stop" in waiting
    carry_out_due()
    ready = text(browser.get(started.url))
    assert address("report-open", report) in ready
    assert watched_ids(browser.session) == []
    opened = browser.get(address("report-open", report))
    assert (opened.headers["Content-Type"], opened.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_file_leaves_with_these_headers(browser_as, manager, made):
    saved = browser_as(manager).get(address("report-file", made))
    opened = browser_as(manager).get(address("report-open", made))
    assert saved.headers["Content-Disposition"].startswith('attachment; filename="decision-report-senior-ml-engineer-')
    assert opened.headers["Content-Disposition"].startswith("inline")
    for response in (saved, opened):
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "private, no-store"
        assert "Okpara" not in response.headers["Content-Disposition"]
    assert saved.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_opening_is_written_down_and_counts_as_reading(browser_as, recruiter, made, scored):
    browser = browser_as(recruiter)
    browser.get(address("report", made))
    assert not CardRead.objects.exists()
    browser.get(address("report-open", made))
    browser.get(address("report-file", made))
    entries = AuditEntry.objects.filter(actor=recruiter, object_id=made.public_id).order_by("pk")
    assert list(entries.values_list("action", flat=True)) == ["report.viewed", "report.downloaded"]
    assert [(read.application, read.reader) for read in CardRead.objects.all()] == [(scored, recruiter)]


def test_printing_ones_own_card_is_no_reading_of_others(browser_as, runa_card, jonas_card, carry_out_due):
    browser = browser_as(runa_card.author)
    browser.post(address("scorecard-print", runa_card))
    carry_out_due()
    assert browser.get(address("report-open", Report.objects.get())).status_code == 200
    assert not CardRead.objects.exists()


def test_a_sealed_copy_says_why_it_does_not_open(browser_as, manager, made, scored, later):
    ScorecardFactory(application=scored, stage=later, author=manager)
    browser = browser_as(manager)
    page = text(browser.get(address("report", made)))
    assert "Closed to you" in page
    assert address("report-open", made) not in page
    assert made.sha256 not in page
    refused = browser.get(address("report-file", made))
    assert refused.status_code == 403
    assert "sealed to you until your own scorecard" in text(refused)


def test_what_changed_since_is_said(browser_as, manager, made, scored):
    browser = browser_as(manager)
    assert "Out of date" not in text(browser.get(address("report", made)))
    ScorecardFactory(application=scored, stage=scored.stage, submitted=True)
    assert "Out of date" in text(browser.get(address("report", made)))
    assert "Out of date" in text(browser.get(reverse("report-list")))
    again = browser.post(address("report-again", made))
    newest = Report.objects.first()
    assert (again.url, newest != made) == (address("report", newest), True)


def test_a_deleted_one_says_so(browser_as, manager, made):
    browser = browser_as(manager)
    browser.post(address("report-delete", made))
    made.refresh_from_db()
    assert made.state == ReportState.DELETED
    assert "The file was deleted on" in text(browser.get(address("report", made)))
    assert browser.get(address("report-file", made)).status_code == 404


def test_export_is_one_form(browser_as, manager, scored, further):
    browser = browser_as(manager)
    role, stage = scored.role, scored.stage
    page = text(browser.get(reverse("report-export"), {"role": role.public_id}))
    assert "3 applications fit." in page
    assert stage.title in page
    part = browser.get(
        reverse("report-export"),
        {"role": role.public_id, "stage": stage.public_id, "kind": "table_csv"},
        headers={"HX-Request": "true"},
    )
    assert "2 applications fit." in text(part)
    assert "<html" not in text(part)
    sent = {"role": role.public_id, "stage": stage.public_id, "state": "open", "kind": "role_zip"}
    started = browser.post(reverse("report-export"), sent)
    report = Report.objects.get()
    assert started.url == address("report", report)
    assert (report.kind, report.stage, report.states, report.parts.count()) == ("role_zip", stage, "open", 2)


def test_a_choice_that_cannot_be_made_is_said_at_the_form_and_kept(browser_as, manager, scored, later, member):
    browser = browser_as(manager)
    empty = browser.post(
        reverse("report-export"), {"role": scored.role.public_id, "stage": later.public_id, "kind": "role_zip"}
    )
    assert empty.status_code == 422
    assert "No application fits this choice" in text(empty)
    assert f'value="{later.public_id}" selected' in text(empty)
    for sent in ({}, {"role": "nothing", "kind": "role_zip"}, {"role": scored.role.public_id, "kind": "exe"}):
        assert browser.post(reverse("report-export"), sent).status_code == 422
    other = browser_as(member).post(reverse("report-export"), {"role": scored.role.public_id, "kind": "role_zip"})
    assert other.status_code == 422
    assert not Report.objects.exists()


def test_lists_filter(browser_as, manager, recruiter, made, scored, described):
    making.print_job_description(described, actor=recruiter)
    browser = browser_as(manager)

    def kinds(**asked):
        page = browser.get(reverse("report-list"), asked, headers={"HX-Request": "true"})
        return [name for name in ("Decision report</a>", "Job description with its reviews</a>") if name in text(page)]

    assert len(kinds()) == 2
    assert kinds(kind="application") == kinds(mine="1") == ["Decision report</a>"]
    assert kinds(role=scored.role.public_id, kind="job_description") == ["Job description with its reviews</a>"]
    assert kinds(role="nothing") == []


def test_lists_go_on_below_the_last_row(browser_as, manager, scored):
    for number in range(52):
        report = making.print_application(
            ApplicationFactory(role=scored.role, candidate__name=f"Person {number}"), actor=manager
        )
        Report.objects.filter(pk=report.pk).update(task=None)
    browser = browser_as(manager)
    first = text(browser.get(reverse("report-list")))
    assert first.count("data-row>") == 50
    after = first.rpartition("after=")[2].partition('"')[0]
    rest = text(browser.get(reverse("report-list"), {"after": after}, headers={"HX-Request": "true"}))
    assert rest.count("data-row>") == 2


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_list(count, browser_as, manager, scored, described, django_assert_num_queries):
    for _number in range(count):
        making.print_application(ApplicationFactory(role=scored.role), actor=manager)
        making.print_job_description(described, actor=manager)
        making.export_role("table_csv", Chosen(scored.role), actor=manager)
        Report.objects.update(task=None)
    browser = browser_as(manager)
    with django_assert_num_queries(9):
        browser.get(reverse("report-list"))


def test_empty_lists_say_what_to_do(browser_as, manager, member, scored):
    assert "No reports yet." in text(browser_as(member).get(reverse("report-list")))
    assert "No report of this application yet." in text(browser_as(manager).get(address("application-reports", scored)))
    assert "No report like this." in text(browser_as(manager).get(reverse("report-list"), {"kind": "scorecard"}))
