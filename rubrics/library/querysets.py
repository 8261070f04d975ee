"""Reads of the library. Rubrics are open to everybody who is signed in; drafts only to those who may edit."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


class LibraryQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        return self if user.is_authenticated else self.none()


class RubricQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """A rubric of which nothing is published yet is seen by those who may edit it."""
        if not user.is_authenticated:
            return self.none()
        return self if sees_drafts(user) else self.published()

    def published(self) -> Self:
        return self.filter(pk__in=self._versions().published().values("rubric"))

    def outside_processes(self, steps: models.QuerySet) -> Self:
        return self.exclude(pk__in=steps.values("rubric"))

    def _versions(self) -> "RubricVersionQuerySet":
        return self.model._meta.get_field("versions").related_model.objects.all()

    def matching(self, words: str) -> Self:
        """Whose title, or a criterion's title in the latest version, holds these words."""
        holding = self._versions().latest().filter(criteria__title__icontains=words)
        return self.filter(Q(title__icontains=words) | Q(pk__in=holding.values("rubric")))


class RubricVersionQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        if not user.is_authenticated:
            return self.none()
        return self if sees_drafts(user) else self.published()

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def drafts(self) -> Self:
        return self.filter(published_at=None)

    def latest(self) -> Self:
        """The latest published version of each rubric."""
        newest = self.model.objects.published().filter(rubric=OuterRef("rubric")).order_by("-number")
        return self.published().filter(number=Subquery(newest.values("number")[:1]))

    def with_counts(self) -> Self:
        """Adds ``criteria_count`` and ``must_have_count``."""
        return self.annotate(
            criteria_count=Count("criteria"),
            must_have_count=Count("criteria", filter=Q(criteria__must_have=True)),
        )


class RubricCriterionQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        if not user.is_authenticated:
            return self.none()
        return self if sees_drafts(user) else self.published()

    def published(self) -> Self:
        return self.filter(version__published_at__isnull=False)

    def latest(self) -> Self:
        """Each criterion as it was last published, whatever the rubric."""
        newest = self.model.objects.published().filter(criterion=OuterRef("criterion"))
        return self.filter(pk=Subquery(newest.order_by("-version__published_at", "-pk").values("pk")[:1]))


class ProcessQuerySet(LibraryQuerySet):
    def offered(self) -> Self:
        return self.filter(retired_at=None)


def sees_drafts(user: "User") -> bool:
    """Administrators and recruiters edit rubrics: the one predicate behind drafts, buttons and verbs."""
    return bool(user.is_authenticated and (user.is_administrator or user.is_recruiter))
