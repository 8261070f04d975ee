"""A scorecard in a browser, as an interviewer uses it while listening: by keys, by thumb, offline, in two windows."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessments.models import CardRead, Rating, Scorecard
from assessments.scorecards.panels import assign_interviewers, remove_interviewer
from hiring.core.models import User
from hiring.models import HiringTeamMember, Role
from hiring.roles.verbs import create_role
from rubrics.library.loading import load_library
from rubrics.library.reader import read_own_packs
from rubrics.models import Process, Profile, Seniority
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.core import PASSWORD, PlaceFactory, UserFactory
from tests.factories.hiring import MemberFactory, TeamFactory
from tests.flows.conftest import WIDTHS

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, User, str], None]
Faults = Callable[[Page], list[str]]

FIRST = "Scheduled pipeline of 14 tasks, nightly. Null checks on 31 tables stop a run."
PHONE = "On the phone: canary at 5 per cent, rolled back in six minutes."


@pytest.fixture
def role(manager: User) -> Role:
    """An open role of the real library."""
    load_library(read_own_packs(), actor=None)
    recruiter = UserFactory(is_recruiter=True)
    role = create_role(
        actor=recruiter,
        title="Senior ML engineer, payment fraud",
        team=TeamFactory(),
        place=PlaceFactory(),
        process=Process.objects.get(key="seven_step"),
        role_type=Profile.objects.get(key="ml_engineer"),
        specialism=None,
        seniority=Seniority.objects.get(key="senior"),
        confidential=False,
    )
    Role.objects.filter(pk=role.pk).update(state="open", opened_at=timezone.now())
    role.refresh_from_db()
    if not HiringTeamMember.objects.filter(role=role, user=manager, right="manager").exists():
        MemberFactory(role=role, user=manager, right="manager")
    return role


@pytest.fixture
def card(role: Role, manager: User) -> Scorecard:
    """Runa's card of the production step, after the interview; Jonas has handed in his."""
    stage = role.stages.get(rubric_version__rubric__key__contains="production_readiness")
    application = ApplicationFactory(role=role, stage=stage, candidate__name="Ottilie Rautenstrauch-Okpara")
    (card,) = assign_interviewers(
        application,
        stage,
        actor=manager,
        people=[UserFactory(name="Runa Achterberg")],
        starts_at=timezone.now() - timedelta(hours=1),
        where="https://meet.example.org/fraud",
    )
    ScorecardFactory(application=application, stage=stage, author=UserFactory(name="Jonas Tveitane"), submitted=True)
    return card


@pytest.fixture
def desk(page: Page, enter: Enter, card: Scorecard) -> Page:
    enter(page, card.author, reverse("scorecard", args=[card.public_id]))
    return page


def saved(page: Page) -> Locator:
    return page.locator(".submit-save")


def is_saved(page: Page) -> None:
    expect(saved(page)).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))


def check(page: Page, faults: Faults) -> None:
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]


def ratings(card: Scorecard) -> dict[int, Rating]:
    found = Rating.objects.filter(sheet=card).select_related("criterion")
    return {rating.criterion.position: rating for rating in found}


