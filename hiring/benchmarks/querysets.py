"""Reads of benchmarks."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


class BenchmarkQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Everybody who is signed in: numbers that are shown have a source that can be read."""
        return self if user.is_authenticated else self.none()

    def in_use(self) -> Self:
        """Those that calculators may take: no administrator has put them aside."""
        return self.filter(is_used=True)
