"""What the role's own page shows: where it stands, what is missing, its steps and its people."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.intake.missing import Opening, read_facts, read_opening, with_text
from hiring.readiness.gate import with_team_gate
from hiring.roles.models import Role, RoleEvent, Stage
from hiring.roles.pages import JOINS
from hiring.roles.permissions import RoleRights, add_up_rights
from hiring.roles.staffing import TeamPerson, group_people


@dataclass(frozen=True, slots=True)
class RailStage:
    """One step on the rail, in the words of ``includes/stage.html``."""

    number: int
    title: str
    state: str
    line: str
    sub: str
    url: str = ""
    score: str = ""
    dots: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    role: Role
    rights: RoleRights
    opening: Opening
    rail: Sequence[RailStage]
    events: Sequence[RoleEvent]
    people: Sequence[TeamPerson]


def read_overview(user: User, public_id: str) -> Overview:
    """Return all that the page shows, by seven queries. Raises ``Http404`` for a role that is not visible."""
    roles = Role.objects.visible_to(user).select_related(*JOINS, "opened_by", "environment")
    role = with_team_gate(with_text(roles, user)).filter(public_id=public_id).first()
    if role is None:
        raise Http404
    facts = read_facts(role)
    events = list(role.events.select_related("actor"))
    rights = add_up_rights(role, user, (member.right for member in facts.members if member.user_id == user.pk))
    opening = read_opening(role, user, rights, facts=facts, events=events)
    return Overview(
        role=role,
        rights=rights,
        opening=opening,
        rail=[_rail_stage(stage, role, opening) for stage in facts.stages],
        events=events,
        people=group_people(facts.members),
    )


def _rail_stage(stage: Stage, role: Role, opening: Opening) -> RailStage:
    if not stage.is_gate:
        sub = _("Weight %(weight)d, panel of %(panel)d, %(minutes)d min") % {
            "weight": stage.weight,
            "panel": stage.panel_size,
            "minutes": stage.minutes,
        }
        return RailStage(stage.position, stage.title, "next", "", sub)
    event = opening.opened_on
    if event is None:
        return RailStage(stage.position, stage.title, "now", _("To be done by us before the role opens"), "")
    line = _("Done by us, %(date)s") % {"date": date_format(event.at, "j F")}
    return RailStage(stage.position, stage.title, "done", line, _say_figures(event, opening))


def _say_figures(event: RoleEvent, opening: Opening) -> str:
    """Say on which figures the role opened, to whom the reviews are open."""
    if opening.closed or not event.gate:
        return ""
    return _("%(count)d of us rated version %(number)d of our text: %(score)s") % {
        "count": event.gate["reviews"],
        "number": event.gate["description"],
        "score": event.gate["score"],
    }
