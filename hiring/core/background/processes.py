"""The commands of the processes that make up an installation: web, worker, beat."""

import sys

WEB_WORKERS, WEB_THREADS = 2, 4
APP = "hiring.celery"


def web_command(bind: str, *, reload: bool = False) -> list[str]:
    """``bind``: an address, or ``fd://N`` for a socket that is open already; ``reload`` follows edited code."""
    options = [f"--workers={WEB_WORKERS}", f"--threads={WEB_THREADS}", "--worker-class=gthread"]
    times = ["--timeout=60", "--graceful-timeout=3", "--keep-alive=5"]
    quiet = ["--log-level=warning", "--no-control-socket"]
    follow = ["--reload"] if reload else ["--preload"]
    return [sys.executable, "-m", "gunicorn", f"--bind={bind}", *options, *times, *quiet, *follow, "hiring.wsgi"]


def worker_command(app: str = APP) -> list[str]:
    # Gossip, mingle and events let workers talk to each other; the table is all they need.
    alone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return [sys.executable, "-m", "celery", "--quiet", f"--app={app}", "worker", "--loglevel=INFO", *alone]


def beat_command(app: str = APP) -> list[str]:
    return [sys.executable, "-m", "celery", "--quiet", f"--app={app}", "beat", "--loglevel=INFO"]
