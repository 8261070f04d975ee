import logging
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from hiring.core.background import child
from hiring.core.background.child import ChildCrashed, ChildRefused, ChildTimeout, Limits, run_in_child

JOBS = "tests.hiring.core.background.child_jobs"
ROOT = Path(__file__).resolve().parents[4]
MEGABYTE = 1024 * 1024


def run(job, about=None, parts=(), **options):
    return run_in_child(f"{JOBS}:{job}", about or {}, parts, **{"seconds": 20, **options})


def is_alive(pid):
    """A zombie whose parent has not looked yet counts as dead."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


@pytest.fixture(autouse=True)
def _new_child_for_each_test():
    for kept in child._kept.__dict__.pop("children", {}).values():
        kept.end()


def test_returns_what_the_job_returned_with_its_binary_parts():
    big = os.urandom(3 * MEGABYTE)
    answer = run("echo", {"name": "Žofie", "n": [1, None]}, [b"", b"abc", big])
    assert answer.body == {"about": {"name": "Žofie", "n": [1, None]}}
    assert answer.parts == [b"", b"cba", big[::-1]]


def test_surroundings_hold_nothing_of_the_parent(monkeypatch):
    monkeypatch.setenv("PLUMBLINE_SECRET_KEY", "not for children")
    read_end, write_end = os.pipe()
    os.set_inheritable(write_end, True)
    try:
        found = run("surroundings", limits=Limits(memory=512 * MEGABYTE)).body
    finally:
        os.close(read_end)
        os.close(write_end)
    # Standard input, output and error lead nowhere; two pipes, and the one that lists the folder.
    assert found == {
        "folder": "/",
        "environment": ["HOME", "LANG", "PATH", "TMPDIR"],
        "descriptors": [0, 1, 2, 3, 4, 5],
        "frameworks": [],
        "memory": [512 * MEGABYTE, 512 * MEGABYTE],
        "core": [0, 0],
    }


def test_child_leads_a_session_of_its_own():
    answer = run("who").body
    assert answer["parent"] == os.getpid()
    assert answer["session"] == answer["pid"]


def test_one_child_is_used_for_twenty_documents_and_then_replaced():
    pids = [run("who").body["pid"] for _ in range(41)]
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [20, 20, 1]
    assert not is_alive(pids[0])


def test_a_child_for_one_document_is_gone_when_it_has_answered():
    once = Limits(documents=1)
    first = run("who", limits=once).body["pid"]
    assert not is_alive(first)
    assert run("who", limits=once).body["pid"] != first
    with pytest.raises(ChildRefused):
        run("refuse", limits=once)


def test_other_limits_have_another_child():
    small = Limits(memory=512 * MEGABYTE)
    first, second = run("who").body["pid"], run("who", limits=small).body["pid"]
    assert first != second
    assert run("who").body["pid"] == first
    assert run("who", limits=small).body["pid"] == second


def test_progress_is_told_in_order():
    seen = []
    run("count", {"to": 3}, on_progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_refusal_carries_code_and_figures_and_keeps_the_child():
    pid = run("who").body["pid"]
    with pytest.raises(ChildRefused) as caught:
        run("refuse")
    assert (caught.value.code, caught.value.figures) == ("too_many_pages", {"pages": 73, "most": 50})
    assert run("who").body["pid"] == pid


def test_hang_ends_at_the_clock_and_the_next_call_has_a_new_child():
    pid = run("who").body["pid"]
    started = time.monotonic()
    with pytest.raises(ChildTimeout):
        run("hang", seconds=0.5)
    assert 0.4 < time.monotonic() - started < 5
    assert not is_alive(pid)
    assert run("who").body["pid"] != pid


def test_endless_work_ends_at_the_limit_of_processor_time():
    with pytest.raises(ChildTimeout, match="processor"):
        run("spin")


@pytest.mark.parametrize(
    ("job", "reason"),
    [("eat", "memory"), ("segfault", "signal 11"), ("leave", "exit 7"), ("fail", "ValueError")],
)
def test_crash_says_how_and_the_next_call_works(job, reason):
    pid = run("who").body["pid"]
    with pytest.raises(ChildCrashed) as caught:
        run(job)
    assert caught.value.reason == reason
    assert not is_alive(pid)
    assert run("echo", {"still": "here"}).body == {"about": {"still": "here"}}


def test_answer_larger_than_allowed_is_no_answer():
    limits = Limits(answer_bytes=MEGABYTE)
    assert len(run("answer_much", {"size": MEGABYTE}, limits=limits).parts[0]) == MEGABYTE
    with pytest.raises(ChildCrashed, match="not an answer"):
        run("answer_much", {"size": MEGABYTE + 1}, limits=limits)


@pytest.mark.parametrize("job", ["garbage", "long_header", "refuse_with_words"])
def test_child_that_speaks_another_language_is_ended(job):
    pid = run("who").body["pid"]
    with pytest.raises(ChildCrashed, match="not an answer"):
        run(job)
    assert not is_alive(pid)


@pytest.mark.parametrize("job", ["fail", "talk", "refuse_with_words"])
def test_nothing_of_the_content_reaches_logs_or_exceptions(job, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    text = ""
    try:
        run(job)
    except child.ChildError as error:
        text = f"{error!r} {error.__cause__!r} {vars(error)}"
    said = capfd.readouterr()
    assert "Lovelace" not in text + caplog.text + said.out + said.err


def test_a_child_writes_no_byte_unless_its_limits_allow(tmp_path):
    stray = tmp_path / "stray"
    assert run("write_file", {"path": str(stray), "size": 1}).body == {"written": False}
    assert stray.stat().st_size == 0


def test_a_child_that_may_write_has_a_folder_of_its_own_that_goes_with_it():
    roomy = Limits(file_bytes=MEGABYTE)
    assert run("write_file", {"path": "note", "size": MEGABYTE}, limits=roomy).body == {"written": True}
    folder = Path(run("surroundings", limits=roomy).body["folder"])
    assert [path.name for path in folder.iterdir()] == ["note"]
    assert run("write_file", {"path": "big", "size": MEGABYTE + 1}, limits=roomy).body == {"written": False}
    child._kept.children[roomy].end()
    assert not folder.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's child cannot fork at all")
def test_a_grandchild_is_ended_with_the_group():
    grandchildren = []
    with pytest.raises(ChildTimeout):
        run("fork", seconds=1, on_progress=lambda pid, _: grandchildren.append(pid))
    assert wait_until(lambda: not is_alive(grandchildren[0]))


def test_child_that_died_while_idle_is_replaced():
    pid = run("who").body["pid"]
    os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not is_alive(pid))
    assert run("who").body["pid"] != pid


def test_exception_of_the_caller_passes_through_and_ends_the_child():
    pid = run("who").body["pid"]

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run("count", {"to": 3}, on_progress=stop)
    assert not is_alive(pid)
    assert run("echo").body == {"about": {}}


def test_two_threads_have_a_child_each_and_it_ends_with_its_thread():
    together, pids = threading.Barrier(2), {}

    def work(name):
        together.wait(10)
        pids[name] = {run("who").body["pid"] for _ in range(3)}

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(pids["a"]) == len(pids["b"]) == 1
    assert pids["a"] != pids["b"]
    assert wait_until(lambda: not any(map(is_alive, pids["a"] | pids["b"])))


def test_fork_of_the_parent_starts_its_own_child_and_leaves_the_other_alone():
    before = run("who").body["pid"]
    read_end, write_end = os.pipe()
    forked = os.fork()
    if forked == 0:
        try:
            body = run("who").body
            os.write(write_end, f"{body['pid']} {body['parent']}".encode())
        finally:
            os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as answers:
        pid, parent = map(int, answers.read().split())
    os.waitpid(forked, 0)
    assert pid != before
    assert parent == forked
    assert run("who").body["pid"] == before
    assert wait_until(lambda: not is_alive(pid))


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_child_dies_with_its_parent_even_in_the_middle_of_work(end):
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from hiring.core.background.child import run_in_child\n"
        f"print(run_in_child('{JOBS}:who', {{}}, seconds=20).body['pid'], flush=True)\n"
        f"run_in_child('{JOBS}:hang', {{}}, seconds=60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, str(ROOT)], stdout=subprocess.PIPE, text=True)
    with parent:
        pid = int(parent.stdout.readline())
        assert is_alive(pid)
        parent.send_signal(end)
        parent.wait(10)
    assert wait_until(lambda: not is_alive(pid))
