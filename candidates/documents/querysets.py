"""Reads of documents: with their application, or, where they belong to the person alone, with the candidate."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        applications = self.model._meta.get_field("application").related_model
        people = self.model._meta.get_field("candidate").related_model
        return self.filter(
            Q(application__in=applications.objects.visible_to(user))
            | Q(application=None, candidate__in=people.objects.visible_to(user))
        )
