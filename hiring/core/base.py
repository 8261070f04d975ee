"""Base models: a public id for everything that has an address, and the time it was made."""

import secrets

from django.db import models
from django.utils import timezone

PUBLIC_ID_LENGTH = 22


def new_public_id() -> str:
    """Return 128 random bits as 22 URL-safe characters."""
    return secrets.token_urlsafe(16)


class PublicIdConverter:
    """The ``<pid:...>`` path converter: exactly the shape that ``new_public_id`` makes."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class PublicModel(models.Model):
    """A row that is addressed from outside, by a random id and never by its number."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, editable=False, default=new_public_id)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
