"""Lets the verbs believe that it is an earlier day, so that a demo has a past. Only the demo command uses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo

from django.utils import timezone


@contextmanager
def ago(**span: float) -> Iterator[None]:
    """Within the block Django's clock runs ``span`` (as for ``timedelta``) behind the real one."""
    shift = timedelta(**span)

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) - shift

    # timezone.now() reads the name "datetime" of its module at each call; defaults of fields call the same function.
    real, timezone.datetime = timezone.datetime, Earlier
    try:
        yield
    finally:
        timezone.datetime = real
