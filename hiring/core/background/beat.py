"""The clock of the background: keeps its schedule in memory and says that it is alive."""

import logging
import time
from datetime import UTC, datetime
from typing import Any

from celery import beat
from django.db import DatabaseError, close_old_connections

from hiring.core.background.heartbeats import BEAT, stamp_heartbeat

logger = logging.getLogger(__name__)

STAMP_EVERY = 5.0  # seconds
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Scheduler(beat.Scheduler):
    """Everything is due at the start and then in short intervals, so that there is nothing to remember on disk.

    A second beat does no harm: each tick asks for work that is safe to do twice.
    """

    _stamped_at = -STAMP_EVERY

    def setup_schedule(self) -> None:
        schedule = self.app.conf.beat_schedule
        self.update_from_dict({name: entry | {"last_run_at": LONG_AGO} for name, entry in schedule.items()})

    def tick(self, *args: Any, **kwargs: Any) -> float:
        if time.monotonic() - self._stamped_at >= STAMP_EVERY:
            self._stamped_at = time.monotonic()
            self._stamp()
        return super().tick(*args, **kwargs)

    def _stamp(self) -> None:
        try:
            close_old_connections()
            stamp_heartbeat(BEAT)
        except DatabaseError as error:
            logger.warning("The beat could not say that it is alive: %s", type(error).__name__)
