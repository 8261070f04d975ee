"""Reads of invitations."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        return self if user.is_authenticated and user.is_administrator else self.none()

    def pending(self) -> Self:
        """Neither accepted nor taken back, newest first: those that are too old can be sent again."""
        return self.filter(accepted_at=None, revoked_at=None).select_related("invited_by").order_by("-id")
