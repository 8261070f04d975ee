"""Jobs that the tests of the child helper run in real children: the good, the slow, the hungry and the
broken.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys
import time
from pathlib import Path

from hiring.core.background.child_frames import ChildRefused

SECRET = "Ada Lovelace, ada@example.test"


def echo(about, parts, tell):
    return {"about": about}, [part[::-1] for part in parts]


def who(about, parts, tell):
    return {"pid": os.getpid(), "parent": os.getppid(), "session": os.getsid(0)}, []


def surroundings(about, parts, tell):
    return {
        "environment": sorted(os.environ),
        "folder": str(Path.cwd()),
        "descriptors": sorted(int(path.name) for path in Path("/proc/self/fd").iterdir()),
        "frameworks": sorted({"django", "celery", "environ"} & set(sys.modules)),
        "memory": list(resource.getrlimit(resource.RLIMIT_AS)),
        "core": list(resource.getrlimit(resource.RLIMIT_CORE)),
    }, []


def count(about, parts, tell):
    for number in range(about["to"]):
        tell(number + 1, about["to"])
    return {}, []


def refuse(about, parts, tell):
    raise ChildRefused("too_many_pages", pages=73, most=50)


def refuse_with_words(about, parts, tell):
    raise ChildRefused(SECRET)


def fail(about, parts, tell):
    raise ValueError(SECRET)


def talk(about, parts, tell):
    sys.stdout.write(SECRET)
    sys.stderr.write(SECRET)
    os.write(1, SECRET.encode())
    return {}, []


def hang(about, parts, tell):
    time.sleep(600)


def spin(about, parts, tell):
    resource.setrlimit(resource.RLIMIT_CPU, (1, resource.RLIM_INFINITY))
    while True:
        pass


def eat(about, parts, tell):
    return {"size": len(bytearray(8 * 1024**3))}, []


def segfault(about, parts, tell):
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)
    ctypes.string_at(0)


def leave(about, parts, tell):
    os._exit(7)


def answer_much(about, parts, tell):
    return {}, [bytes(about["size"])]


def write_file(about, parts, tell):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        Path(about["path"]).write_bytes(bytes(about["size"]))
    except OSError:
        return {"written": False}, []
    return {"written": True}, []


def fork(about, parts, tell):
    """Leave a grandchild behind that holds the pipe open, and die."""
    child = os.fork()
    if child == 0:
        time.sleep(600)
    tell(child, 0)
    os._exit(3)


def garbage(about, parts, tell):
    _write_raw(b"\x00\x00\x00\x05hello")


def long_header(about, parts, tell):
    _write_raw(b"\xff\xff\xff\xff")


def _write_raw(data):
    for path in Path("/proc/self/fd").iterdir():
        if int(path.name) > 2:
            with contextlib.suppress(OSError):
                os.write(int(path.name), data)
    time.sleep(600)
