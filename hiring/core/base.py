"""Base models: a public id for everything that has an address, and the time it was made."""

import re
import secrets

from django.db import models
from django.utils import timezone

PUBLIC_ID_LENGTH = 22


def new_public_id() -> str:
    """Return 128 random bits as 22 URL-safe characters."""
    return secrets.token_urlsafe(16)


class PublicIdConverter:
    """The ``<pid:...>`` path converter: exactly the shape that ``new_public_id`` makes."""

    regex = f"[A-Za-z0-9_-]{{{PUBLIC_ID_LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def as_public_id(text: str) -> str:
    """Return ``text`` where it has the shape of a public id, else nothing: not all that is typed can be asked for."""
    return text if re.fullmatch(PublicIdConverter.regex, text) else ""


class PublicModel(models.Model):
    """A row that is addressed from outside, by a random id and never by its number."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, editable=False, default=new_public_id)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
