"""Who may do what with an application or a person: by the rights on the role, for a person on any of their roles."""

from django.utils.translation import gettext as _

from candidates.applications.models import Application
from candidates.people.models import Candidate
from hiring.core.accounts.models import User
from hiring.roles.permissions import require, rights_on


def require_lead(application: Application, user: User) -> None:
    """Raise ``NotAllowed`` unless this person leads the application's role: moves it, decides on it."""
    text = _("Only the hiring manager and recruiters of this role move and decide on its applications.")
    require(rights_on(application.role, user).leads, text)


def require_candidate_lead(candidate: Candidate, user: User) -> None:
    text = _("Only a recruiter or hiring manager of one of this person’s roles changes the record.")
    require(leads_candidate(candidate, user), text)


def leads_candidate(candidate: Candidate, user: User) -> bool:
    """Say whether ``user`` leads a role that this person applied for, or added them and no role has them yet."""
    applications = Application.objects.filter(candidate=candidate)
    if applications.led_by(user).exists():
        return True
    return candidate.created_by_id == user.pk and not applications.exists()


def require_decider(application: Application, user: User) -> None:
    """Raise ``NotAllowed`` unless this person takes the final decision on the role's applications."""
    decides = rights_on(application.role, user).decides
    require(decides, _("Only a hiring manager of this role takes the final decision."))
