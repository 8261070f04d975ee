"""Verbs that open, close and reopen a role. They live here because the bar of the first step decides."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, Refused
from hiring.core.policy.figures import read_policy
from hiring.intake.gate import GateState, read_gate
from hiring.intake.missing import Missing, find_missing, read_facts
from hiring.intake.models import JobReview
from hiring.intake.reviews import close_open_reviews
from hiring.readiness.copies import keep_copy
from hiring.readiness.gate import judge_team
from hiring.readiness.standing import read_standing
from hiring.roles.drafts import count_change, hold_draft, hold_role
from hiring.roles.models import Role, RoleEvent, RoleEventKind, RoleState

KEEPS_ACCESS = "access.days_after_close"


class NotReady(Refused):
    """Something is missing before the role may open; ``missing`` names each thing."""

    code = "not-ready"

    def __init__(self, missing: Iterable[Missing]) -> None:
        self.missing = tuple(missing)
        super().__init__(
            _("This role cannot open yet. %(why)s") % {"why": " ".join(item.text for item in self.missing)}
        )


@transaction.atomic
def open_role(role: Role, *, actor: User, version: int | None = None) -> Role:
    """Open a draft: applications may come, what it judges by is frozen, and it keeps a copy of its team's readiness.

    Raises ``NotReady`` with all that is missing, ``Refused`` for somebody from whom the reviews are sealed and for a
    role that is no draft, ``NotAllowed`` and ``Stale``.
    """
    role = hold_draft(role, actor=actor, version=version)
    gate = _pass_gates(role, actor)
    role.opened_at, role.opened_by = timezone.now(), actor
    _turn(role, actor, RoleEventKind.OPENED, RoleState.OPEN, gate=gate)
    return role


@transaction.atomic
def close_role(role: Role, *, actor: User, reason: str, version: int | None = None) -> Role:
    """Close an open role. Applications and their cards are the business of the floor that has them.

    Raises ``Invalid`` without a reason, ``Refused`` unless it is open, ``NotAllowed`` and ``Stale``.
    """
    role = hold_role(role, actor=actor, version=version)
    if role.state != RoleState.OPEN:
        raise Refused(_("Only an open role can be closed."))
    role.closed_at, role.close_reason = timezone.now(), _require(reason, _("Say why the role closes."))
    role.panels_see_until = role.closed_at + timedelta(days=int(read_policy([KEEPS_ACCESS])[KEEPS_ACCESS]))
    _turn(role, actor, RoleEventKind.CLOSED, RoleState.CLOSED, reason=role.close_reason)
    return role


@transaction.atomic
def reopen_role(role: Role, *, actor: User, reason: str, version: int | None = None) -> Role:
    """Open a closed role again. A text that changed since needs new reviews. Raises like ``open_role``."""
    role = hold_role(role, actor=actor, version=version)
    if role.state != RoleState.CLOSED:
        raise Refused(_("Only a closed role can be opened again."))
    reason = _require(reason, _("Say why the role opens again."))
    gate = _pass_gates(role, actor)
    role.closed_at, role.close_reason, role.panels_see_until = None, "", None
    _turn(role, actor, RoleEventKind.REOPENED, RoleState.OPEN, reason=reason, gate=gate)
    return role


def _pass_gates(role: Role, actor: User) -> GateState | None:
    """Refuse the opening with all that is missing, or keep what the team answered and return the reviews' figures."""
    gate = read_gate(role)
    if gate and not JobReview.objects.open_to(actor, role):
        raise Refused(_("The reviews are sealed from you. Submit your own, or have somebody else open the role."))
    standing = read_standing(role.team)
    override = role.readiness_overrides.standing().first()
    missing = find_missing(role, read_facts(role), gate, judge_team(standing, override), sealed=False)
    if missing:
        raise NotReady(missing)
    keep_copy(role, standing, override)
    return gate


def _turn(
    role: Role, actor: User, kind: RoleEventKind, state: RoleState, *, reason: str = "", gate: GateState | None = None
) -> None:
    """Change the state, keep why and on which figures, and end the reviews that nobody needs any more."""
    role.state = state
    role.save(update_fields=["state", "opened_at", "opened_by", "closed_at", "close_reason", "panels_see_until"])
    RoleEvent.objects.create(role=role, kind=kind, reason=reason, gate=gate.figures if gate else {}, actor=actor)
    close_open_reviews(role)
    count_change(role)
    record(f"role.{kind}", actor=actor, obj=role, role=role, fields=["state"])


def _require(reason: str, text: str) -> str:
    if not reason.strip():
        raise Invalid(text, errors={"reason": [text]})
    return reason.strip()
