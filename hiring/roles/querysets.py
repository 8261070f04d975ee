"""Reads of teams, roles, stages and hiring teams."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from hiring.core.accounts.models import User
    from hiring.core.prepared import GivenReader


class TeamQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        return self if user.is_authenticated else self.none()

    def may_ask(self, user: "User") -> Self:
        """Teams for which this person may create a role."""
        active = self.filter(is_active=True)
        return active if user.is_recruiter or user.is_administrator else active.filter(managers=user)


class RoleQuerySet(models.QuerySet):
    def visible_to(self, user: "User | GivenReader") -> Self:
        """Recruiters and administrators see all but confidential roles, auditors all, others their own."""
        if not user.is_authenticated:
            return self.none()
        if user.is_auditor:
            return self
        mine = Q(pk__in=self.on_team(user))
        if user.is_recruiter or user.is_administrator:
            return self.filter(Q(confidential=False) | mine)
        return self.filter(mine)

    def led_by(self, user: "User") -> Self:
        """Roles on which this person is manager or recruiter, as ``RoleRights.leads`` has it."""
        if not user.is_authenticated:
            return self.none()
        members = self.model._meta.get_field("members").related_model
        rights = members.objects.current().filter(user=user, right__in=["manager", "recruiter"])
        led = Q(pk__in=rights.values("role_id"))
        return self.filter(led | Q(confidential=False) if user.is_recruiter else led)

    def on_team(self, user: "User | GivenReader") -> models.QuerySet:
        members = self.model._meta.get_field("members").related_model
        return members.objects.filter(user=user.pk, left_at=None).values("role_id")


class ByRoleQuerySet(models.QuerySet):
    """Whatever belongs to a role is seen with the role."""

    def visible_to(self, user: "User") -> Self:
        roles = self.model._meta.get_field("role").related_model
        return self.filter(role__in=roles.objects.visible_to(user))


class MemberQuerySet(ByRoleQuerySet):
    def current(self) -> Self:
        return self.filter(left_at=None)
