"""How quickly pages are answered, each against a bare view in the same run.

Floor and page are asked in turns, seven rounds; a ratio is the median of the rounds' ratios of medians, with lowest
and highest. Then eight clients at once, and how a page grows from the smallest to the largest installation.
"""

import asyncio
import statistics
import time
from dataclasses import dataclass

from tests.bench.client import Session
from tests.bench.pages import PAGES, PASSWORD, Page, Visit
from tests.bench.site import BASE, Site

ROUNDS = 7
ASKS = 12  # requests of each in a round
GROWTH = 1.25


@dataclass(frozen=True)
class Row:
    """What was measured of one page at one size; times in milliseconds, ratios to the floor."""

    page: Page
    size: int
    p50: float
    p95: float
    floor: float
    ratio: float
    lowest: float
    highest: float
    queries: int
    octets: int
    compressed: int
    share: float  # of the floor's requests a second with eight clients
    p95_eight: float
    errors: int


class Speed:
    def __init__(self, pages: set[str]) -> None:
        self.pages = [page for page in PAGES if not pages or page.name in pages]
        self.rows: list[Row] = []

    def measure(self, site: Site) -> None:
        head = ("page", "p50 ms", "floor", "ratio", "", "queries", "KB", "gz KB", "p95", "8: share", "p95")
        print("  {:<12}{:>8}{:>8}{:>7}{:>14}{:>9}{:>7}{:>7}{:>8}{:>10}{:>8}".format(*head), flush=True)
        for page in self.pages:
            row = asyncio.run(measure_page(page, site.size, site.ids))
            self.rows.append(row)
            print(
                f"  {page.name:<12}{row.p50:>8.1f}{row.floor:>8.1f}{row.ratio:>7.2f}{row.lowest:>7.2f}"
                f"{row.highest:>7.2f}{row.queries:>9}{row.octets / 1024:>7.1f}{row.compressed / 1024:>7.1f}"
                f"{row.p95:>8.1f}{row.share:>10.2f}{row.p95_eight:>8.1f}"
                + (f"  {row.errors} errors" if row.errors else ""),
                flush=True,
            )

    def missed(self) -> list[str]:
        return [text for row in self.rows for text in misses(row)] + grown(self.rows)


async def measure_page(page: Page, size: int, ids: dict[str, list[str]]) -> Row:
    session = Session(BASE)
    await session.sign_in(page.person, PASSWORD)
    visit = Visit(page, session, ids)
    floor = Visit(page.floor, session, ids)
    for _ in range(4):
        await floor.go()
        answer = await visit.go()
    counted = await visit.go(count=True)
    ratios, floors, times = [], [], []
    for _ in range(ROUNDS):
        base, mine = [], []
        for _ in range(ASKS if page.many else 3):
            base.append((await floor.go()).seconds)
            mine.append((await visit.go()).seconds)
        ratios.append(statistics.median(mine) / statistics.median(base))
        floors += base
        times += mine
    share, p95_eight, errors = await with_eight(page, ids, session.cookies)
    return Row(
        page,
        size,
        p50=statistics.median(times) * 1000,
        p95=percentile(times, 95) * 1000,
        floor=statistics.median(floors) * 1000,
        ratio=statistics.median(ratios),
        lowest=min(ratios),
        highest=max(ratios),
        queries=int(counted.headers["x-queries"]),
        octets=len(answer.body),
        compressed=answer.compressed,
        share=share,
        p95_eight=p95_eight,
        errors=errors,
    )


async def with_eight(page: Page, ids: dict[str, list[str]], cookies: dict[str, str]) -> tuple[float, float, int]:
    """Return the share of the floor's requests a second, the page's p95 in ms and the errors, with eight clients."""
    if not page.many:
        return 1.0, 0.0, 0
    # eight windows of one person: so many sign-ins in a minute would be refused
    sessions = [Session(BASE, dict(cookies)) for _ in range(8)]
    floor_rate, _, _ = await rate([Visit(page.floor, session, ids) for session in sessions])
    page_rate, times, errors = await rate([Visit(page, session, ids) for session in sessions])
    return page_rate / floor_rate, percentile(times, 95) * 1000, errors


async def rate(visits: list[Visit], seconds: float = 2.0) -> tuple[float, list[float], int]:
    times: list[float] = []
    errors = 0
    await asyncio.gather(*(visit.go(check=False) for visit in visits))  # who saves has to open the page first
    end = time.perf_counter() + seconds

    async def run(visit: Visit) -> None:
        nonlocal errors
        while time.perf_counter() < end:
            answer = await visit.go(check=False)
            times.append(answer.seconds)
            errors += answer.status != visit.page.status

    start = time.perf_counter()
    await asyncio.gather(*(run(visit) for visit in visits))
    return len(times) / (time.perf_counter() - start), times, errors


def misses(row: Row) -> list[str]:
    """Return in words which marks a page misses."""
    marks = [
        (row.ratio > row.page.most, f"{row.ratio:.2f} of the floor, {row.page.most} at most"),
        (row.queries > row.page.queries, f"{row.queries} queries, {row.page.queries} at most"),
        (row.octets > 100 * 1024, f"{row.octets / 1024:.0f} KB, 100 at most"),
        (row.compressed > 25 * 1024, f"{row.compressed / 1024:.0f} KB compressed, 25 at most"),
        (row.share < 0.25, f"{row.share:.2f} of the floor's requests a second with eight clients, 0.25 at least"),
        (row.errors > 0, f"{row.errors} errors with eight clients"),
    ]
    return [f"{row.page.name} at {row.size:,}: {text}" for missed, text in marks if missed]


def grown(rows: list[Row]) -> list[str]:
    """Print how the ratios grow from the smallest to the largest size, and return what misses."""
    sizes = sorted({row.size for row in rows})
    if len(sizes) < 2:
        return []
    by = {(row.page.name, row.size): row for row in rows}
    growths = {row.page.name: by[row.page.name, sizes[-1]].ratio / row.ratio for row in rows if row.size == sizes[0]}
    middle = statistics.median(growths.values())
    told = ", ".join(f"{name} {growth:.2f}" for name, growth in growths.items())
    print(f"Growth from {sizes[0]:,} to {sizes[-1]:,}: {told}; {middle:.2f} by the median")
    queries = {name: {by[name, size].queries for size in sizes} for name in growths}
    texts = [f"{name}: {sorted(found)} queries at different sizes" for name, found in queries.items() if len(found) > 1]
    return texts + ([f"growth {middle:.2f} by the median, {GROWTH} at most"] if middle > GROWTH else [])


def percentile(values: list[float], share: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * share // 100)] if values else 0.0
