"""Who may look after the installation itself: accounts, policy, places."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hiring.core.errors import NotAllowed

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


def require_administrator(actor: "User | None") -> None:
    """Raise ``NotAllowed`` unless ``actor`` is an administrator, or the operator at the command line (None)."""
    if actor is not None and not actor.is_administrator:
        raise NotAllowed(_("Only an administrator may do this."))


def require_reader_of_house(actor: "User") -> None:
    """Raise ``NotAllowed`` unless ``actor`` may read how the house is run: administrators and auditors."""
    if not (actor.is_administrator or actor.is_auditor):
        raise NotAllowed(_("This is read by administrators and auditors."))
