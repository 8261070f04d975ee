"""The embedded broker: kombu's filesystem transport, made safe for several processes at once.

As it comes, a message can be read while it is being written, and so can the table that says which queue an exchange
feeds; either ends the worker. Here a message appears whole, by a rename, it is taken by a rename as well, and a queue
is fed by its own name, without a table.
"""

import contextlib
import itertools
import json
import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps, loads


class Channel(filesystem.Channel):
    """Every message is a file ``TIME_ID.QUEUE.msg`` in one folder, taken oldest first."""

    _numbers = itertools.count()

    @property
    def _folder(self) -> Path:
        return Path(self.data_folder_in)

    def _put(self, queue: str, payload: dict[str, Any], **kwargs: object) -> None:
        name = f"{time.time_ns():020}_{next(self._numbers):06}_{uuid.uuid4().hex}"
        unfinished = self._folder / f"{name}.new"
        try:
            unfinished.write_text(dumps(payload))
            unfinished.rename(self._folder / f"{name}.{queue}.msg")
        except OSError as error:
            raise ChannelError(f"The broker's folder does not take a message: {error.strerror}") from error

    def _get(self, queue: str) -> dict[str, Any]:
        ending = f".{queue}.msg"
        for path in sorted(path for path in self._folder.iterdir() if path.name.endswith(ending)):
            payload = self._take(path)
            if payload is not None:
                return payload
        raise Empty

    def _take(self, path: Path) -> dict[str, Any] | None:
        """Return the message, or None if another process was quicker or it cannot be read: the sweep sends again."""
        mine = path.with_name(f"{path.name}.{uuid.uuid4().hex}.taken")
        try:
            path.rename(mine)
            text = mine.read_text()
        except OSError:
            return None
        finally:
            with contextlib.suppress(OSError):
                mine.unlink()
        try:
            return loads(text)
        except json.JSONDecodeError:
            return None

    def _queue_bind(self, *args: object) -> None:
        """There is no table to write into."""

    def _lookup(self, exchange: str, routing_key: str, default: str | None = None) -> list[str]:
        return [routing_key]


class Transport(filesystem.Transport):
    Channel = Channel
