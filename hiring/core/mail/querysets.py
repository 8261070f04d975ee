"""Reads of the table of mails."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from hiring.core.mail.states import MailState

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


class MailQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Administrators see all rows, everybody their own. A row holds ids and no content."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_administrator else self.filter(recipient=user)

    def due(self, now: datetime) -> Self:
        return self.filter(state=MailState.PLANNED, next_at__lte=now)

    def held(self) -> Self:
        return self.filter(state=MailState.HELD)

    def claimed(self, claim: str) -> Self:
        """The mail while this claim stands, also after somebody took its holder for dead."""
        return self.filter(claim=claim, state__in=(MailState.SENDING, MailState.UNCERTAIN))
