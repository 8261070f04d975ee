"""Who may do what with an application or a person: by the rights on the role, for a person on any of their roles."""

from candidates.applications.models import Application
from candidates.people.models import Candidate
from hiring.core.accounts.models import User


def leads_candidate(candidate: Candidate, user: User) -> bool:
    """Say whether ``user`` leads a role that this person applied for, or added them and no role has them yet."""
    applications = Application.objects.filter(candidate=candidate)
    if applications.led_by(user).exists():
        return True
    return candidate.created_by_id == user.pk and not applications.exists()
