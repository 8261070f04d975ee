"""Measures the pages that people wait for, each against a bare view in the same run, and says what misses its mark.

    python -m tests.bench [--sizes 1000,10000,100000] [--sqlite]

PostgreSQL by default (the server of DATABASE_URL, a database of its own a size), gunicorn with two workers. Floor and
page are asked in turns, seven rounds; a ratio is the median of the rounds' ratios of medians, with lowest and highest.
"""

import argparse
import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.client import Session
from tests.bench.pages import PAGES, Page, Visit, prepare

ROUNDS = 7
ASKS = 12  # requests of each in a round
PORT = 8990
BASE = f"http://127.0.0.1:{PORT}"
FOLDER = Path(os.environ.get("PLUMBLINE_BENCH", "/tmp/plumbline-bench"))


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--sqlite", action="store_true")
    parser.add_argument("--only", default="", help="measure only these pages, by name")
    chosen = parser.parse_args()
    sizes = [10_000] if chosen.sqlite else [int(size) for size in chosen.sizes.split(",")]
    pages = [page for page in PAGES if not chosen.only or page.name in chosen.only.split(",")]
    rows: list[Row] = []
    for size in sizes:
        rows += measure_installation(size, sqlite=chosen.sqlite, pages=pages)
    print_growth(rows, sizes)
    missed = [text for row in rows for text in misses(row)] + grown(rows, sizes)
    print("\nMissed:\n  " + "\n  ".join(missed) if missed else "\nEvery mark is met.")
    sys.exit(bool(missed))


def measure_installation(size: int, *, sqlite: bool, pages: list[Page]) -> list[Row]:
    environment = make_installation(size, sqlite=sqlite)
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "hiring.wsgi", "-w", "2", "-b", f"127.0.0.1:{PORT}", "--log-level", "error"],
        env=environment,
    )
    try:
        wait_for_server()
        rows = asyncio.run(measure(size, pages, environment))
        print(f"  two workers at the end: {memory(server.pid):.0f} MB\n", flush=True)
    finally:
        server.terminate()
        server.wait(20)
    return rows


def make_installation(size: int, *, sqlite: bool) -> dict[str, str]:
    """Return the environment of an installation with ``size`` applications, filled once and kept for the next run."""
    name = f"plumbline_bench_{size}"
    data = FOLDER / (name + ("_sqlite" if sqlite else ""))
    server = os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "PLUMBLINE_DATA": str(data),
        "PLUMBLINE_URL": BASE,
        "DATABASE_URL": f"sqlite:///{data}/bench.sqlite3" if sqlite else server.rsplit("/", 1)[0] + "/" + name,
    }
    if (data / "filled").exists():
        return environment
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    if not sqlite:
        parts = urlsplit(server)
        shell = ["psql", "-q", "-h", parts.hostname or "127.0.0.1", "-p", str(parts.port or 5432), "-U", "postgres"]
        subprocess.run([*shell, "-c", f"DROP DATABASE IF EXISTS {name}", "-c", f"CREATE DATABASE {name}"], check=True)
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "tests.bench.fill", str(size)], env=environment, check=True)
    (data / "filled").touch()
    print(f"{name}: filled in {time.perf_counter() - start:.0f} s", flush=True)
    return environment


def wait_for_server() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{BASE}/healthz", timeout=2)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not start")


async def measure(size: int, pages: list[Page], environment: dict[str, str]) -> list[Row]:
    ids = prepare(environment)
    print(f"{size:,} applications", flush=True)
    head = ("page", "p50 ms", "floor", "ratio", "", "queries", "KB", "gz KB", "p95", "8: share", "p95")
    print("  {:<12}{:>8}{:>8}{:>7}{:>14}{:>9}{:>7}{:>7}{:>8}{:>10}{:>8}".format(*head))
    rows = []
    for page in pages:
        row = await measure_page(page, size, ids)
        rows.append(row)
        print(
            f"  {page.name:<12}{row.p50:>8.1f}{row.floor:>8.1f}{row.ratio:>7.2f}{row.lowest:>7.2f}{row.highest:>7.2f}"
            f"{row.queries:>9}{row.octets / 1024:>7.1f}{row.compressed / 1024:>7.1f}{row.p95:>8.1f}"
            f"{row.share:>10.2f}{row.p95_eight:>8.1f}" + (f"  {row.errors} errors" if row.errors else ""),
            flush=True,
        )
    return rows


async def measure_page(page: Page, size: int, ids: dict[str, list[str]]) -> Row:
    session = Session(BASE)
    await session.sign_in(page.person, "plumbline-bench")
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
        (row.queries > 10, f"{row.queries} queries, 10 at most"),
        (row.octets > 100 * 1024, f"{row.octets / 1024:.0f} KB, 100 at most"),
        (row.compressed > 25 * 1024, f"{row.compressed / 1024:.0f} KB compressed, 25 at most"),
        (row.share < 0.25, f"{row.share:.2f} of the floor's requests a second with eight clients, 0.25 at least"),
        (row.errors > 0, f"{row.errors} errors with eight clients"),
    ]
    return [f"{row.page.name} at {row.size:,}: {text}" for missed, text in marks if missed]


def print_growth(rows: list[Row], sizes: list[int]) -> None:
    if len(sizes) < 2:
        return
    print(f"Growth of the ratio from {sizes[0]:,} to {sizes[-1]:,}")
    for name, growth in growths(rows, sizes).items():
        print(f"  {name:<12}{growth:>7.2f}")


def grown(rows: list[Row], sizes: list[int]) -> list[str]:
    if len(sizes) < 2:
        return []
    found = growths(rows, sizes)
    middle = statistics.median(found.values())
    queries = {row.page.name: {other.queries for other in rows if other.page == row.page} for row in rows}
    texts = [
        f"{name}: {sorted(counts)} queries at different sizes" for name, counts in queries.items() if len(counts) > 1
    ]
    return texts + ([f"growth {middle:.2f} by the median, 1.25 at most"] if middle > 1.25 else [])


def growths(rows: list[Row], sizes: list[int]) -> dict[str, float]:
    by = {(row.page.name, row.size): row.ratio for row in rows}
    return {name: by[name, sizes[-1]] / by[name, sizes[0]] for name, size in by if size == sizes[0]}


def percentile(values: list[float], share: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * share // 100)] if values else 0.0


def memory(pid: int) -> float:
    """Return the unique and shared resident memory of a process and its children, in MB (PSS)."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            if int(folder.name) != pid and int(fields[1]) != pid:
                continue
            for line in (folder / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total / 1024


if __name__ == "__main__":
    main()
