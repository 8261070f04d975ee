"""Reads of the background table."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from hiring.core.background.registry import all_kinds
from hiring.core.background.states import OPEN_STATES, TaskState

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


class TaskQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Who asked for the work sees it, and who sees what it is about; administrators see all.

        Tasks hold ids and no content.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        seen = Q(created_by=user)
        for label in sorted({kind.subject for kind in all_kinds() if kind.subject}):
            subjects = apps.get_model(label)._default_manager.visible_to(user)
            seen |= Q(subject_type=label, subject_id__in=subjects.values("public_id"))
        return self.filter(seen)

    def of_subject(self, subject: models.Model) -> Self:
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.public_id)

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def due(self, now: datetime) -> Self:
        return self.filter(state=TaskState.QUEUED, due_at__lte=now)

    def unsent(self, now: datetime, *, patience: timedelta) -> Self:
        """Due, and never sent or sent so long ago that the message is taken for lost."""
        return self.due(now).filter(Q(sent_at=None) | Q(sent_at__lt=now - patience))

    def expired(self, now: datetime) -> Self:
        """Claimed by a worker that has not renewed its lease: it died or hangs."""
        return self.filter(state=TaskState.RUNNING, lease_until__lt=now)

    def claimed(self, claim: str) -> Self:
        return self.filter(state=TaskState.RUNNING, claim=claim)
