"""Runs code on a stranger's file in a child interpreter, the one way for parsers and for WeasyPrint.

``run_in_child("package.module:function", {...}, [bytes])`` calls ``function(about, parts, tell)`` in a plain
subprocess and returns what it returned. A plain subprocess instead of ``multiprocessing``, because it works
the same in a web process, under Celery's prefork, threads and solo pools, and after a fork: nothing but pipes
is shared.

The child has its own session, an empty environment, limits on memory, processor time and files (and an empty
folder of its own where it may write), and dies with the thread that started it. Each thread keeps one child for
each ``Limits`` and uses it for as many requests as those say; a child that failed in any way is ended with its
whole group at once.
"""

import contextlib
import logging
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hiring.core.background import child_main
from hiring.core.background.child_frames import (
    ANSWER,
    ASK,
    FAILED,
    REFUSED,
    TELL,
    BadFrame,
    ChildError,
    ChildRefused,
    Frame,
    pack_frame,
    read_frame,
)

__all__ = ["Answer", "ChildCrashed", "ChildError", "ChildRefused", "ChildTimeout", "Limits", "run_in_child"]

logger = logging.getLogger(__name__)

DOCUMENTS = 20
MEGABYTE = 1024 * 1024
CHUNK = MEGABYTE
DYING = 1.0  # seconds


class ChildTimeout(ChildError):
    """The child took longer than it was given, by the clock or by processor time."""


class ChildCrashed(ChildError):
    """The child died, ran out of memory, raised, or answered with something that is no answer."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Limits:
    """What a child may use.

    Bytes of address space, bytes of the largest file it may write, bytes of an answer, and whether it may start
    threads (Pango does) and so processes. ``documents``: how many requests one child answers before it is replaced; one
    that needs much memory gives it back at once with 1.
    """

    memory: int = 1024 * MEGABYTE
    file_bytes: int = 0
    answer_bytes: int = 64 * MEGABYTE
    threads: bool = False
    documents: int = DOCUMENTS


@dataclass(frozen=True)
class Answer:
    """What the job returned: a JSON object and binary parts."""

    body: dict[str, Any]
    parts: list[bytes]


def run_in_child(
    job: str,
    about: dict[str, Any],
    parts: Sequence[bytes] = (),
    *,
    seconds: float,
    limits: Limits = Limits(),
    on_progress: Callable[[int, int], None] | None = None,
) -> Answer:
    """Run ``job`` ("package.module:function", a function that imports no Django) and return its answer.

    Raises ``ChildRefused`` when the job said no, ``ChildTimeout`` after ``seconds``, ``ChildCrashed`` for
    everything else. ``on_progress(done, total)`` is called in this thread for each step that the job tells.
    """
    child = _take_child(limits)
    ask = Frame(ASK, {"job": job, "about": about, "seconds": seconds}, parts)
    try:
        return _understand(_converse(child, ask, time.monotonic() + seconds, on_progress))
    except ChildRefused:
        raise
    except BaseException as error:
        # Whatever happened, an answer may still be on its way: such a child is never used again.
        known = _end_and_explain(child, error)
        if known is None:
            raise
        logger.warning("The child that ran %s gave no answer: %s", job, known)
        raise known from None
    finally:
        if child.left == 0:
            child.end()


def _converse(child: "_Child", ask: Frame, deadline: float, on_progress: Callable[[int, int], None] | None) -> Frame:
    """Send one request and return the frame that ends it."""
    child.write(pack_frame(ask), deadline)
    while True:
        frame = read_frame(lambda count: child.read(count, deadline), most=child.limits.answer_bytes)
        if frame.type != TELL:
            return frame
        if on_progress:
            on_progress(_whole(frame.body.get("done")), _whole(frame.body.get("total")))


def _understand(frame: Frame) -> Answer:
    """Return the answer in ``frame`` or raise what it stands for; whatever has another shape is ``BadFrame``."""
    if frame.type == ANSWER:
        return Answer(frame.body, list(frame.parts))
    if frame.type == REFUSED:
        code, figures = frame.body.get("code"), frame.body.get("figures")
        if not _is_word(code) or not isinstance(figures, dict) or not all(map(_is_word, figures)):
            raise BadFrame("refusal has another shape")
        raise ChildRefused(code, **{name: _whole(value) for name, value in figures.items()})
    if frame.type == FAILED and _is_word(frame.body.get("error")):
        raise ChildCrashed("memory" if frame.body["error"] == "MemoryError" else frame.body["error"])
    raise BadFrame("unknown frame")


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value.isidentifier() and value.isascii() and len(value) <= 60


def _whole(value: object) -> int:
    if type(value) is not int:
        raise BadFrame("not a whole number")
    return value


def _end_and_explain(child: "_Child", error: BaseException) -> ChildError | None:
    """End ``child`` and return the error that tells its caller why; None when the error is the caller's own."""
    code = child.end(wait=isinstance(error, EOFError | BrokenPipeError))
    if isinstance(error, TimeoutError):
        return ChildTimeout("out of time")
    if isinstance(error, ChildError):
        return error
    if isinstance(error, BadFrame):
        return ChildCrashed("not an answer")
    if isinstance(error, EOFError | BrokenPipeError):
        if code == -signal.SIGXCPU:
            return ChildTimeout("out of processor time")
        return ChildCrashed(f"signal {-code}" if code < 0 else f"exit {code}")
    return None


