"""Reads of the background table."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


class TaskQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Whoever asked for the work sees it; administrators see all, for tasks hold ids and no content."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_administrator else self.filter(created_by=user)
