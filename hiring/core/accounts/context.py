"""What every page's frame needs to know about its reader."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True)
class Page:
    theme: str
    density: str
    debug: bool


def page(request: HttpRequest) -> dict[str, object]:
    """Return ``page``: the reader's appearance and the mode of the installation."""
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    return {
        "page": Page(
            theme=user.theme if known else "auto",
            density=user.density if known else "comfortable",
            debug=settings.DEBUG,
        )
    }
