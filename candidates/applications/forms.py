"""The form of a candidate's record."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.people.fields import TEXTS
from candidates.people.models import Candidate
from hiring.core.errors import Invalid

LABELS = {
    "name": _("Name"),
    "email": _("E-mail address"),
    "headline": _("What they do now"),
    "location": _("Where they live"),
    "phone": _("Phone"),
}


class CandidateForm(forms.Form):
    """Every field of the record; what may stand in it is asked of the verb, which the API shares."""

    links = forms.CharField(
        label=_("Links"),
        required=False,
        help_text=_("One address on a line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = (*LABELS, "links", "version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            widget = forms.TextInput(attrs={"autocomplete": "off"})
            self.fields[name] = forms.CharField(label=label, required=False, widget=widget)
        self.order_fields(self.field_order)

    @classmethod
    def of(cls, candidate: Candidate) -> "CandidateForm":
        """Return the form with what stands in the record."""
        texts = {field: getattr(candidate, field) for field in TEXTS}
        return cls(initial=texts | {"links": "\n".join(candidate.links), "version": candidate.version})

    def add_refusal(self, error: Invalid) -> None:
        for field, texts in error.errors.items():
            self.add_error(field, texts)

    def show_theirs(self, theirs: dict[str, Any]) -> list[tuple[str, str, str]]:
        """Make a second try overwrite what stands now; return (label, theirs, yours) of each field that differs."""
        self.data = self.data.copy()
        self.data["version"] = theirs["version"]
        standing = {field: theirs[field] for field in TEXTS} | {"links": "\n".join(theirs["links"])}
        return [
            (str(self.fields[field].label), text, self.cleaned_data[field])
            for field, text in standing.items()
            if text != self.cleaned_data[field]
        ]
