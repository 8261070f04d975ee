"""Asks for work from a process of its own, as a web process does: ``ask.py KIND COUNT SECONDS [DUE_IN] [--broken]``."""

import sys
from datetime import timedelta
from pathlib import Path

import django


def ask(kind, count, seconds, due_in=0):
    from django.db import transaction
    from django.utils import timezone

    from hiring.core.background.queue import enqueue

    due_at = timezone.now() + timedelta(seconds=float(due_in))
    with transaction.atomic():
        for number in range(int(count)):
            payload = {"seconds": float(seconds)}
            enqueue(kind, key=f"{kind}:{number}", actor=None, payload=payload, due_at=due_at)


def break_broker(app):
    """Let the broker refuse: no folder to write to, or a server that is not there."""
    folder = app.conf.broker_transport_options.get("data_folder_out")
    if folder is None:
        app.conf.broker_url = "redis://127.0.0.1:1/0"
        return
    Path(folder).rmdir()
    Path(folder).touch()


if __name__ == "__main__":
    django.setup()
    from tests.hiring.core.background.worker_app import app

    words = sys.argv[1:]
    if "--broken" in words:
        words.remove("--broken")
        break_broker(app)
    ask(*words)
