"""Who answers for a team."""

from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.roles.models import Team
from hiring.roles.permissions import require


def may_answer(team: Team, user: User) -> bool:
    """The managers of the team, recruiters and administrators."""
    return user.is_recruiter or user.is_administrator or team.managers.filter(pk=user.pk).exists()


def require_answerer(team: Team, user: User) -> None:
    """Raise ``NotAllowed`` unless this person answers for the team."""
    require(may_answer(team, user), _("The managers of a team, recruiters and administrators say whether it is ready."))
