"""Closing a role: nobody needs its open scorecards any more."""

from django.db import transaction

from assessments.scorecards.closing import close_open_cards
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.intake import opening
from hiring.roles.models import Role


@transaction.atomic
def close_role(role: Role, *, actor: User, reason: str, version: int | None = None) -> Role:
    """Close an open role and, in the same transaction, its open cards. Applications stay where they stand.

    Interviewers keep their access for the days of the policy, counted from when it closed. Raises like
    ``hiring.intake.opening.close_role``.
    """
    role = opening.close_role(role, actor=actor, reason=reason, version=version)
    waiting = Scorecard.objects.open().filter(application__role=role).values("application")
    close_open_cards(*Application.objects.filter(pk__in=waiting), actor=actor)
    return role
