"""Whether the parts of the installation work: database, broker, beat, worker."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from hiring.core.background.heartbeats import BEAT, FRESH, WORKER, last_seen

logger = logging.getLogger(__name__)

OK = "ok"


def check_parts() -> dict[str, str]:
    """Return each part with "ok" or what fails, in words that tell a stranger nothing about the installation."""
    return dict(_check_database_and_processes()) | {"broker": _check_broker()}


def _check_database_and_processes() -> Iterator[tuple[str, str]]:
    try:
        seen = last_seen()
    except DatabaseError as error:
        logger.warning("The database does not answer: %s", type(error).__name__)
        yield from (("database", "does not answer"), (BEAT, "cannot be told"), (WORKER, "cannot be told"))
        return
    yield "database", OK
    fresh = {name for name, moment in seen.items() if timezone.now() - moment < FRESH}
    yield BEAT, OK if BEAT in fresh else "not seen lately"
    # An idle worker is seen when it does what the beat asks for.
    missing = "not seen lately" if BEAT in fresh else "cannot be told while the beat is away"
    yield WORKER, OK if WORKER in fresh else missing


def _check_broker() -> str:
    if not settings.REDIS_URL:
        folder = Path(settings.DATA_DIR) / "broker" / "messages"
        return OK if folder.is_dir() and os.access(folder, os.W_OK) else "cannot be written to"
    import redis  # noqa: PLC0415  a tenth of what a process loads, and the embedded installation has none

    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1) as client:
            client.ping()
    except (redis.RedisError, OSError) as error:
        logger.warning("The broker does not answer: %s", type(error).__name__)
        return "does not answer"
    return OK
