"""The Celery application. It carries out what the background table holds, and nothing else.

A message is a hint: it holds the id of a task and may be lost, doubled or late, for the table is the truth and the
sweep sends again. So no result is kept, and the embedded transport, plain files under the data folder, is enough.
"""

import os
from pathlib import Path
from typing import Any

from celery import Celery
from django.conf import settings
from kombu import Queue
from kombu.transport import TRANSPORT_ALIASES

from hiring.rooms import rooms_with

WORK, UPKEEP = "plumbline", "plumbline-upkeep"
SWEEP = "hiring.core.background.tasks.sweep"

# Upkeep has a queue of its own, so that no heap of work stands before it. A tick that was not taken in time is
# dropped: the next one does the same.
SCHEDULE: dict[str, dict[str, Any]] = {
    "send again what got lost": {"task": SWEEP, "schedule": 5.0},
    "link the audit trail": {"task": "hiring.core.audit.tasks.link", "schedule": 3.0},
    "link late entries of the audit trail": {"task": "hiring.core.audit.tasks.link_late", "schedule": 3600.0},
    "remind people of what is due": {"task": "assessments.reminders.tasks.remind", "schedule": 20.0},
    "forget keys of repeated requests": {"task": "hiring.core.api.tasks.forget_keys", "schedule": 3600.0},
    "forget addresses of people without an account": {
        "task": "hiring.core.mail.tasks.forget_addresses",
        "schedule": 3600.0,
    },
    "clear sessions that ran out": {"task": "hiring.core.accounts.tasks.clear_sessions", "schedule": 3600.0},
    "delete reports that are kept no longer": {"task": "assessments.reports.tasks.keep_house", "schedule": 3600.0},
    "remove files that nothing names": {"task": "candidates.documents.tasks.remove_stray_files", "schedule": 3600.0},
}


TRANSPORT_ALIASES["embedded"] = "hiring.core.background.transport:Transport"


def _embedded_transport(folder: Path) -> dict[str, Any]:
    """Return the options of the embedded broker: one folder in and out, asked five times a second."""
    messages = folder / "messages"
    messages.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {
        "data_folder_in": str(messages),
        "data_folder_out": str(messages),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.2,
    }


# A publisher asks twice and gives up at once: the sweep sends again, and no request waits for a broker.
_REDIS_TRANSPORT = {
    "visibility_timeout": 3600,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
}

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiring.settings")
# Django's checks load every page of the app. Whoever deploys runs them; worker and beat start without.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")
app = Celery("plumbline")
app.set_default()  # for every thread: gunicorn's answer requests in threads of their own


@app.add_defaults
def _configuration() -> dict[str, Any]:
    """Read the settings on first use, for this module is imported before there are any."""
    return {
        "broker_url": settings.REDIS_URL or "embedded://localhost/",
        "broker_transport_options": (
            _REDIS_TRANSPORT if settings.REDIS_URL else _embedded_transport(settings.DATA_DIR / "broker")
        ),
        "broker_connection_retry_on_startup": True,
        "imports": (*rooms_with("tasks"), *rooms_with("mails")),
        "task_default_queue": WORK,
        "task_queues": [Queue(WORK), Queue(UPKEEP)],
        "task_routes": {entry["task"]: {"queue": UPKEEP} for entry in SCHEDULE.values()},
        "task_acks_late": True,
        "task_ignore_result": True,
        "worker_pool": "threads",
        "worker_concurrency": 3,
        "worker_prefetch_multiplier": 1,
        "worker_enable_remote_control": False,
        "worker_hijack_root_logger": False,
        "worker_redirect_stdouts": False,
        "beat_scheduler": "hiring.core.background.beat:Scheduler",
        "beat_max_loop_interval": 2,
        "beat_schedule": {
            name: entry | {"options": {"expires": entry["schedule"]}} for name, entry in SCHEDULE.items()
        },
        "enable_utc": True,
        "timezone": "UTC",
    }
