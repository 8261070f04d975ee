"""Reports in a browser: asked for, watched, told of on another page, opened; a role exported, stopped, gone on."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from assessments.models import Report, Scorecard
from candidates.models import Application
from hiring.core.models import Task, User
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import JobDescriptionFactory, MemberFactory, RoleFactory, StageFactory
from tests.flows.conftest import WIDTHS, check, resize

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, User, str], None]
Faults = Callable[[Page], list[str]]

NAME = "Ottilie Rautenstrauch-Okpara"


@pytest.fixture
def application(db: None) -> Application:
    """Scored by two, on a role with a text."""
    role = RoleFactory(title="Senior ML engineer, payment fraud")
    stage = StageFactory(role=role, title="ML system design")
    JobDescriptionFactory(role=role, author=UserFactory(name="Solveig Aderin"))
    application = ApplicationFactory(role=role, stage=stage, candidate__name=NAME)
    for name, level in (("Runa Achterberg", 4), ("Jonas Tveitane", 2)):
        author = UserFactory(name=name)
        ScorecardFactory(application=application, stage=stage, author=author, submitted=True, level=level)
    return application


@pytest.fixture
def manager(application: Application) -> User:
    return MemberFactory(role=application.role, user=UserFactory(name="Mana Ger"), right="manager").user


@pytest.mark.parametrize("width", WIDTHS)
def test_the_decision_report(
    page: Page,
    enter: Enter,
    manager: User,
    application: Application,
    faults: Faults,
    carry_out_due: Callable[[], int],
    width: str,
) -> None:
    """From the application to the open PDF, with progress, and a hint once it says no longer what stands."""
    resize(page, width)
    enter(page, manager, reverse("application", args=[application.public_id]))
    page.get_by_role("link", name="Reports", exact=True).first.click()
    expect(page.get_by_text("No report of this application yet.")).to_be_visible()
    check(page, faults)
    page.get_by_role("button", name="Make the decision report").click()
    expect(page.get_by_role("heading", name="Decision report", level=1)).to_be_visible()
    expect(page.get_by_role("progressbar")).to_be_visible()
    check(page, faults)

    assert carry_out_due() == 1
    opening = page.get_by_role("link", name="Open", exact=True)
    expect(opening).to_be_visible()
    check(page, faults)
    with page.expect_download() as download:
        page.get_by_role("link", name="Save", exact=True).click()
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(Path(download.value.path())).pages)
    assert NAME in text
    answer = page.request.get(opening.evaluate("link => link.href"))
    assert (answer.headers["content-type"], answer.headers["content-disposition"][:6]) == ("application/pdf", "inline")

    ScorecardFactory(application=application, stage=application.stage, submitted=True)
    page.reload()
    expect(page.get_by_text("Out of date")).to_be_visible()
    page.get_by_role("button", name="Make it anew").click()
    expect(page.get_by_role("progressbar")).to_be_visible()


def test_the_end_is_told_wherever_one_is(
    page: Page, enter: Enter, manager: User, application: Application, faults: Faults, carry_out_due: Callable[[], int]
) -> None:
    enter(page, manager, reverse("application-reports", args=[application.public_id]))
    page.get_by_role("button", name="Make the decision report").click()
    page.get_by_role("link", name="Rubrics", exact=True).click()
    expect(page.locator("#watched")).to_be_attached()
    carry_out_due()
    notice = page.locator(".toast", has_text="Making a report: done.")
    expect(notice).to_be_visible(timeout=15_000)
    check(page, faults)
    expect(page.locator("#watched")).not_to_be_attached()
    notice.get_by_role("link", name="Show it").click()
    expect(page.get_by_role("link", name="Open", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_role_as_a_zip(
    page: Page,
    enter: Enter,
    manager: User,
    application: Application,
    faults: Faults,
    carry_out_due: Callable[[], int],
    width: str,
) -> None:
    """Chosen by stage, stopped, gone on with, saved; by keys where there is a keyboard."""
    resize(page, width)
    ApplicationFactory(role=application.role, candidate__name="Farida Rosenkvist")
    enter(page, manager, reverse("role-reports", args=[application.role.public_id]))
    expect(page.get_by_text("No reports yet.")).to_be_visible()
    check(page, faults)
    page.get_by_role("link", name="Export reports of this role").click()
    expect(page.get_by_role("status").filter(has_text="2 applications fit.")).to_be_visible()
    check(page, faults)
    page.get_by_label("Standing at").select_option(label=f"{application.stage.position} ML system design")
    expect(page.get_by_role("status").filter(has_text="1 application fits.")).to_be_visible()
    page.get_by_label("Standing at").select_option(index=0)
    expect(page.get_by_role("status").filter(has_text="2 applications fit.")).to_be_visible()
    page.get_by_role("button", name="Make it", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("one PDF each")

    Task.objects.update(progress_done=1, progress_total=3)
    expect(page.get_by_text("1 of 3")).to_be_visible()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("The report is stopped. What was done of it is kept.")).to_be_visible()
    check(page, faults)
    page.get_by_role("button", name="Go on").click()
    carry_out_due()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save", exact=True).click()
    names = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())).namelist()
    assert names == ["index.html", "1 Farida Rosenkvist.pdf", f"2 {NAME}.pdf"]
    page.get_by_role("link", name="Reports", exact=True).first.click()
    expect(page.get_by_role("row").filter(has_text="one PDF each")).to_contain_text("Ready")
    check(page, faults)


def test_a_choice_that_nobody_fits_is_kept_with_the_reason(
    page: Page, enter: Enter, manager: User, application: Application, faults: Faults
) -> None:
    enter(page, manager, f"{reverse('report-export')}?role={application.role.public_id}")
    page.get_by_label("State").select_option("withdrawn")
    page.get_by_label("The figures as a CSV file").check()
    page.get_by_role("button", name="Make it", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("No application fits this choice.")
    expect(page.get_by_label("State")).to_have_value("withdrawn")
    expect(page.get_by_label("The figures as a CSV file")).to_be_checked()
    check(page, faults)
    assert not Report.objects.exists()


def test_a_scorecard_and_a_job_description_are_printed_where_they_are_read(
    page: Page, enter: Enter, manager: User, application: Application
) -> None:
    enter(page, manager, reverse("job-description", args=[application.role.public_id]))
    page.get_by_role("button", name="Print").click()
    expect(page.get_by_role("heading", name="Job description with its reviews", level=1)).to_be_visible()
    card = Scorecard.objects.order_by("pk").first()
    enter(page, manager, reverse("scorecard", args=[card.public_id]))
    page.get_by_role("button", name="Print").click()
    expect(page.get_by_role("heading", name="Scorecard", level=1)).to_be_visible()
