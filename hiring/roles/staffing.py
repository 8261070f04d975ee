"""Who is on the hiring team of a role, person by person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hiring.core.accounts.models import User
from hiring.roles.models import HiringTeamMember, Role, TeamRight

ORDER = {right: number for number, right in enumerate(TeamRight.values)}


@dataclass(frozen=True, slots=True)
class TeamPerson:
    """One person with the rights that they hold now, and which of them cannot be ended: the last manager's."""

    user: User
    rights: Sequence[HiringTeamMember]
    keeps: str


def read_hiring_team(role: Role) -> list[TeamPerson]:
    """Return the team, managers first, by one query."""
    return group_people(role.members.current().select_related("user"))


def group_people(held: Iterable[HiringTeamMember]) -> list[TeamPerson]:
    """Return the people who hold these rights, managers first."""
    members = sorted(held, key=lambda member: (ORDER[member.right], member.user.name))
    by_person: dict[int, list[HiringTeamMember]] = {}
    for member in members:
        by_person.setdefault(member.user_id, []).append(member)
    managers = sum(member.right == TeamRight.MANAGER for member in members)
    keeps = TeamRight.MANAGER.value if managers == 1 else ""
    return [TeamPerson(rights[0].user, rights, keeps) for rights in by_person.values()]
