"""The board in a browser: every way to move a card ends in one form; who is quicker wins, and the other is told."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from assessments.models import Scorecard
from assessments.pipeline.board import FIRST
from candidates.models import Application, Move, MoveReason
from hiring.core.models import User
from hiring.models import Role, Stage
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory, MoveReasonFactory
from tests.factories.core import PASSWORD, UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory, StageFactory
from tests.flows.conftest import WIDTHS, check, resize

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, User, str], None]
Faults = Callable[[Page], list[str]]

NAME = "Ottilie Rautenstrauch-Okpara"
WHY = "Ran a model for two years and says how it was watched."


@pytest.fixture
def role(db: None) -> Role:
    MoveReason.objects.all().delete()
    MoveReasonFactory(label="Below a must-have of the role")
    MoveReasonFactory(label="Took another offer", kind="withdraw")
    return RoleFactory(title="Senior ML engineer, payment fraud")


@pytest.fixture
def stages(role: Role) -> list[Stage]:
    titles = ["Technical assessment", "ML system design", "Communication and cross-functional collaboration"]
    return [
        StageFactory(role=role, position=position, title=title, panel_size=1)
        for position, title in enumerate(titles, 2)
    ]


@pytest.fixture
def recruiter(role: Role) -> User:
    return MemberFactory(role=role, user=UserFactory(name="Emre Dalgard", is_recruiter=True), right="recruiter").user


@pytest.fixture
def judged(stages: list[Stage]) -> Application:
    """Ottilie at the first judged stage, with the one card that it needs."""
    application = ApplicationFactory(role=stages[0].role, stage=stages[0], candidate__name=NAME)
    ScorecardFactory(application=application, stage=stages[0], submitted=True)
    return application


@pytest.fixture
def unjudged(stages: list[Stage]) -> Application:
    """Meret at the same stage, whose one card is Runa's and late."""
    application = ApplicationFactory(
        role=stages[0].role,
        stage=stages[0],
        candidate__name="Meret Ungureanu",
        stage_entered_at=timezone.now() - timedelta(days=9),
    )
    ScorecardFactory(
        application=application,
        stage=stages[0],
        author=UserFactory(name="Runa Achterberg"),
        due_at=timezone.now() - timedelta(hours=3),
    )
    return application


@pytest.fixture
def board(page: Page, enter: Enter, recruiter: User, judged: Application, unjudged: Application) -> Page:
    enter(page, recruiter, reverse("board", args=[judged.role.public_id]))
    return page


def column(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title)


def card(page: Page, name: str = NAME) -> Locator:
    return page.locator(".card", has_text=name)


def dialog(page: Page) -> Locator:
    return page.locator("#move-dialog")


def record(page: Page, words: str = WHY) -> None:
    dialog(page).get_by_label("In your own words").fill(words)
    dialog(page).get_by_role("button", name="Record the move").click()


def moves(application: Application) -> list[str]:
    return list(Move.objects.filter(application=application).order_by("id").values_list("kind", flat=True))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_stands_on_it(board: Page, faults: Faults, width: str, scheme: str) -> None:
    board.emulate_media(color_scheme=scheme)
    resize(board, width)
    here = column(board, "Technical assessment")
    expect(here.locator(".column-n")).to_have_text("2 candidates")
    expect(here.get_by_text("1 late", exact=True)).to_be_visible()
    expect(here.locator(".card-name")).to_have_text(["Meret Ungureanu", NAME])
    expect(card(board).get_by_text("Decide")).to_be_visible()
    expect(card(board, "Meret").locator(".card-days")).to_have_text("9 d")
    expect(column(board, "New")).to_contain_text("Nobody here yet.")
    check(board, faults)


def test_a_card_is_dragged(board: Page, judged: Application, stages: list[Stage], faults: Faults) -> None:
    card(board).drag_to(column(board, "ML system design"))
    expect(dialog(board).get_by_label("Advance to ML system design")).to_be_checked()
    check(board, faults)
    record(board)
    expect(column(board, "ML system design").locator(".card-name")).to_have_text([NAME])
    expect(board.get_by_text(f"{NAME} is now in ML system design.")).to_be_visible()
    check(board, faults)
    assert moves(judged) == ["advance"]

    board.locator(".toast").get_by_role("link", name="Undo").click()
    dialog(board).get_by_label("Why is it undone?").fill("Dragged too far.")
    check(board, faults)
    dialog(board).get_by_role("button", name="Undo the move").click()
    expect(column(board, "Technical assessment").locator(".card", has_text=NAME)).to_be_visible()
    judged.refresh_from_db()
    assert (judged.stage, moves(judged)) == (stages[0], ["advance", "undo"])


