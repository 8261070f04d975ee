"""The fields of a candidate's record, as forms ask for them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.people.fields import FIELDS, clean_person
from hiring.core.errors import Invalid
from hiring.core.forms import add_refusal


def _line(label: str, *, hint: str = "", kind: str = "text") -> forms.CharField:
    widget = forms.TextInput(attrs={"type": kind, "autocomplete": "off"})
    return forms.CharField(label=label, required=False, help_text=hint, widget=widget)


class PersonForm(forms.Form):
    """What may stand in the fields is asked of ``clean_person``, as the verbs and the API do: all faults at once."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("As they write it themselves."),
        error_messages={"required": _("Write the candidate's name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = _line(_("E-mail address"), kind="email")
    headline = _line(_("What they do now"), hint=_("Title and company, as on the resume."))
    location = _line(_("Where they live"))
    phone = _line(_("Phone"), kind="tel")
    links = forms.CharField(
        label=_("Links"),
        required=False,
        help_text=_("Code, papers, talks. One address on a line."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        try:
            clean_person({field: data[field] for field in FIELDS if field in data})
        except Invalid as error:
            add_refusal(self, error)
        return data

    def person(self) -> dict[str, Any]:
        """Return the fields of the record as they were typed."""
        return {field: self.cleaned_data[field] for field in FIELDS}
