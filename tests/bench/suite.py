"""How long the tests take that need neither a browser nor processes of their own."""

import subprocess
import sys
import time
from pathlib import Path

MOST = 90  # seconds
HOUSE = Path(__file__).resolve().parents[2]


class Suite:
    def __init__(self) -> None:
        self.seconds = 0.0

    def measure(self, _site: None) -> None:
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "--numprocesses=auto", "-m", "not flow and not xdist_group"],
            cwd=HOUSE,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        self.seconds = time.perf_counter() - start
        print(f"unit tests: {self.seconds:.0f} s", flush=True)

    def missed(self) -> list[str]:
        return [f"unit tests: {self.seconds:.0f} s, {MOST} at most"] if self.seconds > MOST else []