def test_a_card_goes_nowhere_where_it_may_not(board: Page, judged: Application) -> None:
    card(board).drag_to(column(board, "New"))
    expect(dialog(board)).to_be_hidden()
    assert moves(judged) == []


def test_by_keys_alone(board: Page, judged: Application, faults: Faults) -> None:
    keys = board.keyboard
    keys.press("j")
    expect(card(board, "Meret").locator(".card-name")).to_be_focused()
    keys.press("j")
    expect(card(board).locator(".card-name")).to_be_focused()
    keys.press("Shift+ArrowLeft")
    expect(dialog(board)).to_be_hidden()
    keys.press("Shift+ArrowRight")
    expect(dialog(board).get_by_label("Advance to ML system design")).to_be_checked()
    keys.press("Escape")
    expect(card(board).locator(".card-name")).to_be_focused()

    keys.press("m")
    expect(dialog(board).get_by_role("radio").first).to_be_focused()
    keys.press("Space")
    keys.press("Tab")
    keys.type(WHY)
    keys.press("Tab")
    keys.press("Enter")
    expect(column(board, "ML system design").locator(".card-name")).to_be_focused()
    keys.press("ArrowLeft")
    expect(card(board, "Meret").locator(".card-name")).to_be_focused()
    keys.press("Enter")
    expect(board.get_by_role("heading", name="Meret Ungureanu")).to_be_visible()
    board.go_back()
    expect(column(board, "ML system design").locator(".card", has_text=NAME)).to_be_visible()
    check(board, faults)
    assert moves(judged) == ["advance"]


@pytest.mark.parametrize("width", WIDTHS)
def test_by_its_menu_and_without_a_quorum(board: Page, unjudged: Application, faults: Faults, width: str) -> None:
    """Advancing says whose card is missing; rejecting waits for nobody and closes it; undoing opens it again."""
    resize(board, width)
    card(board, "Meret").hover()
    board.get_by_role("link", name="Move Meret Ungureanu").click()
    dialog(board).get_by_label("Advance to ML system design").check()
    record(board)
    summary = dialog(board).locator(".error-summary")
    expect(summary).to_contain_text("Runa Achterberg")
    expect(dialog(board).get_by_label("In your own words")).to_have_value(WHY)
    check(board, faults)
    assert moves(unjudged) == []

    dialog(board).get_by_label("Reject", exact=True).check()
    dialog(board).get_by_role("button", name="Record the move").click()
    expect(dialog(board).locator(".field-error")).to_contain_text("Choose a reason")
    check(board, faults)
    dialog(board).get_by_label("Why rejected").select_option("Below a must-have of the role")
    dialog(board).get_by_role("button", name="Record the move").click()
    expect(board.get_by_text("Meret Ungureanu is rejected.")).to_be_visible()
    expect(card(board, "Meret")).to_have_count(0)
    assert Scorecard.objects.get(application=unjudged).state == "closed"
    board.locator(".toast").get_by_role("link", name="Undo").click()
    dialog(board).get_by_label("Why is it undone?").fill("The wrong person.")
    dialog(board).get_by_role("button", name="Undo the move").click()
    expect(card(board, "Meret")).to_be_visible()
    assert Scorecard.objects.get(application=unjudged).state == "open"


def test_out_of_new_a_card_goes_to_the_first_stage(board: Page, role: Role, stages: list[Stage]) -> None:
    ApplicationFactory(role=role, candidate__name="Kaveh Oyelaran")
    board.reload()
    card(board, "Kaveh").drag_to(column(board, "ML system design"))
    expect(dialog(board)).to_be_hidden()
    card(board, "Kaveh").drag_to(column(board, "Technical assessment"))
    expect(dialog(board).get_by_label("In your own words")).to_be_hidden()
    dialog(board).get_by_role("button", name="Record the move").click()
    expect(column(board, "Technical assessment").locator(".card", has_text="Kaveh")).to_be_visible()


