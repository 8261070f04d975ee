"""Chromium for the flows, and what every flow holds: no breach of the security policy, no fault that axe finds."""

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessments.models import Scorecard
from candidates.models import Application
from hiring.core.models import User
from hiring.models import Role
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.core import PASSWORD, UserFactory
from tests.factories.hiring import TeamFactory
from tests.factories.intake import make_open
from tests.factories.roles import make_library, make_role
from tests.surroundings import find_chromium

# Playwright's synchronous interface runs an event loop in this thread; Django would refuse the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

expect.set_options(timeout=20_000)  # a busy machine is no finding

WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}
REPORT_BREACHES = """
addEventListener("securitypolicyviolation", (event) =>
  reportBreach(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
# What fades in has for a moment less contrast than it will have; what turns for ever is not waited for.
LET_MOTION_END = """
Promise.all(document.getAnimations()
  .filter((motion) => motion.effect.getTiming().iterations !== Infinity)
  .map((motion) => motion.finished.catch(() => {})))
"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    return {
        **browser_type_launch_args,
        "executable_path": find_chromium(),
        "args": ["--no-sandbox", *quiet, "--disable-component-update", "--disable-sync"],
    }


@pytest.fixture
def watch() -> Iterator[Callable[[BrowserContext], list[str]]]:
    """Collect breaches of the security policy and errors of scripts in a browser; there must be none at the end."""
    found: list[str] = []

    def begin(context: BrowserContext) -> list[str]:
        context.expose_binding("reportBreach", lambda _source, text: found.append(text))
        context.add_init_script(REPORT_BREACHES)
        context.on("weberror", lambda error: found.append(str(error.error)))
        return found

    yield begin
    assert found == []


@pytest.fixture(autouse=True)
def breaches(context: BrowserContext, watch: Callable[[BrowserContext], list[str]]) -> list[str]:
    return watch(context)


@pytest.fixture
def desk_of(
    browser: Browser,
    browser_context_args: dict,
    enter: Callable[[Page, User, str], None],
    watch: Callable[[BrowserContext], list[str]],
) -> Iterator[Callable[..., Page]]:
    """Sign somebody in at a window of their own, in a browser of their own. For flows of several people."""
    contexts: list[BrowserContext] = []

    def sit_down(person: User, address: str = "/", width: str = "desk") -> Page:
        wide, high = WIDTHS[width]
        window = {"viewport": {"width": wide, "height": high}, "has_touch": width == "phone"}
        contexts.append(browser.new_context(**browser_context_args | window))
        watch(contexts[-1])
        page = contexts[-1].new_page()
        enter(page, person, address)
        return page

    yield sit_down
    for context in contexts:
        context.close()


@pytest.fixture
def faults() -> Callable[[Page], list[str]]:
    """Return what axe finds wrong on a page: rule and first element."""

    def look(page: Page) -> list[str]:
        page.evaluate(LET_MOTION_END)
        found = Axe().run(page).response["violations"]
        return [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found]

    return look


@pytest.fixture
def enter(live_server: LiveServer) -> Callable[[Page, User, str], None]:
    """Sign somebody in without the form and go to an address. For flows that are not about signing in."""
    from django.conf import settings
    from django.test import Client

    def go(page: Page, user: User, address: str) -> None:
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        page.goto(live_server.url + address)

    return go


def resize(page: Page, width: str) -> None:
    """Give the window one of the two sizes that everything is looked at in."""
    wide, high = WIDTHS[width]
    page.set_viewport_size({"width": wide, "height": high})


def check(page: Page, faults: Callable[[Page], list[str]]) -> None:
    """Hold that axe finds nothing and that the page is not wider than its window."""
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]


@pytest.fixture
def manager(db: None) -> User:
    return UserFactory(name="Solveig Aderin")


@pytest.fixture
def role(manager: User) -> Role:
    """A role of the small library, led by Solveig; its job description is not written yet."""
    return make_role(make_library(), actor=manager, team=TeamFactory(managers=[manager]))


@pytest.fixture
def application(role: Role) -> Application:
    """Ottilie at the first of two judged stages, with the cards of two in."""
    make_open(role)
    first = role.stages.filter(is_gate=False).earliest("position")
    application = ApplicationFactory(role=role, stage=first, candidate__name="Ottilie Rautenstrauch-Okpara")
    for name, level in (("Runa Achterberg", 4), ("Jonas Tveitane", 4)):
        author = UserFactory(name=name)
        ScorecardFactory(application=application, stage=first, author=author, submitted=True, level=level)
    return application


@pytest.fixture
def at_the_end(application: Application, role: Role) -> Application:
    last = role.stages.latest("position")
    Application.objects.filter(pk=application.pk).update(stage=last)
    for card in Scorecard.objects.filter(application=application):
        ScorecardFactory(application=application, stage=last, author=card.author, submitted=True, level=4)
    application.refresh_from_db()
    return application


def debrief_of(application: Application) -> str:
    return reverse("debrief", args=[application.public_id, application.stage.public_id])


def says(page: Page, text: str) -> None:
    expect(page.get_by_text(text).first).to_be_visible()


def sign_in_beside(page: Page, name: str) -> None:
    """Go on after the session was lost, on the second try."""
    dialog = page.get_by_role("dialog", name="You were signed out")
    expect(dialog).to_contain_text(f"Sign in as {name} to go on.")
    dialog.get_by_label("Password").fill("not hers")
    dialog.get_by_role("button", name="Sign in and go on").click()
    expect(dialog).to_contain_text("This is not the password of this account.")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in and go on").click()
