"""Who may change rubrics. Reading them is for everybody who is signed in."""

from django.utils.translation import gettext as _

from hiring.core.errors import NotAllowed
from hiring.core.models import User
from rubrics.library.querysets import sees_drafts

may_edit_rubrics = sees_drafts


def require_editor(_subject: object, user: User) -> None:
    """The same as the API asks it: who edits one rubric edits all."""
    check_may_edit(user)


def check_may_edit(user: User) -> None:
    """Raises ``NotAllowed``."""
    if not may_edit_rubrics(user):
        raise NotAllowed(_("Administrators and recruiters edit rubrics. You may read them."))
