"""Real workers and a real mail server: killed with a claim in hand, killed in the middle of the content, doubled."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hiring.core.background.installation import ROOT, Installation
from tests.mail_server import MailServer

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
STATES = "SELECT state, why FROM core_mail ORDER BY id"


@pytest.fixture
def installation(tmp_path: Path, mail_server: MailServer) -> Iterator[Installation]:
    made = Installation(tmp_path)
    made.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{mail_server.port}"
    yield made
    made.remove()


def ask(installation: Installation, count: int) -> None:
    command = [sys.executable, "-m", "tests.hiring.core.mail.ask", str(count)]
    subprocess.run(command, cwd=ROOT, env=installation.environment, check=True)


def wait_until(condition: Callable[[], bool], *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def in_state(state: str, count: int = 1) -> str:
    return f"SELECT (SELECT count(*) FROM core_mail WHERE state = '{state}') = {count}"


@pytest.mark.parametrize(("command", "arrived"), [("MAIL", 0), ("DATA", 1)])
def test_a_worker_killed_with_a_claim_in_hand(
    installation: Installation, mail_server: MailServer, command: str, arrived: int
) -> None:
    """Before the content nothing has arrived, within it perhaps all of it: nobody knows, and nothing goes out again."""
    mail_server.waits[command] = 4
    installation.start_beat()
    worker = installation.start_worker()
    ask(installation, 1)
    wait_until(lambda: command in mail_server.asked)
    assert installation.rows(STATES) == [("sending", "")]
    installation.kill(worker)
    mail_server.waits.clear()
    installation.start_worker()
    installation.wait_for(in_state("uncertain"))
    assert installation.rows(STATES) == [("uncertain", "sender-died")]
    wait_until(lambda: sum(mail_server.ids.values()) == arrived)
    time.sleep(3)  # several sweeps
    assert list(mail_server.ids.values()) == [1] * arrived
    assert installation.rows(STATES) == [("uncertain", "sender-died")]


def test_two_workers_and_two_beats_send_each_mail_once(installation: Installation, mail_server: MailServer) -> None:
    mail_server.waits["DATA"] = 0.1
    for _ in range(2):
        installation.start_beat()
        installation.start_worker()
    ask(installation, 20)
    installation.wait_for(in_state("sent", 20))
    assert sorted(mail_server.ids.values()) == [1] * 20


def test_killed_again_and_again_none_is_sent_twice_and_each_row_says_what_became_of_it(
    installation: Installation, mail_server: MailServer
) -> None:
    mail_server.waits["RCPT"] = 0.3
    installation.start_beat()
    worker = installation.start_worker()
    ask(installation, 15)
    for taken in (3, 7):
        wait_until(lambda taken=taken: len(mail_server.letters) >= taken)
        installation.kill(worker)
        worker = installation.start_worker()
    open_ones = "SELECT count(*) = 0 FROM core_mail WHERE state IN ('planned', 'sending')"
    installation.wait_for(open_ones)
    states = [state for state, _why in installation.rows(STATES)]
    assert set(states) == {"sent", "uncertain"}
    assert set(mail_server.ids.values()) == {1}
    assert states.count("sent") <= len(mail_server.letters) <= 15
