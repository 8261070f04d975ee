"""Editing a candidate's record: here and not in ``people``, because lists of applications sort by the name."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.applications.models import Application
from candidates.applications.moves import sort_name
from candidates.applications.permissions import leads_candidate
from candidates.people.models import Candidate
from candidates.people.records import change_candidate
from hiring.core.accounts.models import User
from hiring.roles.permissions import require


@transaction.atomic
def edit_candidate(candidate: Candidate, *, actor: User, version: int, fields: Mapping[str, Any]) -> Candidate:
    """Change a person's record. Raises ``NotAllowed``, ``Invalid`` with the faults by field, and ``Stale``."""
    require(
        leads_candidate(candidate, actor),
        _("Only a recruiter or hiring manager of one of this person's roles changes the record."),
    )
    changed = change_candidate(candidate, actor=actor, version=version, fields=fields)
    if "name" in changed:
        Application.objects.filter(candidate=candidate).update(sort_name=sort_name(candidate.name))
    return candidate
