"""Adding and editing a candidate's record with the rights that it takes.

Here and not in ``people``, because rights come from roles and lists of applications sort by the name.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.applications.models import Application
from candidates.applications.moves import sort_name
from candidates.applications.permissions import require_candidate_lead
from candidates.people.models import Candidate
from candidates.people.records import add_candidate, change_candidate
from hiring.core.accounts.models import User
from hiring.roles.models import Role
from hiring.roles.permissions import require


@transaction.atomic
def add_person(*, actor: User, **fields: Any) -> Candidate:
    """Add a person without an application yet. Raises ``NotAllowed``, and ``Invalid`` with the faults by field."""
    require(Role.objects.led_by(actor).exists(), _("Candidates are added by recruiters and hiring managers."))
    return add_candidate(actor=actor, **fields)


@transaction.atomic
def edit_candidate(candidate: Candidate, *, actor: User, version: int, fields: Mapping[str, Any]) -> Candidate:
    """Change a person's record. Raises ``NotAllowed``, ``Invalid`` with the faults by field, and ``Stale``."""
    require_candidate_lead(candidate, actor)
    changed = change_candidate(candidate, actor=actor, version=version, fields=fields)
    if "name" in changed:
        Application.objects.filter(candidate=candidate).update(sort_name=sort_name(candidate.name))
    return candidate
