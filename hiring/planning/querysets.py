"""Reads of what is planned for a role."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


class CostPlanQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Who leads the role, and auditors and administrators with the role: interviewers read no pay."""
        roles = self.model._meta.get_field("role").related_model.objects
        if not user.is_authenticated:
            return self.none()
        sees_all = user.is_auditor or user.is_administrator
        return self.filter(role__in=roles.visible_to(user) if sees_all else roles.led_by(user))
