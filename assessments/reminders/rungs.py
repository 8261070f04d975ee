"""The rungs of roles: those of the policy as it stood when a role opened, until somebody changes them for the role."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.reminders.ladder import Rungs
from assessments.reminders.models import RungChange
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid
from hiring.core.policy.figures import FIGURES, Figure, read_policy_history
from hiring.roles.models import Role
from hiring.roles.permissions import require, rights_on

SHORTEST_REASON = 10
MAY_NOT_CHANGE = gettext_lazy("Only the hiring manager and recruiters of this role change its reminders.")
# each rung with its figure of the policy, which has the bounds
RUNG_FIGURES: Mapping[str, Figure] = {field.name: FIGURES[f"reminder.{field.name}"] for field in fields(Rungs)}


def rungs_of(roles: Iterable[Role]) -> dict[int, Rungs]:
    """Return the rungs of each role by its key, with two queries for all."""
    roles = list(roles)
    changes = {change.role_id: change for change in RungChange.objects.filter(role__in=roles).latest()}
    policy_at = read_policy_history(figure.key for figure in RUNG_FIGURES.values())
    found = {}
    for role in roles:
        if role.pk in changes:
            found[role.pk] = Rungs(**{name: getattr(changes[role.pk], name) for name in RUNG_FIGURES})
        else:
            policy = policy_at(role.opened_at)
            found[role.pk] = Rungs(**{name: int(policy[figure.key]) for name, figure in RUNG_FIGURES.items()})
    return found


@transaction.atomic
def change_rungs(role: Role, *, actor: User, rungs: Rungs, reason: str) -> RungChange:
    """Give a role rungs of its own from now on; what is planned follows.

    Refuses with ``NotAllowed`` and ``Invalid`` (out of bounds, nothing new, a reason of fewer than 10 characters).
    """
    require(rights_on(role, actor).leads, MAY_NOT_CHANGE)
    values = asdict(rungs)
    errors = {name: texts for name in values if (texts := _check(RUNG_FIGURES[name], values[name]))}
    standing = rungs_of([role])[role.pk]
    if rungs == standing:
        errors["before_hours"] = [_("This is what stands already.")]
    if len(reason.strip()) < SHORTEST_REASON:
        errors["reason"] = [_("Write the reason in at least %(count)d characters.") % {"count": SHORTEST_REASON}]
    if errors:
        raise Invalid(_("The reminders stay as they are."), errors=errors)
    change = RungChange.objects.create(role=role, reason=reason.strip(), changed_by=actor, **values)
    changed = [name for name, value in asdict(standing).items() if values[name] != value]
    record("reminders.rungs_changed", actor=actor, obj=role, role=role, fields=changed)
    return change


def _check(figure: Figure, value: int) -> list[str]:
    if figure.lowest <= value <= figure.highest:
        return []
    bounds = {"lowest": figure.lowest, "highest": figure.highest, "unit": figure.unit}
    return [_("Choose %(lowest)s to %(highest)s %(unit)s.") % bounds]
