"""A role in bulk: how many reports a minute against bare WeasyPrint, how memory grows in a ZIP, what pages feel of it,
and how long one report takes from the click to "ready" on an idle embedded installation.

The work runs in a process of its own (``tests.bench.exporting``), one worker with one child, as in the product.
"""

import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.client import Session
from tests.bench.site import make_installation, running
from tests.bench.speed import Speed

SIZE = 1_000  # its first role has 500 applications
FEW, MANY = 10, 500
SHARE, GROWTH, READY = 0.8, 1.2, 2.0
PORT = 8993
CLICKS = 5


class Exports:
    def __init__(self) -> None:
        self.found: list[str] = []

    def measure(self, _site: None) -> None:
        environment = make_installation(SIZE, sqlite=False)
        told = json.loads(_export(environment, MANY).communicate()[0])
        self._judge_rate(told)
        self._judge_memory(told)
        self._judge_pages(environment)
        self._judge_click()

    def missed(self) -> list[str]:
        return self.found

    def _mark(self, text: str, *, met: bool) -> None:
        print(text, flush=True)
        if not met:
            self.found.append(text)

    def _judge_rate(self, told: dict[str, float]) -> None:
        ours, bare = told["reports"] / told["seconds"] * 60, told["bare_reports"] / told["bare_seconds"] * 60
        share = ours / bare
        text = f"bulk: {ours:.0f} reports a minute, bare WeasyPrint {bare:.0f}; {share:.2f} of it, {SHARE} at least"
        self._mark(text, met=share >= SHARE)

    def _judge_memory(self, told: dict[str, float]) -> None:
        for name in ("worker", "child"):
            few, many = told[f"{name}_few"], told[f"{name}_many"]
            text = f"bulk: the {name} holds {few:.0f} MB after {FEW} reports of a ZIP, {many:.0f} MB after {MANY}"
            self._mark(text, met=many <= few * GROWTH)

    def _judge_pages(self, environment: dict[str, str]) -> None:
        with running(SIZE, sqlite=False) as site:
            work = _export(environment, MANY)
            try:
                time.sleep(3)
                speed = Speed({"inbox", "list", "board", "application"})
                print("pages while a role is exported:")
                speed.measure(site)
                self.found += [f"while a role is exported: {text}" for text in speed.missed()]
            finally:
                work.kill()
                work.communicate()

    def _judge_click(self) -> None:
        with _served() as base:
            seconds = asyncio.run(_click(base))
        shown = ", ".join(f"{one:.2f}" for one in seconds)
        text = f"one report, from the click to ready: {statistics.median(seconds):.2f} s of {shown}; {READY} s at most"
        self._mark(text, met=statistics.median(seconds) < READY)


def _export(environment: dict[str, str], count: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.bench.exporting", str(FEW), str(count)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


@contextmanager
def _served() -> Iterator[str]:
    """Serve the embedded default with demo data, as ``make run`` does."""
    with tempfile.TemporaryDirectory() as folder:
        known = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
        environment = {**known, "PORT": str(PORT), "PLUMBLINE_DATA": folder, "PLUMBLINE_URL": ""}
        command = [sys.executable, "manage.py", "serve", "--demo"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout:
                if line.startswith("Ctrl-C"):
                    break
            time.sleep(5)  # what starting left to do
            yield f"http://127.0.0.1:{PORT}"
            process.terminate()
            process.stdout.read()


async def _click(base: str) -> list[float]:
    """Return the seconds from asking for a decision report to the page that says that it is ready."""
    session = Session(base)
    await session.sign_in("manager@demo.test", "plumbline-demo")
    page = await session.ask("GET", "/candidates/?order=oldest")
    application = re.findall(r'href="(/applications/[\w-]+/)"', page.text)[0]
    taken = []
    for _click in range(CLICKS + 1):
        start = time.perf_counter()
        asked = await session.ask("POST", f"{application}reports/", b"")
        while "/open/" not in (await session.ask("GET", asked.headers["location"])).text:
            await asyncio.sleep(0.05)
        taken.append(time.perf_counter() - start)
    return taken[1:]  # the first one starts the child
