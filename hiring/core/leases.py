"""The right to be alone at something, over all processes and machines of an installation."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import models
from django.utils import timezone


class Lease(models.Model):
    """A named right to be alone, until a time. Taken by one conditional UPDATE."""

    name = models.CharField(max_length=40, primary_key=True)
    holder = models.CharField(max_length=32, blank=True)
    until = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


@contextmanager
def alone(name: str, *, at_most: timedelta) -> Iterator[bool]:
    """Yield whether the caller is alone at ``name`` for ``at_most``; it is, unless another holds the lease.

    Given back at the end. Who works longer than ``at_most`` may no longer be alone: what must never happen
    twice is held by a constraint as well.
    """
    holder, now = secrets.token_hex(16), timezone.now()
    Lease.objects.get_or_create(name=name, defaults={"until": now})
    taken = bool(Lease.objects.filter(name=name, until__lte=now).update(holder=holder, until=now + at_most))
    try:
        yield taken
    finally:
        if taken:
            Lease.objects.filter(name=name, holder=holder).update(holder="", until=timezone.now())
