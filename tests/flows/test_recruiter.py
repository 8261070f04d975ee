"""A recruiter in a browser: adds candidates with their resumes, goes through New by keys, finds people again."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from assessments.pipeline.verbs import pass_on
from candidates.models import Application, Candidate, Document, Move, MoveReason
from candidates.people.records import add_candidate
from hiring.core.models import AuditEntry, Task, User
from hiring.models import Role
from tests.candidates.documents import files
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory, MoveReasonFactory
from tests.factories.core import PASSWORD, UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory, StageFactory
from tests.flows.conftest import WIDTHS, check, resize

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, User, str], None]
Faults = Callable[[Page], list[str]]

NAME = "Ottilie Rautenstrauch-Okpara"


@pytest.fixture
def role(db: None) -> Role:
    """An open role with two judged stages, and two reasons to reject."""
    role = RoleFactory(title="Senior ML engineer, payment fraud")
    for position, title in enumerate(["Resume screening", "ML system design"], 2):
        StageFactory(role=role, position=position, title=title, panel_size=1)
    MoveReason.objects.all().delete()
    MoveReasonFactory(label="No model of theirs reached production", position=1)
    MoveReasonFactory(label="Below a must-have of the role", position=2)
    return role


@pytest.fixture
def recruiter(role: Role) -> User:
    return MemberFactory(role=role, user=UserFactory(name="Emre Dalgard", is_recruiter=True), right="recruiter").user


@pytest.fixture
def form(page: Page, enter: Enter, recruiter: User, role: Role) -> Page:
    """The form that adds a candidate, at the role."""
    enter(page, recruiter, f"{reverse('application-add')}?role={role.public_id}")
    return page


def pdf(*pages: str, name: str = "resume.pdf") -> FilePayload:
    return as_file(name, files.make_pdf(*pages))


def as_file(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


@pytest.mark.parametrize("width", WIDTHS)
def test_a_candidate_with_a_pdf(
    form: Page, role: Role, faults: Faults, carry_out_due: Callable[[], int], width: str
) -> None:
    """From the empty form to the pages of the resume, with progress while it is read."""
    resize(form, width)
    check(form, faults)
    expect(form.get_by_label("Role", exact=True)).to_have_value(role.public_id)
    form.get_by_label("Resume").set_input_files(pdf("Ottilie builds feature stores.", "Second page.", "Third."))
    form.get_by_label("Name").fill(NAME)
    form.get_by_label("E-mail address").fill("ottilie@example.org")
    form.get_by_role("button", name="Add the candidate").click()
    expect(form.get_by_text(f"{NAME} stands in New for {role.title}.")).to_be_visible()
    check(form, faults)

    form.get_by_role("link", name="Resume", exact=True).click()
    progress = form.get_by_role("progressbar", name="Reading the document")
    expect(progress).to_be_visible()
    expect(form.get_by_text("Received. It is read in a moment.")).to_be_visible()
    check(form, faults)
    Task.objects.update(progress_done=1, progress_total=3)
    expect(form.get_by_text("Being read: page 1 of 3 is drawn.")).to_be_visible()
    expect(progress).to_have_attribute("value", "1")

    assert carry_out_due() == 1
    pictures = form.locator(".doc-pages img")
    expect(pictures).to_have_count(3)
    expect(progress).to_have_count(0)
    pictures.last.scroll_into_view_if_needed()
    expect(pictures.last).to_have_js_property("complete", True)
    assert pictures.last.evaluate("picture => picture.naturalWidth") > 600
    form.get_by_text("The text of this document").click()
    expect(form.get_by_text("Ottilie builds feature stores.")).to_be_visible()
    check(form, faults)
    with form.expect_download() as download:
        form.get_by_role("link", name="Save the original").click()
    assert download.value.suggested_filename == "resume.pdf"


def test_a_refused_file_takes_nothing_else_along(form: Page, role: Role, faults: Faults) -> None:
    form.get_by_label("Name").fill(NAME)
    form.get_by_label("How they came").fill("Referral of Runa")
    refused = {
        "notes.txt": (b"Hello", "Only a PDF, a Word document (.docx) or a JSON Resume (.json) can be read here."),
        "empty.pdf": (b"", "This file is empty."),
        "cut.pdf": (files.make_pdf("Cut")[:400], "The end of this file is missing"),
        "picture.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(64), "This file is named .pdf but is no PDF."),
        "large.pdf": (b"%PDF-1.7\n" + bytes(5 * 1024 * 1024), "This file is larger than 5 MB."),
        "resume.json": (files.make_pdf("Really a PDF"), "This file is a PDF, but its name says otherwise."),
    }
    for name, (data, words) in refused.items():
        form.get_by_label("Resume").set_input_files(as_file(name, data))
        form.get_by_role("button", name="Add the candidate").click()
        expect(form.locator(".field-error", has_text=words)).to_be_visible()
        expect(form.locator(".error-summary")).to_be_focused()
        expect(form.get_by_label("Name")).to_have_value(NAME)
        expect(form.get_by_label("How they came")).to_have_value("Referral of Runa")
        expect(form.get_by_label("Role", exact=True)).to_have_value(role.public_id)
    check(form, faults)
    assert not Candidate.objects.exists()


def test_a_good_file_is_kept_while_the_rest_is_put_right(form: Page, faults: Faults) -> None:
    form.get_by_label("Resume").set_input_files(pdf("Kept.", name="Résumé Ottilie.pdf"))
    form.get_by_role("button", name="Add the candidate").click()
    expect(form.get_by_text("“Résumé Ottilie.pdf”")).to_be_visible()
    check(form, faults)
    form.locator(".error-summary a").click()
    form.keyboard.type(NAME)
    form.keyboard.press("Enter")
    expect(form.get_by_role("heading", name=NAME)).to_be_visible()
    assert Document.objects.get().file_name == "Résumé Ottilie.pdf"


def test_a_file_that_turns_out_to_be_hostile_says_so_where_it_is_read(
    form: Page, faults: Faults, carry_out_due: Callable[[], int]
) -> None:
    scripts = files.make_pdf("Hello", catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")
    form.get_by_label("Resume").set_input_files(as_file("form.pdf", scripts))
    form.get_by_label("Name").fill(NAME)
    form.get_by_role("button", name="Add the candidate").click()
    form.get_by_role("link", name="Resume", exact=True).click()
    expect(form.get_by_role("progressbar")).to_be_visible()
    carry_out_due()
    expect(form.get_by_text("This PDF has scripts inside")).to_be_visible()
    check(form, faults)
    form.get_by_role("link", name="Add another file").click()
    form.get_by_label("Resume").set_input_files(pdf("Printed anew."))
    form.get_by_role("button", name="Add the document").click()
    carry_out_due()
    expect(form.locator(".doc-pages img")).to_have_count(1)


def test_somebody_who_is_here_already_is_asked_about(form: Page, recruiter: User, role: Role, faults: Faults) -> None:
    known = ApplicationFactory(candidate__name=NAME, candidate__email="ottilie@example.org").candidate
    form.get_by_label("Name").fill(NAME)
    form.get_by_label("E-mail address").fill("ottilie@example.org")
    form.get_by_role("button", name="Add the candidate").dblclick()
    expect(form.get_by_text("Somebody like this is already here.")).to_be_visible()
    check(form, faults)
    form.get_by_role("radio").first.check()
    form.get_by_role("button", name="Add the candidate").dblclick()
    expect(form.get_by_role("heading", name=NAME)).to_be_visible()
    assert Application.objects.filter(role=role, candidate=known).count() == 1
    assert Candidate.objects.count() == 1


@pytest.fixture
def waiting(role: Role) -> list[Application]:
    """Three in New, the one who has waited longest first."""
    names = ["Sören Hohenstaedt", "Chiamaka Zubizarreta", "Kaveh Oyelaran"]
    return [
        ApplicationFactory(role=role, candidate__name=name, applied_at=timezone.now() - timedelta(days=9 - number))
        for number, name in enumerate(names)
    ]


@pytest.fixture
def new(page: Page, enter: Enter, recruiter: User, role: Role, waiting: list[Application]) -> Page:
    enter(page, recruiter, reverse("triage", args=[role.public_id]))
    return page


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def moves(application: Application) -> list[tuple[str, str]]:
    found = Move.objects.filter(application=application).order_by("id")
    return [(move.kind, str(move.reason or move.words)) for move in found]


def test_new_by_keys_alone(new: Page, waiting: list[Application], faults: Faults) -> None:
    """Pass on, reject with a reason and own words, undo, later, and the end of the list, without a pointer."""
    first, second, third = waiting
    keys = new.keyboard
    heading(new, "Sören Hohenstaedt")
    check(new, faults)
    keys.press("p")
    heading(new, "Chiamaka Zubizarreta")
    expect(new.get_by_role("status")).to_have_text("Sören Hohenstaedt is passed on.")
    check(new, faults)

    keys.press("x")
    expect(new.get_by_role("heading", name="Not rejected yet")).to_be_visible()
    check(new, faults)
    keys.press("2")
    expect(new.get_by_label("Below a must-have of the role")).to_be_checked()
    keys.press("Tab")
    keys.type("No model in production so far.")
    keys.press("Escape")
    keys.press("x")
    heading(new, "Kaveh Oyelaran")
    assert moves(second) == [("reject", "Below a must-have of the role")]

    keys.press("u")
    heading(new, "Chiamaka Zubizarreta")
    assert moves(second)[-1] == ("undo", "Decided too quickly in New.")
    keys.press("n")
    heading(new, "Kaveh Oyelaran")
    keys.press("p")
    heading(new, "That was the last one.")
    check(new, faults)
    expect(new.get_by_text("1 was left for later.")).to_be_visible()
    new.get_by_role("link", name="Begin again").click()
    heading(new, "Chiamaka Zubizarreta")
    keys.press("p")
    heading(new, "New is empty.")
    expect(new.get_by_text("Everybody is passed on or rejected.")).to_be_visible()
    check(new, faults)
    keys.press("u")
    heading(new, "Chiamaka Zubizarreta")
    assert [kind for kind, _words in moves(second)] == ["reject", "undo", "pass_on", "undo"]
    assert [moves(first), moves(third)] == [[("pass_on", "")], [("pass_on", "")]]


def test_from_within_the_words_a_key_rejects(new: Page, waiting: list[Application]) -> None:
    new.keyboard.press("1")
    new.keyboard.press("Tab")
    new.keyboard.type("Papers only.")
    new.keyboard.press("Control+Enter")
    heading(new, "Chiamaka Zubizarreta")
    assert Move.objects.get(kind="reject").words == "Papers only."


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_new_with_one_thumb(new: Page, waiting: list[Application], faults: Faults, scheme: str) -> None:
    new.emulate_media(color_scheme=scheme)
    resize(new, "phone")
    bar = new.get_by_role("region", name="Pass on or reject")
    check(new, faults)
    bar.get_by_role("button", name="Pass on").click()
    heading(new, "Chiamaka Zubizarreta")
    bar.get_by_role("button", name="Reject").click()
    expect(new.get_by_text("Reject, with a reason")).to_be_visible()
    check(new, faults)
    new.locator("#deeds").get_by_role("button", name="Reject").click()
    expect(new.locator(".field-error")).to_contain_text("Choose a reason from the list")
    new.get_by_label("Below a must-have of the role").check()
    new.locator("#deeds").get_by_role("button", name="Reject").click()
    heading(new, "Kaveh Oyelaran")
    new.get_by_role("button", name="Undo").click()
    heading(new, "Chiamaka Zubizarreta")
    assert [kind for kind, _words in moves(waiting[1])] == ["reject", "undo"]


def test_a_double_click_passes_on_one(new: Page, waiting: list[Application]) -> None:
    new.get_by_role("button", name="Pass on").first.dblclick()
    heading(new, "Chiamaka Zubizarreta")
    assert [len(moves(application)) for application in waiting] == [1, 0, 0]


def test_two_windows_and_the_back_button_decide_once(
    new: Page, waiting: list[Application], context: BrowserContext, faults: Faults
) -> None:
    other = context.new_page()
    other.goto(new.url)
    other.keyboard.press("p")
    heading(other, "Chiamaka Zubizarreta")
    new.keyboard.press("1")
    new.keyboard.press("x")
    expect(new.get_by_role("alert")).to_have_text("That application was decided in the meantime. Nothing was done.")
    check(new, faults)
    other.go_back()
    heading(other, "Chiamaka Zubizarreta")
    assert moves(waiting[0]) == [("pass_on", "")]


def test_signed_out_in_new_own_words_stay_and_go_with_the_password(
    new: Page, waiting: list[Application], faults: Faults
) -> None:
    Session.objects.all().delete()
    new.get_by_label("No model of theirs reached production").check()
    new.get_by_label("In your own words").fill("Only notebooks.")
    new.get_by_role("button", name="Reject").click()
    dialog = new.get_by_role("dialog", name="You were signed out")
    dialog.get_by_label("Password").fill(PASSWORD)
    assert (faults(new), moves(waiting[0])) == ([], [])
    dialog.get_by_role("button", name="Sign in and go on").click()
    heading(new, "Chiamaka Zubizarreta")
    rejected = Move.objects.get(application=waiting[0])
    assert (rejected.kind, rejected.words) == ("reject", "Only notebooks.")


def test_new_without_a_script(
    browser: Browser, enter: Enter, recruiter: User, role: Role, waiting: list[Application]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(page, recruiter, reverse("triage", args=[role.public_id]))
    page.get_by_role("button", name="Reject").click()
    page.get_by_label("No model of theirs reached production").check()
    page.get_by_role("button", name="Reject").click()
    heading(page, "Chiamaka Zubizarreta")
    page.get_by_role("button", name="Undo").click()
    heading(page, "Sören Hohenstaedt")
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_people_are_found_and_no_name_stands_in_an_address(
    page: Page, enter: Enter, recruiter: User, role: Role, faults: Faults, width: str
) -> None:
    for name in (NAME, "Meret Ungureanu", "Merete Ungerer"):
        ApplicationFactory(role=role, candidate=add_candidate(actor=recruiter, name=name), sort_name=name.casefold())
    resize(page, width)
    seen: list[str] = []
    page.context.on("request", lambda request: seen.append(request.url))
    enter(page, recruiter, "/candidates/")
    check(page, faults)
    if width == "phone":
        page.get_by_role("banner").get_by_role("link", name="Find").click()
        expect(page.get_by_placeholder("Name or role")).to_be_focused()
        check(page, faults)
    else:
        page.keyboard.press("/")
    page.keyboard.type("mer ung")
    page.keyboard.press("Enter")
    heading(page, "Found for “mer ung”")
    expect(page.locator("tbody a")).to_have_text(["Meret Ungureanu", "Merete Ungerer"])
    check(page, faults)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    heading(page, "Meret Ungureanu")
    page.go_back()
    expect(page.locator("tbody a")).to_have_count(2)
    assert [address for address in seen if re.search("mer.{0,3}ung", address)] == []


def test_the_list_is_filtered_sorted_and_searched(
    page: Page, enter: Enter, recruiter: User, role: Role, faults: Faults
) -> None:
    for name, state in ((NAME, "active"), ("Meret Ungureanu", "active"), ("Merete Ungerer", "rejected")):
        candidate = add_candidate(actor=recruiter, name=name)
        ApplicationFactory(role=role, candidate=candidate, sort_name=name.casefold(), state=state)
    enter(page, recruiter, "/candidates/")
    rows = page.locator("tbody a")
    page.get_by_label("Order").select_option("Name")
    expect(rows).to_have_text(["Meret Ungureanu", NAME])
    page.keyboard.press("Escape")
    page.get_by_label("State").select_option("All")
    expect(rows).to_have_text(["Meret Ungureanu", "Merete Ungerer", NAME])
    page.get_by_label("Find by name").fill("mer")
    expect(rows).to_have_text(["Meret Ungureanu", "Merete Ungerer"])
    assert "=mer" not in page.url
    page.reload()
    expect(page.get_by_label("Find by name")).to_have_value("mer")
    expect(rows).to_have_text(["Meret Ungureanu", "Merete Ungerer"])
    check(page, faults)
    page.get_by_label("Find by name").fill("nobody")
    expect(page.get_by_text("Nothing fits the filter.")).to_be_visible()
    check(page, faults)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_application_with_its_resume_and_its_panel(
    form: Page, role: Role, faults: Faults, carry_out_due: Callable[[], int], width: str, scheme: str
) -> None:
    form.get_by_label("Resume").set_input_files(pdf("Ottilie builds feature stores."))
    form.get_by_label("Name").fill(NAME)
    form.get_by_role("button", name="Add the candidate").click()
    heading(form, NAME)
    carry_out_due()
    application = Application.objects.get()
    pass_on(application, actor=User.objects.get(name="Emre Dalgard"))
    ScorecardFactory(application=application, stage=application.stage, author__name="Runa Achterberg")
    ScorecardFactory(application=application, stage=role.stages.last(), author__name="Jonas Tveitane")
    form.emulate_media(color_scheme=scheme)
    resize(form, width)
    form.reload()
    check(form, faults)
    expect(form.get_by_role("navigation", name="Steps").get_by_role("listitem")).to_have_count(2)
    expect(form.get_by_role("region", name="Step 2")).to_contain_text("Runa Achterberg")
    expect(form.get_by_role("region", name="Due at other steps")).to_contain_text("Jonas Tveitane")
    assert not AuditEntry.objects.filter(action="document.viewed").exists()

    form.locator("summary", has_text="Resume").focus()
    form.keyboard.press("Enter")
    expect(form.locator(".fold img")).to_be_visible()
    check(form, faults)
    assert AuditEntry.objects.filter(action="document.viewed").count() == 1
    form.get_by_role("link", name="Put interviewers on the panel").click()
    expect(form.get_by_role("heading", level=1)).to_be_visible()
    form.go_back()
    heading(form, NAME)
