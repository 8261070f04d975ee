"""From a fresh clone to the first page by ``make run``, and how long a second start takes; with warm package caches."""

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

PORT = 8991
FIRST, SECOND = 60, 10  # seconds at most
HOUSE = Path(__file__).resolve().parents[2]


class Start:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def measure(self, _site: None) -> None:
        with tempfile.TemporaryDirectory() as folder:
            clone = Path(folder) / "clone"
            subprocess.run(["git", "clone", "--quiet", HOUSE, clone], check=True)
            for name in ("first", "second"):
                self.seconds[name] = _seconds_to_ready(clone)
                print(f"make run, {name} start: ready after {self.seconds[name]:.1f} s", flush=True)

    def missed(self) -> list[str]:
        marks = {"first": FIRST, "second": SECOND}
        return [
            f"{name} start: {seconds:.0f} s, {marks[name]} at most"
            for name, seconds in self.seconds.items()
            if seconds > marks[name]
        ]


def _seconds_to_ready(clone: Path) -> float:
    """Run until the address is printed, which is when web, worker and beat are there."""
    ours = ("PLUMBLINE_", "DJANGO_", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "STORAGE_URL", "VIRTUAL_ENV", "MAKE")
    known = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    said: list[str] = []
    start = time.perf_counter()
    with subprocess.Popen(
        ["make", "--silent", "run"],
        cwd=clone,
        env={**known, "PORT": str(PORT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        for line in process.stdout:
            said.append(line)
            if line.startswith("Plumbline runs at"):
                break
        else:
            raise RuntimeError("it ended before it was ready:\n" + "".join(said[-20:]))
        seconds = time.perf_counter() - start
        os.killpg(process.pid, signal.SIGINT)
        process.stdout.read()
    return seconds
