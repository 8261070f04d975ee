"""Reads of job reviews. That a review exists is open to the hiring team; what it says is sealed."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from hiring.roles.querysets import ByRoleQuerySet

if TYPE_CHECKING:
    from hiring.core.accounts.models import User
    from hiring.roles.models import Role


class JobReviewQuerySet(ByRoleQuerySet):
    def open(self) -> Self:
        return self.filter(state="open")

    def submitted(self) -> Self:
        return self.filter(state="submitted")

    def sealing(self, user: "User", role: "Role | OuterRef") -> Self:
        """Reviews by which this person is shut out of the others' content on a role.

        An open one; and one that they left, until the role opens or they have submitted a review of that text or a
        newer one: leaving opens nothing.
        """
        answered = self.model.objects.filter(
            role=OuterRef("role"),
            author=OuterRef("author"),
            state="submitted",
            description__number__gte=OuterRef("description__number"),
        )
        left = Q(state="left") & ~Q(role__state="open") & ~Exists(answered)
        return self.model.objects.filter(Q(state="open") | left, role=role, author=user)

    def roles_open_to(self, user: "User") -> models.QuerySet:
        """Roles of which this person may know what the others' reviews say, and what is computed from it.

        An administrator's right opens accounts and no reviews.
        """
        roles = self.model._meta.get_field("role").related_model.objects.visible_to(user)
        if not (user.is_auditor or user.is_recruiter):
            roles = roles.filter(pk__in=roles.on_team(user))
        return roles.exclude(Exists(self.sealing(user, OuterRef("pk"))))

    def open_to(self, user: "User", role: "Role") -> bool:
        return self.roles_open_to(user).filter(pk=role.pk).exists()

    def readable_by(self, user: "User") -> Self:
        """Reviews whose content this person may read. One predicate; every surface asks it.

        One's own always; a colleague's only when submitted, on a role that is open to this person.
        """
        others = Q(state="submitted", role__in=self.roles_open_to(user))
        return self.visible_to(user).filter(Q(author=user) | others)
