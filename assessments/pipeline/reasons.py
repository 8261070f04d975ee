"""The editable list of reasons for rejecting and withdrawing. A reason that was used is retired, never deleted."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from candidates.applications.models import MoveReason
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid
from hiring.roles.permissions import require


@transaction.atomic
def add_reason(*, actor: User, kind: str, label: str) -> MoveReason:
    """Add a reason; one that was retired comes back. Raises ``Invalid`` for one that the list has."""
    require_keeper(actor)
    standing = MoveReason.objects.filter(kind=kind, label__iexact=label.strip()).first()
    if standing is not None and standing.retired_at is None:
        raise Invalid(_("The list has this reason."), errors={"label": [_("The list has this reason already.")]})
    if standing is None:
        last = MoveReason.objects.filter(kind=kind).order_by("-position").first()
        try:
            with transaction.atomic():
                standing = MoveReason.objects.create(
                    kind=kind, label=label.strip(), position=last.position + 1 if last else 1
                )
        except IntegrityError:
            raise Invalid(_("The list has this reason."), errors={"label": [_("The list has this reason already.")]})
    else:
        standing.retired_at = None
        standing.save(update_fields=["retired_at"])
    record("reason.added", actor=actor, obj=standing)
    return standing


@transaction.atomic
def raise_reason(reason: MoveReason, *, actor: User) -> MoveReason:
    """Offer a reason one place earlier: the two change places, and the digits that choose them with them."""
    require_keeper(actor)
    offered = list(MoveReason.objects.filter(kind=reason.kind, retired_at=None))
    at = next((at for at, other in enumerate(offered) if other.pk == reason.pk), 0)
    if at:
        offered[at - 1], offered[at] = offered[at], offered[at - 1]
        for position, other in enumerate(offered, 1):
            other.position = position
        MoveReason.objects.bulk_update(offered, ["position"])
        record("reason.moved", actor=actor, obj=reason, fields=["position"])
    return reason


@transaction.atomic
def retire_reason(reason: MoveReason, *, actor: User) -> MoveReason:
    """Offer a reason no longer; where it was used it stays readable."""
    require_keeper(actor)
    if reason.retired_at is None:
        reason.retired_at = timezone.now()
        reason.save(update_fields=["retired_at"])
        record("reason.retired", actor=actor, obj=reason)
    return reason


def require_keeper(user: User) -> None:
    require(user.is_recruiter or user.is_administrator, _("Recruiters and administrators keep the list of reasons."))
