"""Reads of places."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


class PlaceQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Where the company hires is no secret inside it."""
        return self if user.is_authenticated else self.none()

    def offered(self) -> Self:
        return self.filter(is_active=True)
