"""Chromium for the flows, and what every flow holds: no breach of the security policy, no fault that axe finds."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from hiring.core.models import User

# Playwright's synchronous interface runs an event loop in this thread; Django would refuse the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the flows out where there is no Chromium; on CI, where it belongs, let them fail."""
    if CHROMIUM or os.environ.get("CI"):
        return
    for item in items:
        if item.get_closest_marker("flow"):
            item.add_marker(pytest.mark.skip(reason="no Chromium: browser flows were left out"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
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
