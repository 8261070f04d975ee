"""What every log line of the work at hand has in common: the id of the request, the id of the task."""

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

HEADER = "X-Request-ID"
REQUEST_ID_LENGTH = 64
# An id of ours or of a proxy in front: nothing that could be a name or an address.
REQUEST_ID = re.compile(rf"[A-Za-z0-9_-]{{8,{REQUEST_ID_LENGTH}}}")

_context: ContextVar[Mapping[str, str]] = ContextVar("log_context", default=MappingProxyType({}))


def read_log_context() -> Mapping[str, str]:
    return _context.get()


def current_request_id() -> str:
    """Return the id of the request that is answered, or that asked for the work at hand; empty outside of both."""
    return _context.get().get("request_id", "")


@contextmanager
def log_context(**ids: str) -> Iterator[None]:
    """Add ids to every log line of this thread until the end of the block."""
    token = _context.set({**_context.get(), **ids})
    try:
        yield
    finally:
        _context.reset(token)


def choose_request_id(offered: str) -> str:
    """Return the id that a proxy in front has given the request, or a new one where that is none."""
    return offered if REQUEST_ID.fullmatch(offered) else secrets.token_urlsafe(12)
