"""The commands of the processes that make up an installation: web, worker, beat."""

import sys

APP = "hiring.celery"


def web_command(*bind: str, reload: bool = False) -> list[str]:
    """``bind``: ``fd://N`` for a socket that is open already, else PORT; ``reload`` follows edited code."""
    options = [*(f"--bind={place}" for place in bind), "--reload" if reload else "--preload"]
    return [sys.executable, "-m", "gunicorn", "--config=python:hiring.webserver", *options, "hiring.wsgi"]


def worker_command(app: str = APP) -> list[str]:
    # Gossip, mingle and events let workers talk to each other; the table is all they need.
    alone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return [sys.executable, "-m", "celery", "--quiet", f"--app={app}", "worker", "--loglevel=INFO", *alone]


def beat_command(app: str = APP) -> list[str]:
    return [sys.executable, "-m", "celery", "--quiet", f"--app={app}", "beat", "--loglevel=INFO"]
