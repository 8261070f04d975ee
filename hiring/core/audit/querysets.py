"""Reads of the audit trail."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


class AuditEntryQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Auditors and administrators read the trail; it holds ids, never content."""
        if not user.is_authenticated or not (user.is_auditor or user.is_administrator):
            return self.none()
        return self
