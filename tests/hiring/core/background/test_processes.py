"""Real workers and beats, killed, stopped and doubled. Every effect happens once, and nothing is lost."""

import signal
import time

import pytest

from tests.hiring.core.background.installation import Installation

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

EFFECTS = "SELECT count(*) FROM core_auditentry WHERE action = 'test.effect'"
DIFFERENT = "SELECT count(DISTINCT CAST(fields AS text)) FROM core_auditentry WHERE action = 'test.effect'"
DONE = "SELECT count(*) FROM core_task WHERE state = 'done'"
RUNNING = "SELECT count(*) FROM core_task WHERE state = 'running'"
UNLINKED = "SELECT count(*) FROM core_auditentry e WHERE e.id NOT IN (SELECT entry_id FROM core_chainlink)"


@pytest.fixture
def installation(tmp_path):
    made = Installation(tmp_path)
    yield made
    made.remove()


def test_three_kills_in_the_middle_of_thirty_tasks(installation):
    installation.start_beat()
    worker = installation.start_worker()
    installation.ask("test.slow", 30, 0.4)
    killed_at_work = 0
    for done in (4, 12, 20):
        installation.wait_for(f"SELECT ({DONE}) >= {done} AND ({RUNNING}) > 0")
        installation.kill(worker)
        killed_at_work += installation.number(RUNNING) > 0
        worker = installation.start_worker()
    installation.wait_for(f"SELECT ({DONE}) = 30")
    assert killed_at_work == 3
    assert installation.number("SELECT max(attempts) FROM core_task") > 1
    assert (installation.number(EFFECTS), installation.number(DIFFERENT)) == (30, 30)


def test_work_asked_for_while_the_broker_is_down_is_done_once_it_is_back(installation):
    installation.ask("test.slow", 3, 0.1, "--broken")
    assert installation.number("SELECT count(*) FROM core_task WHERE sent_at IS NULL") == 3
    broker = installation.folder / "broker" / "messages"
    if broker.is_file():
        broker.unlink()
    installation.start_worker()
    installation.start_beat()
    installation.wait_for(f"SELECT ({DONE}) = 3")
    assert installation.number(EFFECTS) == 3


def test_two_beats_do_nothing_twice_and_the_trail_is_linked_within_ten_seconds(installation):
    for _ in range(2):
        installation.start_beat()
        installation.start_worker()
    installation.ask("test.slow", 10, 0.2, 1)
    installation.wait_for(f"SELECT ({DONE}) = 10")
    finished = time.monotonic()
    installation.wait_for(f"SELECT ({UNLINKED}) = 0")
    assert time.monotonic() - finished < 10
    assert (installation.number(EFFECTS), installation.number(DIFFERENT)) == (10, 10)
    assert installation.rows("SELECT count(*), max(position) FROM core_chainlink") == [(10, 10)]
    assert sorted(installation.rows("SELECT name FROM core_heartbeat")) == [("beat",), ("worker",)]


def test_work_that_kills_its_worker_ends_as_failed(installation):
    installation.start_beat()
    installation.ask("test.deadly", 1, 0)
    for _ in range(2):
        assert installation.start_worker().wait(60) == -signal.SIGKILL
    installation.start_worker()
    installation.wait_for("SELECT count(*) FROM core_task WHERE state = 'failed' AND error = 'worker-lost'")
    assert installation.number("SELECT attempts FROM core_task") == 2


def test_a_worker_that_hangs_loses_its_task_and_does_no_harm_when_it_wakes(installation):
    hanging = installation.start_worker()
    installation.ask("test.slow", 1, 2)
    installation.wait_for(f"SELECT ({RUNNING}) = 1")
    hanging.send_signal(signal.SIGSTOP)
    installation.start_worker()
    installation.start_beat()
    installation.wait_for(f"SELECT ({DONE}) = 1")
    hanging.send_signal(signal.SIGCONT)
    time.sleep(3)
    assert hanging.poll() is None
    assert (installation.number(EFFECTS), installation.number("SELECT attempts FROM core_task")) == (1, 2)
