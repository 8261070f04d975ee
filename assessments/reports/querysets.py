"""Reads of reports: that one was made is open to who leads the role; what it holds passes the seal again each time."""

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Reports of roles that this person leads, their own, and for auditors all."""
        if not user.is_authenticated:
            return self.none()
        roles = self.model._meta.get_field("role").related_model.objects.visible_to(user)
        if user.is_auditor:
            return self.filter(role__in=roles)
        applications = self.model._meta.get_field("application").related_model.objects.visible_to(user)
        about = Q(application__in=applications) | Q(application=None, role__in=roles)
        return self.filter(Q(role__in=roles.led_by(user)) | (Q(made_by=user) & about))

    def kept(self) -> Self:
        """Ready, and not deleted yet."""
        return self.filter(ready_at__isnull=False, deleted_at=None)

    def open_to(self, user: "User") -> Self:
        """Reports that this person may open now. One predicate; page, file and API ask it.

        Everything in it is seen by them still, and nothing of it is sealed to them: a card that they were given after
        the report was made closes it like any other surface. One's own scorecard is never sealed to oneself.
        """
        parts = self.model._meta.get_field("parts").related_model._default_manager.filter(report=OuterRef("pk"))
        applications = self.model._meta.get_field("application").related_model
        cards = self.model._meta.get_field("card").related_model
        reviews = apps.get_model("hiring.JobReview").objects
        unseen = parts.exclude(application__in=applications.objects.visible_to(user))
        sealing = cards.objects.sealing(user).filter(application=OuterRef("application"))
        sealed = parts.filter(Exists(sealing), holds_scores=True)
        reviews_closed = Q(holds_reviews=True) & ~Q(role__in=reviews.roles_open_to(user))
        own = Q(kind="scorecard", card__author=user)
        seen = self.kept().visible_to(user).without_closed_briefs(user).exclude(reviews_closed).filter(~Exists(unseen))
        return seen.filter(own | ~Exists(sealed))

    def without_closed_briefs(self, user: "User") -> Self:
        """Leave out the briefs that this person, an interviewer by now, had made of a role that they led."""
        if user.is_auditor or user.is_administrator:
            return self
        led = self.model._meta.get_field("role").related_model.objects.led_by(user)
        return self.exclude(Q(kind="role_brief") & ~Q(role__in=led))

    def with_facts(self) -> Self:
        """Join what a line about a report says."""
        return self.select_related("role", "application__candidate", "card__author", "stage", "made_by", "task")