def test_two_windows_move_one_card(board: Page, judged: Application, context: BrowserContext, faults: Faults) -> None:
    other = context.new_page()
    other.goto(board.url)
    for window in (board, other):
        card(window).locator(".card-name").focus()
        window.keyboard.press("Shift+ArrowRight")
        expect(dialog(window).get_by_role("radio").first).to_be_checked()
    record(board)
    expect(column(board, "ML system design").locator(".card", has_text=NAME)).to_be_visible()
    record(other)
    expect(dialog(other).locator(".error-summary")).to_contain_text("The application was moved since")
    check(other, faults)
    dialog(other).get_by_role("button", name="Leave it").click()
    expect(column(other, "ML system design").locator(".card-name")).to_be_focused()
    assert moves(judged) == ["advance"]


def test_a_double_click_moves_once(board: Page, judged: Application) -> None:
    card(board).locator(".card-name").focus()
    board.keyboard.press("Shift+ArrowRight")
    dialog(board).get_by_label("In your own words").fill(WHY)
    dialog(board).get_by_role("button", name="Record the move").dblclick()
    expect(column(board, "ML system design").locator(".card", has_text=NAME)).to_be_visible()
    expect(dialog(board)).to_be_hidden()
    assert moves(judged) == ["advance"]


def test_signed_out_the_words_stay(board: Page, judged: Application, faults: Faults) -> None:
    card(board).locator(".card-name").focus()
    board.keyboard.press("Shift+ArrowRight")
    expect(dialog(board)).to_be_visible()
    Session.objects.all().delete()
    record(board)
    again = board.get_by_role("dialog", name="You were signed out")
    expect(again).to_contain_text("Sign in as Emre Dalgard to go on.")
    check(board, faults)
    again.get_by_label("Password").fill(PASSWORD)
    again.get_by_role("button", name="Sign in and go on").click()
    expect(dialog(board).get_by_label("In your own words")).to_have_value(WHY)
    dialog(board).get_by_role("button", name="Record the move").click()
    expect(column(board, "ML system design").locator(".card", has_text=NAME)).to_be_visible()
    assert moves(judged) == ["advance"]


def test_a_long_column_goes_on_and_filters(board: Page, role: Role, stages: list[Stage], faults: Faults) -> None:
    for number in range(FIRST + 3):
        name = f"Candidate Longname-Number{number}"
        ApplicationFactory(role=role, stage=stages[1], candidate__name=name, sort_name=name.casefold())
    board.reload()
    here = column(board, "ML system design")
    expect(here.locator(".card")).to_have_count(FIRST)
    here.get_by_role("link", name="Show more").focus()
    board.keyboard.press("Enter")
    expect(here.locator(".card")).to_have_count(FIRST + 3)
    expect(here.get_by_role("link", name="Show more")).to_have_count(0)
    check(board, faults)

    board.keyboard.press("f")
    board.keyboard.type("number22")
    expect(board.locator(".card")).to_have_count(1)
    assert "number22" not in board.url
    board.get_by_label("Find in this role").fill("")
    board.get_by_label("Late").check()
    expect(board.locator(".card-name")).to_have_text(["Meret Ungureanu"])
    expect(board).to_have_url(re.compile("late=1"))
    board.reload()
    expect(board.locator(".card-name")).to_have_text(["Meret Ungureanu"])
    check(board, faults)


def test_an_interviewer_sees_their_own_and_moves_nobody(
    page: Page, enter: Enter, judged: Application, unjudged: Application, faults: Faults
) -> None:
    author = Scorecard.objects.get(application=judged).author
    MemberFactory(role=judged.role, user=author)
    enter(page, author, reverse("board", args=[judged.role.public_id]))
    expect(page.locator(".card-name")).to_have_text([NAME])
    expect(page.locator("[data-move]")).to_have_count(0)
    page.locator(".card-name").focus()
    page.keyboard.press("m")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#move-dialog")).to_be_hidden()
    check(page, faults)


def test_without_a_script(browser: Browser, enter: Enter, recruiter: User, judged: Application) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(page, recruiter, reverse("board", args=[judged.role.public_id]))
    page.get_by_label("Find in this role").fill("ottilie")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name=f"Move {NAME}").click(force=True)
    page.get_by_label("Advance to ML system design").check()
    page.get_by_role("button", name="Record the move").click()
    expect(page.locator(".field-error")).to_be_visible()
    page.get_by_label("In your own words").fill(WHY)
    page.get_by_role("button", name="Record the move").click()
    expect(page.get_by_text(f"{NAME} is now in ML system design.")).to_be_visible()
    context.close()
