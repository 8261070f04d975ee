"""Who may change a role, and against which version: the ground under every verb of this room."""

from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.errors import Refused, Stale
from hiring.roles.models import Role
from hiring.roles.permissions import require_lead


def lock_role(role: Role) -> Role:
    """Lock the role for the rest of the transaction and return it fresh."""
    return (
        Role.objects.select_for_update(of=("self",))
        .select_related("process", "role_type", "specialism", "seniority", "team", "place")
        .get(pk=role.pk)
    )


def hold_role(role: Role, *, actor: User, version: int | None = None) -> Role:
    """Lock the role for somebody who leads it.

    ``version`` is the one that the writer had before their eyes; None where the caller has just read it.
    Raises ``NotAllowed`` unless the actor leads the role, ``Stale`` when it was changed in between.
    """
    fresh = lock_role(role)
    require_lead(fresh, actor)
    if version is not None and version != fresh.version:
        raise Stale(
            _("Somebody changed this role while you were working on it. Nothing of yours was saved yet."),
            theirs=describe(fresh),
        )
    return fresh


def hold_draft(role: Role, *, actor: User, version: int | None = None) -> Role:
    """The same for what is frozen once the role opens. Raises ``Refused`` unless it is a draft."""
    fresh = hold_role(role, actor=actor, version=version)
    if not fresh.is_draft:
        raise Refused(_("This role has opened. What it judges by is frozen, so that all candidates meet the same."))
    return fresh


def count_change(role: Role) -> None:
    role.version += 1
    role.save(update_fields=["version"])


def describe(role: Role) -> dict[str, object]:
    """What stands now, for somebody whose change came too late."""
    return {
        "version": role.version,
        "title": role.title,
        "team": str(role.team),
        "place": str(role.place),
        "process": str(role.process),
        "role_type": str(role.role_type),
        "specialism": str(role.specialism or ""),
        "seniority": str(role.seniority),
        "confidential": role.confidential,
    }
