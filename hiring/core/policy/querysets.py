"""Reads of changed figures."""

from collections.abc import Iterable
from typing import Self

from django.db import models


class PolicyChangeQuerySet(models.QuerySet):
    def latest_of(self, keys: Iterable[str]) -> Self:
        """The changes that hold now: the latest of each key."""
        latest = self.filter(key__in=keys).order_by().values("key").annotate(latest=models.Max("id"))
        return self.filter(id__in=latest.values("latest"))
