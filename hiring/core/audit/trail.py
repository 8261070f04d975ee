"""The one way to write the trail: an explicit call in the verb, inside its transaction."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, models
from django.db.transaction import TransactionManagementError

from hiring.core.audit.models import AuditEntry

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


def digest_value(value: object) -> str:
    """Return a keyed digest: equal values can be recognised by who holds the key, and read by nobody."""
    key = hashlib.sha256(b"audit digest" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, str(value).encode(), hashlib.sha256).hexdigest()


def record(
    action: str,
    *,
    actor: "User | None",
    obj: models.Model | None = None,
    role: models.Model | None = None,
    fields: Iterable[str] = (),
    digests: Mapping[str, object] | None = None,
) -> AuditEntry:
    """Write one entry for ``action`` (``scorecard.submitted``) on ``obj``, in the caller's transaction.

    ``fields`` are names of changed fields; ``digests`` are values of which only a keyed digest is kept.
    Raises ``TransactionManagementError`` outside a transaction: an entry without its change would be a lie.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(
            "An audit entry is written in the transaction of the change that it describes."
        )
    return AuditEntry.objects.create(
        actor=actor if actor is not None and actor.is_authenticated else None,
        action=action,
        object_type=obj._meta.model_name if obj is not None else "",
        object_id=str(getattr(obj, "public_id", obj.pk)) if obj is not None else "",
        role_id=role.public_id if role is not None else "",
        fields=sorted(fields),
        digests={name: digest_value(value) for name, value in (digests or {}).items()},
    )
