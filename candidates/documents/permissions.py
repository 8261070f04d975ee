"""Who may add and remove documents: who leads the role; of a person without an application, who may edit the person."""

from candidates.applications.models import Application
from candidates.applications.permissions import leads_candidate
from candidates.documents.models import Document
from candidates.people.models import Candidate
from hiring.core.accounts.models import User
from hiring.roles.permissions import rights_on


def may_add_document(candidate: Candidate, application: Application | None, user: User) -> bool:
    """``application`` joins its role."""
    if application is None:
        return leads_candidate(candidate, user)
    return rights_on(application.role, user).leads


def may_change_document(document: Document, user: User) -> bool:
    return may_add_document(document.candidate, document.application, user)
