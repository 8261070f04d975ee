"""Reads of the library. Rubrics are open to everybody who is signed in; drafts only to those who may edit."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


class LibraryQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        return self if user.is_authenticated else self.none()


class RubricVersionQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        if not user.is_authenticated:
            return self.none()
        return self if user.is_administrator or user.is_recruiter else self.published()

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def drafts(self) -> Self:
        return self.filter(published_at=None)


class ProcessQuerySet(LibraryQuerySet):
    def offered(self) -> Self:
        return self.filter(retired_at=None)
