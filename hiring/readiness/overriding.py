"""Opening a role although its team is not ready: by name, with a reason, for one opening."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, Refused
from hiring.core.text import clean_text
from hiring.readiness.models import ReadinessOverride, RoleReadiness
from hiring.readiness.standing import read_standing
from hiring.roles.drafts import hold_role
from hiring.roles.models import Role, RoleState

SHORTEST_REASON = 10
LONGEST_REASON = 2000


@transaction.atomic
def override_readiness(role: Role, *, actor: User, reason: str) -> ReadinessOverride:
    """Let the next opening of the role pass although the team's readiness keeps it shut.

    Raises ``NotAllowed`` unless the actor leads the role, ``Invalid`` for a reason that is too short or too long,
    ``Refused`` for an open role, a team that is ready, and where an override stands already.
    """
    role = hold_role(role, actor=actor)
    reason = clean_text(reason.replace("\r\n", "\n")).strip()
    if text := _find_fault(reason):
        raise Invalid(text, errors={"reason": [text]})
    if role.state == RoleState.OPEN:
        raise Refused(_("This role is open already."))
    verdict = read_standing(role.team).verdict
    if not verdict.blocks:
        raise Refused(_("The team’s readiness does not keep this role from opening."))
    if standing := role.readiness_overrides.standing().select_related("actor").first():
        raise Refused(_("%(name)s has overridden it already.") % {"name": standing.actor})
    override = ReadinessOverride.objects.create(role=role, reason=reason, unclear=len(verdict.key_unclear), actor=actor)
    record("readiness.overridden", actor=actor, obj=override, role=role, fields=["reason"])
    return override


def _find_fault(reason: str) -> str:
    if len(reason) < SHORTEST_REASON:
        return _("Write the reason in at least %(count)d characters.") % {"count": SHORTEST_REASON}
    if len(reason) > LONGEST_REASON:
        return _("Write at most %(count)d characters.") % {"count": LONGEST_REASON}
    return ""


def list_overrides(role: Role) -> list[ReadinessOverride]:
    """Return all that the role ever had, the newest first; ``is_used`` where an opening took it."""
    used = RoleReadiness.objects.filter(override=OuterRef("pk"))
    return list(role.readiness_overrides.select_related("actor").annotate(is_used=Exists(used)))
