"""The list of roles: what is asked for, and the rows with the reader's own rights on each."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from hiring.core.accounts.models import User
from hiring.core.paging import take_page
from hiring.roles.models import HiringTeamMember, Role, RoleState, TeamRight

LONGEST_SEARCH = 80


@dataclass(frozen=True, slots=True)
class RoleFilter:
    """What the address asks for. Unknown values ask for nothing."""

    state: str = ""
    team: str = ""
    mine: bool = False
    words: str = ""

    @classmethod
    def read(cls, data: Mapping[str, str]) -> "RoleFilter":
        state = data.get("state", "")
        return cls(
            state=state if state in RoleState.values else "",
            team=data.get("team", "")[:22].replace("\0", ""),
            mine=data.get("mine") == "1",
            words=data.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH],
        )

    @property
    def query(self) -> str:
        """The query string that asks for the same."""
        asked = {"state": self.state, "team": self.team, "mine": "1" if self.mine else "", "q": self.words}
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def asks(self) -> bool:
        return self != RoleFilter()


@dataclass(frozen=True, slots=True)
class RoleLine:
    role: Role
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RolePage:
    lines: tuple[RoleLine, ...]
    after: str


def list_roles(user: User, wanted: RoleFilter, *, after: str = "") -> RolePage:
    """Return one page of the roles that ``user`` sees, newest first, by at most three queries."""
    roles = Role.objects.visible_to(user).select_related("team", "place", "role_type", "seniority")
    if wanted.state:
        roles = roles.filter(state=wanted.state)
    if wanted.team:
        roles = roles.filter(team__public_id=wanted.team)
    if wanted.mine:
        roles = roles.filter(pk__in=Role.objects.on_team(user))
    for word in wanted.words.split():
        roles = roles.filter(title__icontains=word)
    page = take_page(roles, order="-id", after=after)
    mine: dict[int, list[str]] = {}
    members = HiringTeamMember.objects.current().filter(user=user, role__in=[role.pk for role in page.rows])
    for role_id, right in members.values_list("role_id", "right"):
        mine.setdefault(role_id, []).append(str(TeamRight(right).label))
    return RolePage(tuple(RoleLine(role, tuple(sorted(mine.get(role.pk, [])))) for role in page.rows), page.after)
