"""Reads of the audit trail."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from hiring.core.accounts.models import User

# How far below the newest linked entry a late one is looked for every few seconds; hourly it is looked for everywhere.
NEAR = 5000


class AuditEntryQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Auditors and administrators read the trail; it holds ids, never content."""
        if not user.is_authenticated or not (user.is_auditor or user.is_administrator):
            return self.none()
        return self

    def between(self, since: date | None, until: date | None) -> Self:
        """Return what happened from the first day to the last one, both included, in the reader's time zone."""
        entries = self
        if since:
            entries = entries.filter(at__gte=_start_of(since))
        if until:
            entries = entries.filter(at__lt=_start_of(until + timedelta(days=1)))
        return entries

    def unlinked(self) -> Self:
        return self.filter(link=None)

    def lately_unlinked(self) -> Self:
        """Not linked, among the newest entries: a short range of the index at any size of the trail."""
        newest = self.filter(link__isnull=False).order_by("-pk").values_list("pk", flat=True).first() or 0
        return self.unlinked().filter(pk__gt=newest - NEAR)


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
