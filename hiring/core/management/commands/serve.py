"""Run an embedded installation: web, worker and beat under one parent, until Ctrl-C."""

import errno
import http.client
import os
import socket
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from hiring.core.accounts.models import User
from hiring.core.background.processes import beat_command, web_command, worker_command
from hiring.core.background.supervisor import Supervisor

HOST = "127.0.0.1"
DEMO_PASSWORD = "plumbline-demo"  # noqa: S105  # printed on purpose
# Warnings that say what an embedded installation does on purpose: nothing is collected, root may run it in a container.
EXPECTED = ("ignore:No directory at", "ignore:You're running the worker")
STARTING = 30.0  # seconds until we say what is not ready
ASK_EVERY = 0.25  # the parts that are starting need the processor themselves


class Command(BaseCommand):
    help = "Serve on PORT (8000) with background work running; Ctrl-C stops every process."
    requires_system_checks = ()  # they load every page, which the parent never needs; with DEBUG they are worth it

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="prepare the database first, with the rubric library and demo data"
        )

    def handle(self, *args: object, demo: bool, **options: object) -> None:
        if settings.DEBUG:
            self.check()
        with self._open_port() as listening:
            if demo:
                call_command("prepare", demo=True)
            accounts = self._demo_accounts()
            connections.close_all()
            self._serve(listening, accounts)

    def _open_port(self) -> socket.socket:
        try:
            return socket.create_server((HOST, settings.PORT), backlog=128)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            other = f"make run PORT={settings.PORT + 1}"
            raise CommandError(f"Port {settings.PORT} is in use by another program. Choose another one: {other}")

    def _demo_accounts(self) -> list[str]:
        demo = User.objects.active().demo()
        return list(demo.order_by("id").values_list("email", flat=True))

    def _serve(self, listening: socket.socket, accounts: list[str]) -> None:
        Supervisor(
            {
                "web": web_command(f"fd://{listening.fileno()}", reload=settings.DEBUG),
                "worker": worker_command(),
                "beat": beat_command(),
            },
            environment=os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": ",".join(EXPECTED)},
            keep=[listening.fileno()],
            watch=announce_when_ready(lambda: self._announce(accounts)),
            say=say,
        ).run()
        say("all", "stopped")

    def _announce(self, accounts: list[str]) -> None:
        self.stdout.write(f"\nPlumbline runs at {settings.PLUMBLINE_URL}")
        if accounts:
            self.stdout.write(f"Demo accounts, password {DEMO_PASSWORD}:\n  " + "\n  ".join(accounts))
        self.stdout.write("Ctrl-C stops it.\n\n")
        self.stdout.flush()


def say(name: str, line: str) -> None:
    sys.stdout.write(f"{name:<6} | {line}\n")
    sys.stdout.flush()


def announce_when_ready(announce: Callable[[], None]) -> Callable[[], None]:
    """Return a watch that calls ``announce`` once, when all parts are ready; late ones are named after a while."""
    started = next_at = time.monotonic()
    is_done = False

    def watch() -> None:
        nonlocal is_done, next_at
        if is_done or time.monotonic() < next_at:
            return
        status, text = _ask_ready()
        next_at = time.monotonic() + ASK_EVERY
        if status == http.HTTPStatus.OK or time.monotonic() - started > STARTING:
            is_done = True
            if status != http.HTTPStatus.OK:
                say("all", f"not ready after {STARTING:.0f} s: {text}")
            announce()

    return watch


def _ask_ready() -> tuple[int, str]:
    connection = http.client.HTTPConnection(HOST, settings.PORT, timeout=1)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        return answer.status, answer.read(1000).decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return 0, "the web process does not answer"
    finally:
        connection.close()
