"""An installation of one size with its server running: what a measurement is given."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from hiring.core.background.processes import web_command
from tests.bench.pages import prepare

PORT = 8990
BASE = f"http://127.0.0.1:{PORT}"
FOLDER = Path(os.environ.get("PLUMBLINE_BENCH", "/tmp/plumbline-bench"))


@dataclass(frozen=True)
class Site:
    """``ids``: public ids of the first role, of judged applications in it and of the bencher's cards."""

    size: int
    sqlite: bool
    server: int  # process id of gunicorn
    ids: dict[str, list[str]]

    @property
    def name(self) -> str:
        return f"{self.size:,} applications on {'SQLite' if self.sqlite else 'PostgreSQL'}"


@contextmanager
def running(size: int, *, sqlite: bool) -> Iterator[Site]:
    """Fill an installation, or take the one of the last run, and serve it as ``manage.py serve`` does."""
    environment = make_installation(size, sqlite=sqlite)
    with subprocess.Popen(web_command(f"127.0.0.1:{PORT}"), env=environment) as server:
        try:
            _wait_for_server()
            yield Site(size, sqlite, server.pid, prepare(environment))
        finally:
            server.terminate()


def make_installation(size: int, *, sqlite: bool) -> dict[str, str]:
    """Return the environment of an installation with ``size`` applications, filled once and kept for the next run."""
    name = f"plumbline_bench_{size}"
    data = FOLDER / (name + ("_sqlite" if sqlite else ""))
    server = os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "PYTHONWARNINGS": "ignore",
        "PLUMBLINE_DATA": str(data),
        "PLUMBLINE_URL": BASE,
        "DATABASE_URL": f"sqlite:///{data}/bench.sqlite3" if sqlite else server.rsplit("/", 1)[0] + "/" + name,
    }
    if (data / "filled").exists():
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], env=environment, check=True)
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


def _wait_for_server() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{BASE}/healthz", timeout=2)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not start")