class _Child:
    """One running child and the two pipes to it. Every wait has a deadline."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.documents
        self.folder = tempfile.mkdtemp(prefix="plumbline-child-") if limits.file_bytes else None
        home = self.folder or "/"
        words = [os.getpid(), limits.memory, limits.file_bytes, int(limits.threads)]
        self.process = subprocess.Popen(  # noqa: S603  our own interpreter and file
            [sys.executable, "-I", str(Path(child_main.__file__)), *map(str, words)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=home,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": home, "TMPDIR": home},
            start_new_session=True,
        )
        for pipe in self._pipes():
            os.set_blocking(pipe.fileno(), False)
        # Ends the child when its thread ends (and drops this object) and when the interpreter ends.
        self.finish = weakref.finalize(self, _end_process, self.process, self.folder)
        _living.add(self)

    def _pipes(self) -> list[Any]:
        return [self.process.stdin, self.process.stdout]

    def is_fit(self) -> bool:
        return self.left > 0 and not self.has_exited()

    def has_exited(self) -> bool:
        """Say whether the child is dead without reaping it: until then its group number is nobody else's."""
        try:
            return os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        except ChildProcessError:
            return True

    def write(self, pieces: Iterable[bytes], deadline: float) -> None:
        descriptor = self.process.stdin.fileno()
        for piece in pieces:
            view = memoryview(piece)
            while view:
                _wait(descriptor, select.POLLOUT, deadline)
                view = view[os.write(descriptor, view[:CHUNK]) :]

    def read(self, count: int, deadline: float) -> bytes:
        descriptor, data = self.process.stdout.fileno(), bytearray()
        while len(data) < count:
            _wait(descriptor, select.POLLIN, deadline)
            chunk = os.read(descriptor, min(CHUNK, count - len(data)))
            if not chunk:
                raise EOFError
            data += chunk
        return bytes(data)

    def end(self, *, wait: bool = False) -> int:
        """End the child with its group and return its exit code; ``wait`` lets one that is dying say how it
        died.
        """
        patience = time.monotonic() + DYING
        while wait and not self.has_exited() and time.monotonic() < patience:
            time.sleep(0.005)
        self.finish()
        return self.process.returncode

    def forget(self) -> None:
        """Let go of a child that belongs to the process we were forked from, without touching it."""
        self.finish.detach()
        self.process.returncode = 0
        for pipe in self._pipes():
            pipe.close()


def _wait(descriptor: int, event: int, deadline: float) -> None:
    poll = select.poll()
    poll.register(descriptor, event)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise TimeoutError


def _end_process(process: subprocess.Popen[bytes], folder: str | None) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()
    if folder:
        shutil.rmtree(folder, ignore_errors=True)


_kept = threading.local()
_living: "weakref.WeakSet[_Child]" = weakref.WeakSet()


def _take_child(limits: Limits) -> _Child:
    """Return this thread's child for ``limits``, a new one when there is none or it has done its share."""
    children: dict[Limits, _Child] = _kept.__dict__.setdefault("children", {})
    child = children.get(limits)
    if child is None or not child.is_fit():
        if child is not None:
            child.end()
        child = children[limits] = _Child(limits)
    child.left -= 1
    return child


def _forget_after_fork() -> None:
    for child in list(_living):
        child.forget()
    _living.clear()
    _kept.__dict__.clear()


os.register_at_fork(after_in_child=_forget_after_fork)
