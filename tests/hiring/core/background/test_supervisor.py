"""The parent of an embedded installation: brings all up, takes all along, however it goes."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.hiring.core.background.installation import ROOT, Installation

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as opened:
        return opened.getsockname()[1]


@pytest.fixture
def installation(tmp_path, port):
    made = Installation(tmp_path)
    made.environment |= {"PORT": str(port), "DJANGO_SETTINGS_MODULE": "hiring.settings", "PLUMBLINE_URL": ""}
    yield made
    made.remove()


@pytest.fixture
def served(installation, port):
    """The supervisor's process, once the whole installation is ready."""
    process = installation.start([sys.executable, "manage.py", "serve"])
    log = installation.folder / "log"
    wait_for(lambda: "Ctrl-C stops it." in log.read_text(), log)
    assert ready(port) == 200, log.read_text()
    return process


def ready(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
    except OSError:
        return None


def wait_for(condition, log, seconds=90):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)


def processes_of(installation):
    """Return the id and command of every living process that has this installation's folder in its environment."""
    mark = f"PLUMBLINE_DATA={installation.folder}".encode()
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


def one_of(installation, word):
    """Return the id of the first process, thus the oldest, whose command has ``word``."""
    return min(pid for pid, command in processes_of(installation).items() if word in command)


def gone(installation):
    return lambda: not processes_of(installation)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_all_parts_are_ready_and_a_signal_stops_every_process_within_seconds(installation, served, number):
    log = installation.folder / "log"
    commands = " ".join(processes_of(installation).values())
    assert all(word in commands for word in ("gunicorn", "worker", "beat", "serve"))
    asked = time.monotonic()
    served.send_signal(number)
    assert served.wait(30) == 0
    assert time.monotonic() - asked < 15
    assert processes_of(installation) == {}
    assert log.read_text().endswith("stopped\n")


def test_killing_the_parent_leaves_no_child(installation, served):
    os.kill(served.pid, signal.SIGKILL)
    served.wait()
    wait_for(gone(installation), installation.folder / "log", seconds=15)


def test_a_part_that_dies_is_started_again(installation, served, port):
    log = installation.folder / "log"
    words = {"web": "gunicorn", "worker": " worker ", "beat": " beat "}
    killed = {name: one_of(installation, word) for name, word in words.items()}
    for pid in killed.values():
        os.kill(pid, signal.SIGKILL)
    for name, word in words.items():
        wait_for(lambda line=f"{name:<6} | ended by signal 9, starts again in 2 s": line in log.read_text(), log)
        wait_for(lambda word=word: any(word in command for command in processes_of(installation).values()), log)
    wait_for(lambda: ready(port) == 200, log)
    assert not set(killed.values()) & set(processes_of(installation))


def test_a_port_in_use_is_said_and_nothing_is_started(installation, port):
    with socket.create_server(("127.0.0.1", port)):
        answer = subprocess.run(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=installation.environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert answer.returncode == 1
    assert f"Port {port} is in use by another program" in answer.stderr
    assert f"make run PORT={port + 1}" in answer.stderr
    assert processes_of(installation) == {}


def test_accounts_of_the_demo_are_told(installation):
    for name in ("admin", "nobody"):
        domain = "demo.test" if name == "admin" else "example.org"
        script = f"from hiring.core.models import User; User.objects.create_user('{name}@{domain}', 'x', name='N')"
        command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", script]
        subprocess.run(command, cwd=ROOT, env=installation.environment, check=True, timeout=60)
    installation.start([sys.executable, "manage.py", "serve"])
    log = installation.folder / "log"
    wait_for(lambda: "Ctrl-C stops it." in log.read_text(), log)
    told = log.read_text()
    assert "password plumbline-demo" in told
    assert "admin@demo.test" in told
    assert "nobody@example.org" not in told