def test_a_card_by_keys_alone(desk: Page, card: Scorecard, faults: Faults) -> None:
    """From the first level to the submitted card without a pointer."""
    keys = desk.keyboard
    check(desk, faults)
    expect(saved(desk)).to_have_text("Nothing written yet")
    expect(desk.locator("[name=recommendation][value=yes]")).to_be_disabled()

    keys.press("4")
    keys.press("e")
    keys.type(FIRST)
    expect(saved(desk)).to_have_text("Not saved yet")
    expect(desk.locator("#n1")).to_have_text(f"{len(FIRST)} characters, at least 40")
    is_saved(desk)
    assert (ratings(card)[1].level, ratings(card)[1].evidence) == (4, FIRST)

    for number in range(2, 8):
        keys.press("Escape")
        keys.press("n")
        expect(desk.locator(f"#c{number}").locator("summary").first).to_be_focused()
        keys.press("0")
    keys.press("k")
    keys.press("2")
    expect(desk.locator("#c6 .stop-note, [href='#c6'] .stop-note")).to_have_text("Evidence too short")
    expect(desk.locator(".submit-missing")).to_have_text("Missing: evidence for 6; your recommendation")
    kit = desk.locator("#c6 .kit-body")
    expect(kit).to_be_visible()
    keys.press("q")
    expect(kit).to_be_hidden()
    keys.press("q")
    expect(kit).to_be_visible()
    keys.press("e")
    keys.type("One outage, cause unknown, fixed by the platform team within a day.")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.type("Blamed the data team twice.")
    keys.press("Escape")
    is_saved(desk)
    assert ratings(card)[6].flags == {"0": "Blamed the data team twice."}
    assert ratings(card)[7].not_assessed

    for _ in range(3):
        keys.press("n")
    keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowDown")
    expect(desk.locator("[name=recommendation][value=no]")).to_be_checked()
    expect(desk.locator(".submit-missing")).to_have_text("Complete. Look through it once more.")
    check(desk, faults)
    is_saved(desk)
    desk.locator("[data-submit]").focus()
    keys.press("Enter")
    expect(desk.get_by_text("Submitted. Your colleagues’ scorecards are open to you")).to_be_visible()
    check(desk, faults)
    card.refresh_from_db()
    assert (card.state, card.recommendation, card.independent) == ("submitted", "no", True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_card_with_one_thumb(page: Page, enter: Enter, card: Scorecard, faults: Faults, scheme: str) -> None:
    wide, high = WIDTHS["phone"]
    page.set_viewport_size({"width": wide, "height": high})
    page.emulate_media(color_scheme=scheme)
    enter(page, card.author, reverse("scorecard", args=[card.public_id]))
    check(page, faults)

    page.locator("#c1 .rung", has_text="Strong").click()
    page.locator("#e1").fill(FIRST)
    page.get_by_role("button", name="1 of 7").click()
    expect(page.locator("#rail")).to_be_visible()
    check(page, faults)
    page.locator("#rail a", has_text="Deployment, release and rollback").click()
    expect(page.locator("#rail")).to_be_hidden()
    expect(page.locator("#c3 summary").first).to_be_focused()
    page.locator("#c3 .rung", has_text="Partial").click()
    expect(page.locator("#c3 .floor-low")).to_be_visible()

    page.get_by_role("button", name="Brief").click()
    expect(page.locator("#brief")).to_contain_text("Jonas Tveitane")
    expect(page.locator("#brief")).to_contain_text("Scorecard is in")
    check(page, faults)
    page.get_by_role("button", name="Close the brief").click()
    targets = page.locator(":is(#sheet, .submit-bar) :is(button, summary, .rung, .tick):visible")
    assert [found.inner_text() for found in targets.all() if found.bounding_box()["height"] < 40] == []
    expect(page.locator(".facts [data-save]")).to_have_text(re.compile("^Saved "))
    assert ratings(card)[1].level == 4

    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("heading", name=re.compile("Not submitted yet: 7 things are missing"))).to_be_visible()
    expect(page.locator(".error-summary")).to_be_focused()
    check(page, faults)
    page.locator(".error-summary a").first.click()
    expect(page.locator("#r2-1")).to_be_focused()
    page.locator("#c2 .rung", has_text="Not assessed").click()
    expect(page.locator("#lx2")).to_have_count(0)


def test_without_a_connection_it_says_so_and_sends_later(desk: Page, card: Scorecard, context: BrowserContext) -> None:
    desk.locator("#c1 .rung", has_text="Solid").click()
    is_saved(desk)
    context.set_offline(True)
    desk.locator("#e1").fill(FIRST)
    desk.locator("#e1").blur()
    expect(saved(desk)).to_have_text(
        re.compile(r"Not saved since \d\d:\d\d\. No connection; your text stays here and is sent again by itself\.")
    )
    desk.locator("[data-submit]").click()
    expect(saved(desk)).to_contain_text("No connection")
    assert ratings(card)[1].evidence == ""
    assert FIRST not in desk.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")

    context.set_offline(False)
    is_saved(desk)
    assert ratings(card)[1].evidence == FIRST


def test_leaving_with_something_unsaved_is_asked_about_and_else_not(desk: Page, context: BrowserContext) -> None:
    asked: list[str] = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    desk.locator("#c1 .rung", has_text="Solid").click()
    is_saved(desk)
    context.set_offline(True)
    desk.locator("#e1").fill(FIRST)
    desk.close(run_before_unload=True)
    expect(desk.locator("#e1")).to_have_value(FIRST)
    assert asked == ["beforeunload"]

    context.set_offline(False)
    is_saved(desk)
    desk.close(run_before_unload=True)
    assert asked == ["beforeunload"]


