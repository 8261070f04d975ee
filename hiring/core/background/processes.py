"""The commands of the processes that make up an installation: web, worker, beat."""

import sys

APP = "hiring.celery"


def web_command(bind: str, *, reload: bool = False) -> list[str]:
    """``bind``: an address, or ``fd://N`` for a socket that is open already; ``reload`` follows edited code."""
    code = "--reload" if reload else "--preload"
    options = ["--config=python:hiring.webserver", f"--bind={bind}", code]
    return [sys.executable, "-m", "gunicorn", *options, "hiring.wsgi"]


def worker_command(app: str = APP) -> list[str]:
    # Gossip, mingle and events let workers talk to each other; the table is all they need.
    alone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return [sys.executable, "-m", "celery", "--quiet", f"--app={app}", "worker", "--loglevel=INFO", *alone]


def beat_command(app: str = APP) -> list[str]:
    return [sys.executable, "-m", "celery", "--quiet", f"--app={app}", "beat", "--loglevel=INFO"]
