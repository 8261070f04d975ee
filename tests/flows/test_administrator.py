"""An administrator looks after the house: invites somebody, gives rights, sets a figure, makes a token."""

from collections.abc import Callable

import pytest
import requests
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from hiring.core.accounts.models import User
from tests.factories.core import PASSWORD, PlaceFactory, UserFactory
from tests.flows.conftest import WIDTHS

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, User, str], None]
Faults = Callable[[Page], list[str]]


@pytest.fixture
def admin() -> User:
    return UserFactory(name="Ada Admin", is_administrator=True)


@pytest.fixture(autouse=True)
def _address(settings: object, live_server: LiveServer) -> None:
    settings.PLUMBLINE_URL = live_server.url


def test_from_invitation_to_first_page(
    page: Page, admin: User, enter: Enter, faults: Faults, live_server: LiveServer
) -> None:
    enter(page, admin, "/people/")
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("alert")).to_contain_text("Not invited yet")
    assert faults(page) == []
    page.get_by_label("E-mail address").fill("grace@example.org")
    page.get_by_label("Name").fill("Grace")
    page.get_by_label("Recruiter").check()
    page.get_by_role("button", name="Send the invitation").click()
    link = page.get_by_label("Link").input_value()
    assert faults(page) == []

    page.context.clear_cookies()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(link)
    assert page.url == f"{live_server.url}/invitations/accept/"
    assert faults(page) == []
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password once more").fill(PASSWORD + "x")
    page.get_by_role("button", name="Set up my account").click()
    expect(page.get_by_role("alert")).to_contain_text("This is not the same password.")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password once more").fill(PASSWORD)
    page.get_by_role("button", name="Set up my account").click()
    page.wait_for_url(live_server.url + "/")
    expect(page.get_by_role("button", name="Account of Grace")).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("heading", name="You are set up already")).to_be_visible()
    assert User.objects.get(email="grace@example.org").rights == {"recruiter"}


def test_switching_off_asks_first_and_signs_out(page: Page, admin: User, enter: Enter) -> None:
    person = UserFactory(name="Mem Ber")
    enter(page, admin, f"/people/{person.public_id}/")
    page.get_by_role("button", name="Switch off").click()
    page.get_by_role("button", name="Go back").click()
    person.refresh_from_db()
    assert person.is_active
    page.get_by_role("button", name="Switch off").click()
    page.locator("#confirm").get_by_role("button", name="Switch off").click()
    expect(page.get_by_role("status")).to_contain_text("Mem Ber is switched off")
    person.refresh_from_db()
    assert not person.is_active


def test_a_figure_is_changed_with_a_reason(page: Page, admin: User, enter: Enter, faults: Faults) -> None:
    enter(page, admin, "/policy/")
    page.get_by_role("link", name="Scorecard due after the interview's end").click()
    page.get_by_label("Scorecard due after the interview's end").fill("999")
    page.get_by_label("Reason").fill("Two time zones.")
    page.get_by_role("button", name="Change the figure").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose 1 to 240 hours.")
    assert faults(page) == []
    page.get_by_label("Scorecard due after the interview's end").fill("36")
    page.get_by_role("button", name="Change the figure").click()
    expect(page.get_by_role("row", name="Scorecard due after the interview's end")).to_contain_text("36 hours")


def test_a_token_is_made_used_and_ended(page: Page, admin: User, enter: Enter, live_server: LiveServer) -> None:
    enter(page, admin, "/account/tokens/")
    page.get_by_role("link", name="Create a token").click()
    page.get_by_label("What is it for?").fill("Export")
    page.get_by_role("button", name="Create the token").click()
    headers = {"Authorization": f"Bearer {page.get_by_label('Export').input_value()}"}
    me = f"{live_server.url}/api/v1/users/me/"
    assert requests.get(me, headers=headers, timeout=10).json()["name"] == "Ada Admin"
    page.get_by_role("link", name="I have copied it").click()
    page.get_by_role("button", name="End Export").click()
    page.locator("#confirm").get_by_role("button").first.click()
    expect(page.get_by_role("cell", name="Ended")).to_be_visible()
    assert requests.get(me, headers=headers, timeout=10).status_code == 401


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_are_open_to_everybody(
    page: Page, admin: User, enter: Enter, faults: Faults, width: str, theme: str
) -> None:
    wide, high = WIDTHS[width]
    page.set_viewport_size({"width": wide, "height": high})
    User.objects.filter(pk=admin.pk).update(theme=theme)
    place, person = PlaceFactory(), UserFactory(name="Wolfgang-Thaddäus Freudenberger-Szczepankiewicz")
    paths = ["/account/", "/account/tokens/", "/account/tokens/add/", "/people/", f"/people/{person.public_id}/"]
    paths += ["/people/invite/", "/places/", f"/places/{place.public_id}/", "/policy/", "/status/", "/nothing-here/"]
    for path in [*paths, "/policy/job_review.score/", "/api/v1/docs/"]:
        enter(page, admin, path)
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") == wide, path
