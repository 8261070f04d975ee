"""The brief of a role: all that was settled about it before the first candidate, for one reader.

Each part is a function of ``brief_parts`` or ``brief_planning`` that reads one room and returns a part, or a ``Gap``
with the sentence that is printed where there is nothing to tell yet. A new part is one such function, its values and
its template.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from assessments.reports.contents.brief_parts import (
    Ask,
    Gap,
    Part,
    TextPart,
    tell_people,
    tell_process,
    tell_readiness,
    tell_text,
)
from assessments.reports.contents.brief_planning import tell_cost, tell_engagement, tell_timeline
from assessments.reports.contents.brief_scope import tell_scope
from assessments.reports.contents.job_descriptions import Person, read_people
from hiring.core.accounts.models import User
from hiring.roles.models import Role, TeamRight
from hiring.roles.permissions import rights_on

PARTS = (tell_readiness, tell_scope, tell_text, tell_process, tell_engagement, tell_cost, tell_timeline, tell_people)


@dataclass(frozen=True, slots=True)
class RoleBriefContent:
    """``opened_at`` is empty for a draft; ``gaps`` are the parts that are left out, each with its sentence."""

    kind: ClassVar[str] = "role_brief"

    role: str
    team: str
    place: str
    role_type: str
    specialism: str
    seniority: str
    process: str
    state: str
    opened_at: datetime | None
    managers: tuple[str, ...]
    recruiters: tuple[str, ...]
    parts: tuple[Part, ...]
    gaps: tuple[Gap, ...]

    @property
    def subject(self) -> str:
        return self.role

    @property
    def is_sealed(self) -> bool:
        """Whether what the reviews of the job description say is kept from this reader."""
        return any(part.description.is_sealed for part in self.parts if isinstance(part, TextPart))


def show_role_brief(role: Role, reader: User) -> RoleBriefContent:
    """Return the brief. Raises ``Role.DoesNotExist`` where the reader does not see the role."""
    joined = Role.objects.select_related("team", "place", "process", "role_type", "specialism", "seniority")
    role = joined.visible_to(reader).get(pk=role.pk)
    people = read_people(role)
    ask = Ask(role, reader, rights_on(role, reader), people)
    told = [tell(ask) for tell in PARTS]
    return RoleBriefContent(
        role=role.title,
        team=role.team.name,
        place=role.place.name,
        role_type=role.role_type.title,
        specialism=role.specialism.title if role.specialism else "",
        seniority=str(role.seniority),
        process=role.process.title,
        state=str(role.get_state_display()),
        opened_at=role.opened_at,
        managers=_named(people, TeamRight.MANAGER),
        recruiters=_named(people, TeamRight.RECRUITER),
        parts=tuple(part for part in told if not isinstance(part, Gap)),
        gaps=tuple(part for part in told if isinstance(part, Gap)),
    )


def _named(people: Iterable[Person], right: TeamRight) -> tuple[str, ...]:
    return tuple(person.name for person in people if str(right.label) in person.rights)