def test_two_windows_on_different_criteria_merge(desk: Page, card: Scorecard, context: BrowserContext) -> None:
    other = context.new_page()
    other.goto(desk.url)
    other.locator("#c3 .rung", has_text="Strong").click()
    other.locator("#e3").fill(PHONE)
    is_saved(other)
    desk.locator("#c1 .rung", has_text="Solid").click()
    is_saved(desk)

    expect(desk.locator("#e3")).to_have_value(PHONE)
    expect(desk.locator("#r3-4")).to_be_checked()
    assert (ratings(card)[1].level, ratings(card)[3].level) == (3, 4)


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_two_windows_on_one_criterion_give_both_texts(
    desk: Page, card: Scorecard, context: BrowserContext, faults: Faults, choice: str
) -> None:
    other = context.new_page()
    other.goto(desk.url)
    other.locator("#c1 .rung", has_text="Strong").click()
    other.locator("#e1").fill(PHONE)
    is_saved(other)
    desk.locator("#c1 .rung", has_text="Partial").click()
    desk.locator("#e1").fill(FIRST)

    expect(saved(desk)).to_contain_text("Not saved: changed on another page.")
    both = desk.locator("#c1 .theirs")
    expect(both.locator("[data-mine]")).to_contain_text(FIRST)
    expect(both.locator("[data-theirs]")).to_contain_text(PHONE)
    check(desk, faults)
    assert ratings(card)[1].evidence == PHONE
    desk.locator("[data-submit]").click()
    expect(both.get_by_role("button", name="Keep this", exact=True)).to_be_focused()

    both.locator(f"[data-take={choice}]").click()
    is_saved(desk)
    expect(both).to_have_count(0)
    kept = {"mine": (2, FIRST), "theirs": (4, PHONE), "both": (2, f"{FIRST}\n\n{PHONE}")}
    assert (ratings(card)[1].level, ratings(card)[1].evidence) == kept[choice]


def test_signed_out_the_text_stays_and_only_its_author_goes_on(desk: Page, card: Scorecard, faults: Faults) -> None:
    Session.objects.all().delete()
    desk.locator("#c1 .rung", has_text="Strong").click()
    desk.locator("#e1").fill(FIRST)
    desk.locator("#e1").blur()
    dialog = desk.get_by_role("dialog", name="You were signed out")
    expect(dialog).to_contain_text("Sign in as Runa Achterberg to go on.")
    check(desk, faults)
    assert ratings(card) == {}

    dialog.get_by_label("Password").fill("not hers")
    dialog.get_by_role("button", name="Sign in and go on").click()
    expect(dialog).to_contain_text("This is not the password of this account.")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in and go on").click()
    expect(dialog).to_be_hidden()
    is_saved(desk)
    assert ratings(card)[1].evidence == FIRST
    expect(desk.locator("#e1")).to_have_value(FIRST)


def test_somebody_else_who_signed_in_does_not_get_at_the_text(
    desk: Page, card: Scorecard, manager: User, enter: Enter, context: BrowserContext
) -> None:
    enter(context.new_page(), manager, "/accounts/settings/")
    desk.locator("#e1").fill(FIRST)
    desk.locator("#e1").blur()
    dialog = desk.get_by_role("dialog", name="You were signed out")
    expect(dialog).to_contain_text("Sign in as Runa Achterberg to go on.")
    expect(desk.locator("#e1")).to_be_hidden()
    dialog.get_by_role("button", name="Not now").click()
    expect(desk.locator("#e1")).to_be_hidden()
    assert ratings(card) == {}

    saved(desk).get_by_role("button", name="Sign in").click()
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in and go on").click()
    is_saved(desk)
    expect(desk.locator("#e1")).to_be_visible()
    assert ratings(card)[1].evidence == FIRST


def test_taken_off_the_panel_while_writing_the_page_says_so(desk: Page, card: Scorecard, manager: User) -> None:
    desk.locator("#e1").fill("Began well, then")
    is_saved(desk)
    remove_interviewer(card, actor=manager)
    desk.locator("#e1").fill(FIRST)
    expect(saved(desk)).to_contain_text("You are not on this panel any more, so it takes no changes.")
    expect(desk.locator("#e1")).to_have_value(FIRST)
    assert ratings(card)[1].evidence == "Began well, then"


def test_two_clicks_submit_once(desk: Page, card: Scorecard) -> None:
    for number in range(1, 8):
        desk.locator(f"#c{number} .rung", has_text="Solid").click()
        desk.locator(f"#e{number}").fill(FIRST)
    desk.locator("[name=recommendation][value=yes]").check()
    desk.locator("[data-submit]").dblclick()
    expect(desk.get_by_text("Submitted.")).to_be_visible()
    assert card.revisions.count() == 1


