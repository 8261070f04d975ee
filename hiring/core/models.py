from hiring.core.accounts.models import ApiToken, User, WorkingDay
from hiring.core.api.models import IdempotencyKey
from hiring.core.audit.models import AuditEntry, ChainLink
from hiring.core.background.models import Heartbeat, Task
from hiring.core.calendar.models import Place, PlaceDay
from hiring.core.invitations.models import Invitation
from hiring.core.leases import Lease
from hiring.core.mail.models import Mail, MailChoice
from hiring.core.policy.models import PolicyChange

__all__ = [
    "ApiToken",
    "AuditEntry",
    "ChainLink",
    "Heartbeat",
    "IdempotencyKey",
    "Invitation",
    "Lease",
    "Mail",
    "MailChoice",
    "Place",
    "PlaceDay",
    "PolicyChange",
    "Task",
    "User",
    "WorkingDay",
]
