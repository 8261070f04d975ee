"""The child interpreter itself, started by ``hiring.core.background.child`` by the path of this file.

It limits itself before it reads anything, keeps its real output for frames alone (what a library prints goes
nowhere, so that no content of a file reaches a log), and answers one request after the other until its input
ends. It never imports Django: no settings, no secret key, no database address live in this process.
"""

import ctypes
import importlib
import math
import os
import resource
import signal
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, NoReturn

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
MOST_REQUEST = 64 * 1024 * 1024


def limit_itself(parent: int, memory: int, file_bytes: int, threads: int) -> None:
    """Set the limits of this process, and die with the parent."""
    if sys.platform == "linux":
        prctl = ctypes.CDLL(None, use_errno=True).prctl
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.getppid() != parent:  # the parent died before the signal was asked for
        os._exit(1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))
    if not threads:
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))  # counts processes too; root is exempt
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def limit_seconds(seconds: float) -> None:
    """Allow ``seconds`` more of processor time; the wall clock is the parent's."""
    used = time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used + seconds) + 1, resource.RLIM_INFINITY))


def take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return private ends of input and output, and point the standard ones at nothing."""
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)
    return source, target


def open_house(root: Path) -> None:
    """Make our packages importable; ``hiring`` without its own module, which makes the Celery application."""
    sys.path.insert(0, str(root))
    package = sys.modules["hiring"] = ModuleType("hiring")
    package.__path__ = [str(root / "hiring")]


def serve(source: BinaryIO, target: BinaryIO) -> NoReturn:
    """Answer requests until the input ends. Only a job that ended cleanly leaves the child fit for the next
    one.
    """
    from hiring.core.background import child_frames as frames  # noqa: PLC0415  the path is set in main

    def read_exactly(count: int) -> bytes:
        data = source.read(count)
        if len(data) < count:
            os._exit(0)
        return data

    def write(kind: str, body: dict[str, Any], parts: list[bytes] | None = None) -> None:
        for piece in frames.pack_frame(frames.Frame(kind, body, parts or [])):
            view = memoryview(piece)
            while view:
                view = view[target.write(view) :]

    def tell(done: int, total: int) -> None:
        write(frames.TELL, {"done": done, "total": total})

    while True:
        request = frames.read_frame(read_exactly, most=MOST_REQUEST)
        limit_seconds(request.body["seconds"])
        try:
            module, function = request.body["job"].split(":")
            body, parts = getattr(importlib.import_module(module), function)(
                request.body["about"], list(request.parts), tell
            )
        except frames.ChildRefused as refused:
            write(frames.REFUSED, {"code": refused.code, "figures": refused.figures})
        except BaseException as error:
            # The name of the class alone: a message or a traceback may quote the file.
            write(frames.FAILED, {"error": type(error).__name__})
            os._exit(1)
        else:
            write(frames.ANSWER, body, parts)


def main() -> NoReturn:
    """Arguments, all whole numbers: the parent's process id, then the fields of ``Limits`` that hold here."""
    limit_itself(*(int(word) for word in sys.argv[1:]))
    source, target = take_pipes()
    open_house(Path(__file__).resolve().parents[3])
    serve(source, target)


if __name__ == "__main__":
    main()
