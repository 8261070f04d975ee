"""The kit in a browser: at a desk and on a phone, light and dark, by keyboard, and when requests fail."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from hiring.core.models import User
from tests.flows.conftest import WIDTHS

pytestmark = [
    pytest.mark.flow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.hiring.core.component_urls"),
]
Enter = Callable[[Page, User, str], None]


@pytest.fixture
def kit(page: Page, enter: Enter, member: User) -> Page:
    enter(page, member, "/components/")
    return page


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("query", ["?theme=light", "?theme=dark&density=compact"])
def test_every_piece_is_open_to_everybody(
    page: Page, enter: Enter, member: User, faults: Callable[[Page], list[str]], width: str, query: str
) -> None:
    wide, high = WIDTHS[width]
    page.set_viewport_size({"width": wide, "height": high})
    enter(page, member, f"/components/{query}")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == wide


def test_menu_and_dialogs_are_open_to_everybody(kit: Page, faults: Callable[[Page], list[str]]) -> None:
    kit.get_by_role("button", name="Account of Mem Ber").click()
    assert faults(kit) == []
    kit.keyboard.press("Escape")
    kit.keyboard.press("?")
    expect(kit.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    assert faults(kit) == []


def test_single_keys_can_be_switched_off(kit: Page) -> None:
    kit.keyboard.press("?")
    kit.get_by_label("Switch single keys off in this browser").check()
    kit.keyboard.press("Escape")
    kit.keyboard.press("?")
    expect(kit.get_by_role("dialog", name="Keyboard shortcuts")).to_be_hidden()


def test_rows_are_walked_by_keyboard(kit: Page) -> None:
    for key, name in [("j", "Benedikt"), ("j", "Ελευθερία"), ("k", "Benedikt"), ("k", "Benedikt")]:
        kit.keyboard.press(key)
        expect(kit.locator(":focus")).to_contain_text(name)


def test_keys_typed_into_a_field_are_text(kit: Page) -> None:
    field = kit.locator("#id_evidence")
    field.press_sequentially("j?g")
    expect(field).to_have_value("j?g")
    expect(kit.get_by_role("dialog", name="Keyboard shortcuts")).to_be_hidden()


def test_characters_are_counted_while_one_writes(kit: Page) -> None:
    kit.locator("#id_evidence").fill("  fünf😀  ")
    expect(kit.locator("[data-counts=id_evidence]")).to_have_text("5 characters, at least 40")


def test_a_deed_is_done_only_when_confirmed(kit: Page) -> None:
    before = kit.url
    kit.get_by_role("button", name="Close the role").click()
    kit.get_by_role("button", name="Go back").click()
    assert kit.url == before
    kit.get_by_role("button", name="Close the role").click()
    kit.locator("#confirm").get_by_role("button", name="Close the role").click()
    kit.wait_for_url("**/components/?#nav")


def ask(page: Page, address: str) -> None:
    page.evaluate("(address) => void htmx.ajax('GET', address, '#main').catch(() => {})", address)


@pytest.mark.parametrize(
    ("status", "words"), [(500, "could not do this"), (403, "not allowed"), (404, "not here any more")]
)
def test_a_refused_request_is_said(kit: Page, status: int, words: str) -> None:
    kit.route("**/refused/", lambda route: route.fulfill(status=status, body="no"))
    ask(kit, "/refused/")
    expect(kit.locator("#toasts")).to_contain_text(words)
    expect(kit.locator("h1")).to_have_text("Components")


def test_a_lost_connection_is_said_once(kit: Page) -> None:
    kit.route("**/lost/", lambda route: route.abort())
    ask(kit, "/lost/")
    expect(kit.locator("#toasts")).to_contain_text("No connection")
    ask(kit, "/lost/")
    kit.wait_for_timeout(200)
    expect(kit.locator("#toasts .toast")).to_have_count(1)


def test_who_was_signed_out_is_told_and_keeps_the_page(kit: Page) -> None:
    kit.context.clear_cookies()
    ask(kit, "/components/")
    expect(kit.locator("#toasts a")).to_have_attribute("href", "/accounts/login/?next=%2Fcomponents%2F")
    expect(kit.locator("h1")).to_have_text("Components")


def test_a_page_may_answer_a_lost_sign_in_itself(kit: Page) -> None:
    kit.evaluate("addEventListener('plumbline:signed-out', (event) => event.preventDefault())")
    kit.context.clear_cookies()
    with kit.expect_response(lambda answer: answer.status == 401):
        ask(kit, "/components/")
    kit.wait_for_timeout(200)
    expect(kit.locator("#toasts .toast")).to_have_count(0)


def test_the_kit_works_without_scripts(live_server: LiveServer, page: Page, enter: Enter, member: User) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/*.js", refuse)
    enter(page, member, "/components/")
    page.get_by_role("button", name="Open a menu").click()
    expect(page.get_by_role("link", name="Debrief d")).to_be_visible()


def test_appearance_shows_at_once_and_is_kept(kit: Page, member: User) -> None:
    kit.get_by_role("button", name="Account of Mem Ber").click()
    with kit.expect_response("**/account/appearance/"):
        kit.get_by_role("button", name="Dark").click()
    expect(kit.locator("html")).to_have_attribute("data-theme", "dark")
    expect(kit.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    with kit.expect_response("**/account/appearance/"):
        kit.get_by_role("button", name="Compact").click()
    kit.goto(kit.url)
    expect(kit.locator("html")).to_have_attribute("data-theme", "dark")
    expect(kit.locator("html")).to_have_attribute("data-density", "compact")
