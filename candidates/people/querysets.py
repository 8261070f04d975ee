"""Reads of candidates: a person is seen through an application that is seen, or by whoever added them."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


class CandidateQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        if not user.is_authenticated:
            return self.none()
        applications = self.model._meta.get_field("applications").related_model
        return self.filter(Q(pk__in=applications.objects.visible_to(user).values("candidate_id")) | Q(created_by=user))
