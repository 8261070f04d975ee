"""What a person may do on a role: their rights of the hiring team and of the account, added up, by one query."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.errors import NotAllowed
from hiring.roles.models import HiringTeamMember, Role, Stage, Team, TeamRight


@dataclass(frozen=True, slots=True)
class RoleRights:
    """Rights on one role. A recruiter by account is a recruiter on every role that is not confidential."""

    manager: bool
    recruiter: bool
    interviewer: bool
    administrator: bool
    auditor: bool

    @property
    def leads(self) -> bool:
        """May edit the role and its team, add candidates, put interviewers on panels, move applications."""
        return self.manager or self.recruiter

    @property
    def decides(self) -> bool:
        """May decide at the end, hire or not: the hiring manager's alone."""
        return self.manager

    @property
    def on_team(self) -> bool:
        return self.manager or self.recruiter or self.interviewer


def rights_on(role: Role, user: User) -> RoleRights:
    """Return the rights of ``user`` on ``role``."""
    held = HiringTeamMember.objects.current().filter(role=role, user=user)
    return add_up_rights(role, user, held.values_list("right", flat=True))


def add_up_rights(role: Role, user: User, held: Iterable[str]) -> RoleRights:
    """The same where the rights that ``user`` holds on the team were read already."""
    team = set(held)
    return RoleRights(
        manager=TeamRight.MANAGER in team,
        recruiter=TeamRight.RECRUITER in team or (user.is_recruiter and not role.confidential),
        interviewer=TeamRight.INTERVIEWER in team,
        administrator=user.is_administrator,
        auditor=user.is_auditor,
    )


def require_lead(role: Role, user: User) -> None:
    """Raise ``NotAllowed`` unless this person leads the role."""
    require_leads(rights_on(role, user))


def require_leads(rights: RoleRights) -> None:
    """The same where the rights were read already."""
    require(rights.leads, _("Only the hiring manager and recruiters change a role."))


def require_stage_lead(stage: Stage, user: User) -> None:
    require_lead(stage.role, user)


def require_member_lead(member: HiringTeamMember, user: User) -> None:
    require_lead(member.role, user)


def require_creator(user: User) -> None:
    require(may_create_roles(user), _("Recruiters, administrators and the managers of a team create its roles."))


def may_create_roles(user: User) -> bool:
    """Recruiters and administrators for every team, others for the teams that they manage. Processes likewise."""
    return user.is_recruiter or user.is_administrator or Team.objects.may_ask(user).exists()


def require(allowed: bool, text: str) -> None:
    """Raise ``NotAllowed`` with a readable text unless allowed."""
    if not allowed:
        raise NotAllowed(text)
