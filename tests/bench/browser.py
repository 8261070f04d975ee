"""What a browser sees of each page: how far its parts shift while it loads, and how heavy its scripts are."""

import asyncio
import gzip
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.bench.client import Session
from tests.bench.pages import PAGES, PASSWORD, Page
from tests.bench.site import BASE, Site
from tests.surroundings import find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium

WIDTHS = (1280, 390)
SCRIPTS = 40 * 1024  # bytes, compressed, all of a page
SETTLED = 500  # ms after the network is quiet
SHIFT = """() => new Promise((tell) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => tell(sum), 100);
})"""


class Browser:
    def __init__(self, pages: set[str]) -> None:
        # what a page shows does not depend on how much stands behind it: the first size tells
        self.pages = [page for page in PAGES if page.kind == "get" and (not pages or page.name in pages)]
        self.shifts: dict[str, float] = {}
        self.scripts: dict[str, int] = {}

    def measure(self, site: Site) -> None:
        if self.shifts:
            return
        cookies = {person: asyncio.run(_sign_in(person)) for person in {page.person for page in self.pages}}
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
            )
            for page in self.pages:
                self._visit(chromium, page, site, cookies[page.person])
            chromium.close()
        shifts = ", ".join(f"{name} {shift:.3f}" for name, shift in self.shifts.items())
        scripts = ", ".join(f"{name} {octets / 1024:.1f}" for name, octets in self.scripts.items())
        print(f"  layout shift at {' and '.join(map(str, WIDTHS))} pixels: {shifts}")
        print(f"  scripts, KB compressed: {scripts}", flush=True)

    def _visit(self, chromium: "Chromium", page: Page, site: Site, cookies: dict[str, str]) -> None:
        path = page.path.format(**{name: values[0] for name, values in site.ids.items()})
        for width in WIDTHS:
            context = chromium.new_context(viewport={"width": width, "height": 900})
            context.add_cookies([{"name": name, "value": value, "url": BASE} for name, value in cookies.items()])
            tab = context.new_page()
            sizes: dict[str, int] = {}
            tab.on("requestfinished", lambda request, sizes=sizes: _weigh(request, sizes))
            tab.goto(BASE + path, wait_until="networkidle")
            tab.wait_for_timeout(SETTLED)
            self.shifts[page.name] = max(tab.evaluate(SHIFT), self.shifts.get(page.name, 0.0))
            self.scripts[page.name] = sum(sizes.values())
            context.close()

    def missed(self) -> list[str]:
        shifted = [f"{name} shifts by {shift:.3f}, 0 wanted" for name, shift in self.shifts.items() if shift > 0]
        heavy = [
            f"{name}: {octets / 1024:.1f} KB of scripts, {SCRIPTS // 1024} at most"
            for name, octets in self.scripts.items()
            if octets > SCRIPTS
        ]
        return shifted + heavy


async def _sign_in(email: str) -> dict[str, str]:
    session = Session(BASE)
    await session.sign_in(email, PASSWORD)
    return session.cookies


def _weigh(request: object, sizes: dict[str, int]) -> None:
    if request.resource_type == "script":
        sizes[request.url] = len(gzip.compress(request.response().body(), 6))
