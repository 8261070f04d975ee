"""Reads of job reviews. That a review exists is open to the hiring team; what it says is sealed."""

from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Q

from hiring.roles.querysets import ByRoleQuerySet

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


class JobReviewQuerySet(ByRoleQuerySet):
    def readable_by(self, user: "User") -> Self:
        """Reviews whose content this person may read: their own; submitted ones, unless they hold an open one."""
        own_open = self.model.objects.filter(role=OuterRef("role"), author=user, state="open")
        return self.visible_to(user).filter(Q(author=user) | (Q(state="submitted") & ~Exists(own_open)))
