"""One parent that keeps the processes of an embedded installation running, and takes them all along when it goes.

It has one thread and knows nothing of Django. A child that dies is started again, later each time. On Linux a child is
also killed by the kernel when the parent dies by SIGKILL, so that nothing is ever left behind.
"""

import contextlib
import ctypes
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

PR_SET_PDEATHSIG = 1
TICK = 0.2  # seconds
PATIENCE = 6.0  # seconds between asking all to stop and killing who has not
LONGEST_WAIT = 30.0  # seconds before a child that keeps dying is started again
STEADY = 60.0  # seconds after which a child counts as running well

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    """Runs in the child before its program: the kernel kills it when the parent is gone."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


@dataclass
class _Child:
    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_at: float = 0.0
    wait: float = 1.0
    rest: bytes = field(default=b"")

    def start(self, environment: Mapping[str, str], keep: Sequence[int]) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  our own commands
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            pass_fds=keep,
            start_new_session=True,  # Ctrl-C is for the parent, which then asks each child once
            preexec_fn=_die_with_parent,
        )

    def has_exited(self) -> bool:
        """Say whether it is dead without reaping it: until then its group number is nobody else's."""
        return os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def bury(self) -> int:
        """Kill what is left of its group, reap it, and return its exit code."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        code = self.process.wait()
        self.process.stdout.close()
        self.process = None
        return code

    def lines(self, data: bytes) -> Iterator[str]:
        *whole, self.rest = (self.rest + data).split(b"\n")
        for line in whole:
            yield line.decode(errors="replace").rstrip()


class Supervisor:
    """``run`` returns when SIGINT, SIGTERM or SIGHUP came and every child is gone.

    ``watch`` is called every tick; ``say`` takes a name and a line.
    """

    def __init__(
        self,
        commands: Mapping[str, Sequence[str]],
        *,
        environment: Mapping[str, str],
        keep: Sequence[int] = (),
        watch: Callable[[], None] = lambda: None,
        say: Callable[[str, str], None],
    ) -> None:
        self.children = [_Child(name, command) for name, command in commands.items()]
        self.environment = environment
        self.keep = keep
        self.watch = watch
        self.say = say
        self.is_stopping = False
        self.selector = selectors.DefaultSelector()

    def run(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        try:
            while not self.is_stopping:
                self._start_due()
                self._pass_output_on(TICK)
                self._bury_dead()
                self.watch()
        finally:
            self._stop_all()

    def _ask_to_stop(self, *signal_and_frame: object) -> None:
        self.is_stopping = True

    def _start_due(self) -> None:
        for child in self.children:
            if child.process is None and time.monotonic() >= child.start_at:
                child.start(self.environment, self.keep)
                self.selector.register(child.process.stdout, selectors.EVENT_READ, child)

    def _pass_output_on(self, wait: float) -> None:
        ready = self.selector.select(wait)
        if not self.selector.get_map():
            time.sleep(wait)
        for key, _events in ready:
            data = os.read(key.fd, 65536)
            if not data:
                self.selector.unregister(key.fileobj)
            for line in filter(None, key.data.lines(data)):
                self.say(key.data.name, line)

    def _bury_dead(self) -> None:
        for child in self.children:
            if child.process is None or not child.has_exited():
                continue
            code = self._bury(child)
            ran = time.monotonic() - child.started_at
            child.wait = 1.0 if ran > STEADY else min(child.wait * 2, LONGEST_WAIT)
            child.start_at = time.monotonic() + child.wait
            how = f"by signal {-code}" if code < 0 else f"with exit code {code}"
            self.say(child.name, f"ended {how}, starts again in {child.wait:.0f} s")

    def _bury(self, child: _Child) -> int:
        with contextlib.suppress(KeyError):
            self.selector.unregister(child.process.stdout)
        return child.bury()

    def _stop_all(self) -> None:
        """Ask everybody at once, pass on what they still say, and kill who does not go."""
        for child in self._living():
            child.process.terminate()
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and any(not child.has_exited() for child in self._living()):
            self._pass_output_on(TICK)
        for child in self._living():
            self._bury(child)
        self.selector.close()

    def _living(self) -> list[_Child]:
        return [child for child in self.children if child.process is not None]
