"""The form of a candidate's record."""

from typing import Any

from django import forms

from candidates.people.fields import FIELDS
from candidates.people.forms import PersonForm
from candidates.people.models import Candidate


class CandidateForm(PersonForm):
    """The record and the version that it was read at."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, candidate: Candidate) -> "CandidateForm":
        """Return the form with what stands in the record."""
        standing = {field: getattr(candidate, field) for field in FIELDS}
        return cls(initial=_as_typed(standing) | {"version": candidate.version})

    def show_theirs(self, theirs: dict[str, Any]) -> list[tuple[str, str, str]]:
        """Make a second try overwrite what stands now; return (label, theirs, yours) of each field that differs."""
        self.data = self.data.copy()
        self.data["version"] = theirs["version"]
        yours = self.person()
        return [
            (str(self.fields[field].label), text, yours[field])
            for field, text in _as_typed({field: theirs[field] for field in FIELDS}).items()
            if text != yours[field]
        ]


def _as_typed(values: dict[str, Any]) -> dict[str, str]:
    return values | {"links": "\n".join(values["links"])}
