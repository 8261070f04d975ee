"""Verbs on teams: which there are, and who may ask for hires."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid
from hiring.core.text import clean_line
from hiring.roles.models import Team
from hiring.roles.permissions import require


@transaction.atomic
def add_team(*, actor: User, name: str, managers: Iterable[User] = ()) -> Team:
    """Raises ``NotAllowed`` unless an administrator acts, ``Invalid`` for a name that is empty or taken."""
    _require_administrator(actor)
    team = Team.objects.create(name=_free_name(name))
    team.managers.set(managers)
    record("team.added", actor=actor, obj=team, fields=["name", "managers"])
    return team


@transaction.atomic
def edit_team(team: Team, *, actor: User, name: str, managers: Iterable[User], is_active: bool) -> Team:
    """The same for a team that is there. A team that is not active is offered for no new role; its roles stay."""
    _require_administrator(actor)
    wanted = {"name": _free_name(name, team), "is_active": is_active}
    changed = [field for field, value in wanted.items() if getattr(team, field) != value]
    for field in changed:
        setattr(team, field, wanted[field])
    managers = set(managers)
    if managers != set(team.managers.all()):
        team.managers.set(managers)
        changed.append("managers")
    if changed:
        team.save()
        record("team.edited", actor=actor, obj=team, fields=changed)
    return team


def _require_administrator(actor: User) -> None:
    require(actor.is_administrator, _("Administrators keep the list of teams."))


def _free_name(name: str, team: Team | None = None) -> str:
    name = clean_line(name)
    taken = Team.objects.filter(name__iexact=name).exclude(pk=team.pk if team else None).exists()
    text = "" if name and not taken else _("Another team has this name.") if name else _("Give the team a name.")
    if text:
        raise Invalid(text, errors={"name": [text]})
    return name
