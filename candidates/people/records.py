"""The verbs of a candidate's record. Search words follow the name in the same transaction."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from candidates.people.fields import FIELDS, clean_person
from candidates.people.models import Candidate, CandidateWord
from candidates.people.words import fold_words
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Stale


@transaction.atomic
def add_candidate(*, actor: User | None, **fields: Any) -> Candidate:
    """Add a person (name, email, phone, headline, location, links). Raises ``Invalid`` with the faults by field.

    Whether the actor may is asked by the verb that also adds the application: a person alone belongs to no role.
    """
    candidate = Candidate.objects.create(created_by=actor, **clean_person({"name": ""} | fields))
    _write_words(candidate)
    record("candidate.added", actor=actor, obj=candidate)
    return candidate


@transaction.atomic
def change_candidate(candidate: Candidate, *, actor: User, version: int, fields: Mapping[str, Any]) -> list[str]:
    """Change fields of a record that still stands at ``version``; return the names of those that changed.

    Raises ``Invalid`` with the faults by field, and ``Stale`` with what stands now when somebody else was quicker.
    """
    cleaned = clean_person(fields)
    changed = {field: value for field, value in cleaned.items() if value != getattr(candidate, field)}
    if not changed and version == candidate.version:
        return []
    current = Candidate.objects.filter(pk=candidate.pk, version=version)
    if not current.update(**changed, version=F("version") + 1):
        standing = Candidate.objects.get(pk=candidate.pk)
        raise Stale(
            _("Somebody else changed this record in the meantime. Yours and theirs are below; choose what stays."),
            theirs={field: getattr(standing, field) for field in FIELDS} | {"version": standing.version},
        )
    candidate.refresh_from_db(fields=[*changed, "version"])
    if "name" in changed:
        candidate.words.all().delete()
        _write_words(candidate)
    record("candidate.changed", actor=actor, obj=candidate, fields=changed)
    return sorted(changed)


def _write_words(candidate: Candidate) -> None:
    CandidateWord.objects.bulk_create(
        CandidateWord(candidate=candidate, word=word) for word in fold_words(candidate.name)
    )
