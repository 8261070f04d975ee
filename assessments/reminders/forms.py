"""The filters of the ledger, and the form of a role's rungs."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.reminders.ladder import Rungs
from assessments.reminders.listing import sees_others
from assessments.reminders.models import Reminder
from assessments.reminders.rungs import RUNG_FIGURES
from assessments.reminders.states import RungKind, Standing
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.base import as_public_id
from hiring.roles.models import Role, RoleState

DAYS = (
    ("", gettext_lazy("Any day")),
    ("today", gettext_lazy("Today")),
    ("ahead", gettext_lazy("Next 7 days")),
    ("behind", gettext_lazy("Last 7 days")),
    ("month", gettext_lazy("Last 30 days")),
)


class LedgerFilter(forms.Form):
    """What is asked for that is not there finds nothing, without an error: an address may be old."""

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    role = forms.ModelChoiceField(None, label=gettext_lazy("Role"), to_field_name="public_id", required=False)
    person = forms.ModelChoiceField(None, label=gettext_lazy("Person"), to_field_name="public_id", required=False)
    rung = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    days = forms.ChoiceField(label=gettext_lazy("Days"), choices=DAYS, required=False)
    application = forms.ModelChoiceField(None, to_field_name="public_id", required=False, widget=forms.HiddenInput)
    mail = forms.CharField(required=False, max_length=22, widget=forms.HiddenInput)

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("Any state")), *Standing.choices]
        self.fields["rung"].choices = [("", _("Every kind")), *RungKind.choices]
        self._choose(
            "role", Role.objects.visible_to(reader).exclude(state=RoleState.DRAFT).order_by("title"), _("All roles")
        )
        told = Reminder.objects.visible_to(reader).filter(recipient=OuterRef("pk"))
        people = User.objects.filter(Exists(told)) if sees_others(reader) else User.objects.filter(pk=reader.pk)
        self._choose("person", people.order_by("name", "id"), _("Everybody"))
        self.fields["application"].queryset = Application.objects.visible_to(reader)

    def _choose(self, name: str, rows: Any, empty: str) -> None:
        self.fields[name].queryset, self.fields[name].empty_label = rows, empty

    def clean_mail(self) -> str:
        return as_public_id(self.cleaned_data["mail"])


class RungsForm(forms.Form):
    """Bounds stand in the hints; they are checked by the verb, once for all surfaces."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        help_text=gettext_lazy("Why this role differs, in a sentence or two."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, standing: Rungs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields.pop("reason")
        for name, figure in RUNG_FIGURES.items():
            bounds = {"lowest": figure.lowest, "highest": figure.highest, "unit": figure.unit}
            self.fields[name] = forms.IntegerField(
                label=figure.label,
                initial=getattr(standing, name),
                help_text=_("%(lowest)s to %(highest)s %(unit)s; 0 leaves it out.") % bounds,
                widget=forms.NumberInput(attrs={"min": figure.lowest, "max": figure.highest}),
            )
        self.fields["reason"] = reason

    @property
    def rungs(self) -> Rungs:
        return Rungs(**{name: self.cleaned_data[name] for name in RUNG_FIGURES})
