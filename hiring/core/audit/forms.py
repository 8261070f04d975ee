"""The filters of the trail."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.core.accounts.models import User
from hiring.core.audit.querysets import AuditEntryQuerySet


class TrailFilter(forms.Form):
    action = forms.CharField(label=_("Action"), max_length=60, required=False)
    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=User.objects.order_by("name", "id"),
        to_field_name="public_id",  # addresses hold ids, never names
        empty_label=_("Anybody"),
        error_messages={"invalid_choice": _("Nobody here has this account.")},
        required=False,
    )
    object = forms.CharField(label=_("Object or role"), max_length=32, required=False)  # the id in its address
    since = forms.DateField(
        label=_("From"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("“From” is not a day. Choose one, such as 2026-03-31.")},
        required=False,
    )
    until = forms.DateField(
        label=_("To"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("“To” is not a day. Choose one, such as 2026-03-31.")},
        required=False,
    )

    def narrow(self, entries: AuditEntryQuerySet) -> AuditEntryQuerySet:
        """Return the entries that the valid form asks for."""
        asked = self.cleaned_data
        if asked["action"]:
            entries = entries.filter(action=asked["action"])
        if asked["person"]:
            entries = entries.filter(actor=asked["person"])
        if asked["object"]:
            entries = entries.filter(Q(object_id=asked["object"]) | Q(role_id=asked["object"]))
        return entries.between(asked["since"], asked["until"])
