"""Who may do something about a task that they see."""

from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.background.models import Task
from hiring.core.errors import NotAllowed


def may_change_task(user: User, task: Task) -> bool:
    """Administrators, and who asked for the work."""
    return user.is_administrator or task.created_by_id == user.pk


def require_may_change_task(user: User, task: Task) -> None:
    """Raise ``NotAllowed`` unless ``user`` may try the task again or stop it."""
    if not may_change_task(user, task):
        raise NotAllowed(_("Only who asked for this work, or an administrator, may do this."))
