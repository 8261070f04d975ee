"""Verbs on the hiring team of a role: who holds which right, from when to when."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, Refused
from hiring.roles.drafts import hold_role
from hiring.roles.models import HiringTeamMember, Role, TeamRight


@transaction.atomic
def add_member(role: Role, *, actor: User, user: User, right: str) -> HiringTeamMember:
    """Give a person a right on the role. Raises ``NotAllowed``, ``Invalid`` for a closed account or an unknown right,
    ``Refused`` when they have it already.
    """
    role = hold_role(role, actor=actor)
    if right not in TeamRight.values:
        text = _("Choose hiring manager, recruiter or interviewer.")
        raise Invalid(text, errors={"right": [text]})
    if not user.is_active:
        text = _("%(name)s's account is closed.") % {"name": user}
        raise Invalid(text, errors={"user": [text]})
    if role.members.current().filter(user=user, right=right).exists():
        raise Refused(_("%(name)s has this right already.") % {"name": user})
    member = HiringTeamMember.objects.create(role=role, user=user, right=right, added_by=actor)
    record("hiring_team.added", actor=actor, obj=member, role=role, fields=["right"])
    return member


@transaction.atomic
def remove_member(member: HiringTeamMember, *, actor: User) -> HiringTeamMember:
    """End a right. The last hiring manager stays: somebody must decide. Ending it twice does nothing.

    Raises ``NotAllowed`` and ``Refused``.
    """
    role = hold_role(member.role, actor=actor)
    member.refresh_from_db()
    if member.left_at is not None:
        return member
    managers = role.members.current().filter(right=TeamRight.MANAGER)
    if member.right == TeamRight.MANAGER and managers.count() == 1:
        raise Refused(_("A role needs a hiring manager. Add another one first."))
    member.left_at = timezone.now()
    member.save(update_fields=["left_at"])
    record("hiring_team.removed", actor=actor, obj=member, role=role, fields=["right"])
    return member


def ensure_interviewer(role: Role, *, actor: User | None, user: User) -> None:
    """Give a person the interviewer's right if it is missing, in the transaction of the panel verb that calls."""
    member, made = HiringTeamMember.objects.get_or_create(
        role=role, user=user, right=TeamRight.INTERVIEWER, left_at=None, defaults={"added_by": actor}
    )
    if made:
        record("hiring_team.added", actor=actor, obj=member, role=role, fields=["right"])
