"""Reads of accounts and tokens."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


DEMO_ENDING = "@demo.test"


class UserQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Colleagues see each other: names and addresses of accounts are shared inside the organisation."""
        return self if user.is_authenticated else self.none()

    def active(self) -> Self:
        return self.filter(is_active=True)

    def demo(self) -> Self:
        """The accounts of the demo, which are only where demo data is."""
        return self.filter(email__endswith=DEMO_ENDING)


class ApiTokenQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """A token is its owner's; administrators see that it exists, to end it."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_administrator else self.filter(user=user)

    def live(self) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), user__is_active=True)
