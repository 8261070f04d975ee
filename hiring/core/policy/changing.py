"""Changing a figure of the policy, with a reason, and what stands now with who changed it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid
from hiring.core.permissions import require_administrator
from hiring.core.policy.figures import FIGURES, Figure, read_policy
from hiring.core.policy.models import PolicyChange

SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure as it stands: at its default, or where ``change`` put it."""

    figure: Figure
    value: Decimal
    change: PolicyChange | None


def list_standings() -> list[Standing]:
    """Return every figure with what holds now, by one query."""
    changes = {change.key: change for change in PolicyChange.objects.latest_of(FIGURES).select_related("changed_by")}
    return [_stand(figure, changes.get(key)) for key, figure in FIGURES.items()]


def _stand(figure: Figure, change: PolicyChange | None) -> Standing:
    value = change.value if change is not None else figure.default
    return Standing(figure, round(value, figure.places), change)


@transaction.atomic
def change_figure(key: str, value: Decimal, *, actor: User, reason: str) -> PolicyChange:
    """Let ``value`` hold from now on. Roles that are open keep what they were opened with.

    Raises ``KeyError`` for an unknown key and ``Invalid`` (at ``value`` or ``reason``) outside the bounds, for too
    many decimals, for the value that stands already and for a reason of fewer than 10 characters.
    """
    require_administrator(actor)
    figure = FIGURES[key]
    errors = _find_errors(figure, value, reason)
    if errors:
        raise Invalid(_("The figure stays as it is."), errors=errors)
    change = PolicyChange.objects.create(key=key, value=value, reason=reason.strip(), changed_by=actor)
    record("policy.changed", actor=actor, fields=[key])
    return change


def _find_errors(figure: Figure, value: Decimal, reason: str) -> dict[str, list[str]]:
    errors = {}
    if not figure.lowest <= value <= figure.highest:
        bounds = {"lowest": figure.lowest, "highest": figure.highest, "unit": figure.unit}
        errors["value"] = [_("Choose %(lowest)s to %(highest)s %(unit)s.") % bounds]
    elif value != round(value, figure.places):
        text = _("Choose a whole number.") if not figure.places else _("Write one decimal at most.")
        errors["value"] = [text]
    elif value == read_policy([figure.key])[figure.key]:
        errors["value"] = [_("This is what stands already.")]
    if len(reason.strip()) < SHORTEST_REASON:
        errors["reason"] = [_("Write the reason in at least %(count)d characters.") % {"count": SHORTEST_REASON}]
    return errors