def test_it_works_without_a_script(card: Scorecard, enter: Enter, browser: object, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(page, card.author, reverse("scorecard", args=[card.public_id]))
    page.locator("#c1 .rung", has_text="Solid").click()
    page.locator("#e1").fill(FIRST)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#c1 .criterion-excerpt")).to_have_text(FIRST)
    for number in range(2, 8):
        page.locator(f"#c{number} .rung-na").click()
    page.get_by_role("button", name="Submit scorecard").click()
    expect(page.get_by_role("heading", name="Not submitted yet: one thing is missing.")).to_be_visible()
    page.locator("[name=recommendation][value=yes]").check()
    page.get_by_role("button", name="Submit scorecard").click()
    expect(page.get_by_text("Submitted.")).to_be_visible()
    context.close()
    assert Scorecard.objects.get(pk=card.pk).state == "submitted"


def test_after_submitting_colleagues_open_and_a_card_is_amended(
    desk: Page, card: Scorecard, faults: Faults, live_server: LiveServer
) -> None:
    colleague = Scorecard.objects.exclude(pk=card.pk).get()
    address = live_server.url + reverse("scorecard", args=[colleague.public_id])
    answer = desk.request.get(address)
    assert (answer.status, "Said what ran" in answer.text()) == (403, False)

    for number in range(1, 8):
        desk.locator(f"#c{number} .rung", has_text="Solid").click()
        desk.locator(f"#e{number}").fill(FIRST)
    desk.locator("[name=recommendation][value=yes]").check()
    desk.get_by_role("button", name="Submit scorecard").click()
    expect(desk.get_by_text("Submitted.")).to_be_visible()
    desk.goto(address)
    expect(desk.locator("#c1")).to_contain_text("Said what ran")
    check(desk, faults)
    assert CardRead.objects.get().reader == card.author

    desk.goto(live_server.url + reverse("scorecard", args=[card.public_id]))
    desk.get_by_role("link", name="Amend with a reason").click()
    check(desk, faults)
    desk.get_by_role("textbox", name="Reason").fill("The dashboard was not hers.")
    desk.locator("#c1 summary").first.click()
    desk.locator("#c1 .rung", has_text="Partial").click()
    desk.get_by_role("button", name="Amend scorecard").click()
    expect(desk.get_by_text("The dashboard was not hers.")).to_be_visible()
    desk.locator("#c1 .earlier summary").click()
    expect(desk.locator("#c1 .earlier")).to_contain_text("Solid")
    check(desk, faults)


def test_signed_out_an_amendment_stays_and_goes_with_the_password(
    page: Page, card: Scorecard, enter: Enter, faults: Faults
) -> None:
    mine = Scorecard.objects.exclude(pk=card.pk).select_related("author").get()
    enter(page, mine.author, reverse("scorecard-amend", args=[mine.public_id]))
    page.get_by_role("textbox", name="Reason").fill("The dashboard was not hers.")
    page.locator("#summary").fill(FIRST)
    Session.objects.all().delete()
    page.get_by_role("button", name="Amend scorecard").click()
    dialog = page.get_by_role("dialog", name="You were signed out")
    expect(dialog).to_contain_text("Sign in as Jonas Tveitane to go on.")
    page.keyboard.press("Escape")  # not now: all stays, and the button asks again
    page.get_by_role("button", name="Amend scorecard").click()
    dialog.get_by_label("Password").fill(PASSWORD)
    check(page, faults)
    dialog.get_by_role("button", name="Sign in and go on").click()
    expect(page.get_by_text("The dashboard was not hers.")).to_be_visible()
    mine.refresh_from_db()
    assert (mine.amendments, mine.summary) == (1, FIRST)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_inbox_leads_to_what_is_due(page: Page, enter: Enter, card: Scorecard, faults: Faults, width: str) -> None:
    wide, high = WIDTHS[width]
    page.set_viewport_size({"width": wide, "height": high})
    enter(page, card.author, "/")
    expect(page.get_by_role("heading", name="One scorecard is due from you.")).to_be_visible()
    check(page, faults)
    page.get_by_role("link", name="Ottilie Rautenstrauch-Okpara").first.click()
    expect(page.get_by_role("heading", name="Ottilie Rautenstrauch-Okpara")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_manager_plans_a_panel(
    page: Page, enter: Enter, card: Scorecard, manager: User, faults: Faults, width: str
) -> None:
    wide, high = WIDTHS[width]
    page.set_viewport_size({"width": wide, "height": high})
    divya = UserFactory(name="Divya Mallikar")
    MemberFactory(role=card.stage.role, user=divya)
    enter(page, manager, reverse("panel-assign", args=[card.application.public_id, card.stage.public_id]))
    check(page, faults)
    page.get_by_label("Divya Mallikar").check()
    page.get_by_label("Interview starts").fill(f"{timezone.now() + timedelta(days=1):%Y-%m-%dT10:00}")
    page.get_by_label("Room or link").first.fill("Room Lotwaage")
    page.get_by_role("button", name="Put on the panel").click()
    expect(page.get_by_text("On the panel now: Divya Mallikar.")).to_be_visible()
    check(page, faults)

    page.locator("li", has_text="Divya Mallikar").get_by_text("Change").click()
    page.get_by_role("button", name="Take off the panel").click()
    page.get_by_role("button", name="Take off the panel").last.click()
    expect(page.get_by_text("Divya Mallikar is off this panel.")).to_be_visible()
    check(page, faults)
    assert Scorecard.objects.get(author=divya).state == "left"
