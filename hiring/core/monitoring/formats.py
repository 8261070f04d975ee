"""How a log line looks: for people on a terminal, or one JSON object a line for a program that collects them."""

import json
import logging
from datetime import UTC, datetime

from hiring.core.monitoring.cleaning import clean_message, describe_error
from hiring.core.monitoring.context import read_log_context


class PlainFormatter(logging.Formatter):
    """Readable; ids and facts stand at the end. ``full`` shows texts and traces as they are, for debugging alone."""

    def __init__(self, *, full: bool = False) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")
        self.full = full

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record) if self.full else self._format_clean(record)
        ends = {**getattr(record, "facts", {}), **read_log_context()}
        return line + (" [" + " ".join(f"{name}={value}" for name, value in ends.items()) + "]" if ends else "")

    def _format_clean(self, record: logging.LogRecord) -> str:
        time, message = self.formatTime(record), clean_message(record)
        line = f"{time} {record.levelname} {record.name}: {message}"
        error = record.exc_info[1] if record.exc_info else None
        return f"{line} ({describe_error(error)})" if error else line


class JsonFormatter(logging.Formatter):
    """``time level logger message``, then ``request_id`` and ``task`` where there are any, the record's own facts, and
    ``error``.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": clean_message(record),
            **read_log_context(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = describe_error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)
