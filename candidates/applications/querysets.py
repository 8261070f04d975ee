"""Who sees which application: the base of every page, export, search and API answer about candidates."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from datetime import datetime

    from hiring.core.accounts.models import User
    from hiring.core.prepared import Given, GivenReader

    Reader = User | GivenReader
    Moment = datetime | Given


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user: "Reader", *, at: "Moment | None" = None) -> Self:
        """Recruiters see all but confidential roles, auditors all, hiring managers theirs, panels theirs.

        An administrator's account right opens no candidate. ``at`` is now, for a prepared query, which is given it.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_auditor:
            return self
        seen = Q(role_id__in=self._roles_led_by(user)) | Q(pk__in=self._access_of(user, at))
        if user.is_recruiter:
            seen |= Q(role__confidential=False)
        return self.filter(seen)

    def led_by(self, user: "Reader") -> Self:
        """Applications for roles on which this person is manager or recruiter, as ``RoleRights.leads`` has it."""
        if not user.is_authenticated:
            return self.none()
        led = Q(role_id__in=self._roles_led_by(user))
        return self.filter(led | Q(role__confidential=False) if user.is_recruiter else led)

    def _roles_led_by(self, user: "Reader") -> models.QuerySet:
        role = self.model._meta.get_field("role").related_model
        members = role._meta.get_field("members").related_model
        return members.objects.current().filter(user=user.pk, right__in=["manager", "recruiter"]).values("role_id")

    def _access_of(self, user: "Reader", at: "Moment | None") -> models.QuerySet:
        access = self.model._meta.get_field("access").related_model
        return access.objects.live(at).filter(user=user.pk).values("application_id")

    def open(self) -> Self:
        return self.filter(state__in=["active", "on_hold"])


class AccessQuerySet(models.QuerySet):
    def live(self, at: "Moment | None" = None) -> Self:
        """Access that holds now. That of a closed role ends with the days that the policy leaves its panels."""
        now = timezone.now() if at is None else at
        until = Q(application__role__panels_see_until=None) | Q(application__role__panels_see_until__gt=now)
        return self.filter(until, Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now)


class ByApplicationQuerySet(models.QuerySet):
    """Whatever belongs to an application is seen with it."""

    def visible_to(self, user: "User") -> Self:
        applications = self.model._meta.get_field("application").related_model
        return self.filter(application__in=applications.objects.visible_to(user))


class MoveReasonQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """The list of reasons is the organisation's and open to everybody in it."""
        return self if user.is_authenticated else self.none()
