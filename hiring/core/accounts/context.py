"""What every page's frame needs to know about its reader."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from hiring.core.accounts.again import sign_person
from hiring.core.accounts.models import User


@dataclass(frozen=True)
class Page:
    theme: str
    density: str
    debug: bool
    reader: User | None = None

    @cached_property
    def due_count(self) -> int:
        """What is due from the reader; asked for only where the navigation shows it."""
        return _due_counter()(self.reader) if self.reader else 0

    @cached_property
    def again(self) -> str:
        """The mark by which this page's reader, and nobody else, signs in again beside it."""
        return sign_person(self.reader) if self.reader else ""


@cache
def _due_counter() -> Callable[[User], int]:
    # what is due lies on higher floors, which this one names by string only
    return import_string(settings.DUE_COUNTER)


def page(request: HttpRequest) -> dict[str, object]:
    """Return ``page``: the reader's appearance and the mode of the installation."""
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    return {
        "page": Page(
            theme=user.theme if known else "auto",
            density=user.density if known else "comfortable",
            debug=settings.DEBUG,
            reader=user if known else None,
        )
    }
