"""Refusals of domain verbs: typed, each with a text that its reader can act on.

Pages show the text beside the form and keep what was typed; the API answers it as problem details.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.core.exceptions import PermissionDenied


class DomainError(Exception):
    """A verb that refuses. ``status`` is the API's answer; ``text`` is for people."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "refused"

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return str(self.text)


class Refused(DomainError):
    """The state of things does not allow it (a closed role, a submitted card)."""


class NotAllowed(DomainError, PermissionDenied):
    """The person sees the object but may not do this. A page that lets it pass answers 403 with the text."""

    status = 403
    code = "not-allowed"


class Stale(DomainError):
    """Someone else changed it in between; ``theirs`` holds what stands now."""

    status = 412
    code = "stale"

    def __init__(self, text: str, *, theirs: Mapping[str, object]) -> None:
        super().__init__(text)
        self.theirs = theirs


class Invalid(DomainError):
    """What was sent cannot be taken; ``errors`` names each field with its texts."""

    status = 400
    code = "invalid"

    def __init__(self, text: str, *, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__(text)
        self.errors = {field: [str(item) for item in texts] for field, texts in errors.items()}
