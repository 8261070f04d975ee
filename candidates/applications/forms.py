"""The form of a candidate's record, and what every form that moves an application has."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candidates.applications.models import Application, MoveReason
from candidates.people.fields import FIELDS
from candidates.people.forms import PersonForm
from candidates.people.models import Candidate
from hiring.core.accounts.models import User
from hiring.core.errors import DomainError, Stale
from hiring.core.forms import add_refusal

LONGEST_WORDS = 4000


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


class ReasonField(forms.ModelChoiceField):
    """One of the reasons that are offered for rejecting, or for withdrawing. The verb says when one is missing."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        offered = MoveReason.objects.filter(kind=kind, retired_at=None)
        kwargs.setdefault("empty_label", gettext_lazy("Choose a reason"))
        super().__init__(offered, to_field_name="public_id", required=False, **kwargs)


class DeedForm(forms.Form):
    """A deed on an application as its page showed it: where somebody was quicker, nothing is done and that is said."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": application.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.application = application

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("version") not in (None, self.application.version):
            self.errors.clear()  # what was chosen was chosen for another state
            self._refuse_stale()
        return self.cleaned_data

    def perform(self, *, actor: User) -> bool:
        """Do it; return whether it was done. Refusals become errors of the form."""
        try:
            self.do(actor)
        except Stale:
            self.application.refresh_from_db(fields=["version", "state", "stage"])
            self._refuse_stale()
        except DomainError as refusal:
            add_refusal(self, refusal, named=self.named())
        return not self.errors

    def do(self, actor: User) -> None:
        """Call the verb."""
        raise NotImplementedError

    def named(self) -> dict[str, str]:
        """Return this form's names of fields that the verb calls otherwise."""
        return {}

    def _refuse_stale(self) -> None:
        self.data = self.data.copy()
        self.data["version"] = self.application.version
        text = _("The application was moved since this page was opened. Nothing was done; look where it stands now.")
        self.add_error(None, text)
