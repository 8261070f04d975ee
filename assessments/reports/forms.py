"""The one form of the export page: role, stage, state, kind."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.reports.library import roles_to_export
from assessments.reports.making import Chosen
from assessments.reports.states import BULK, ReportKind
from candidates.applications.models import ApplicationState
from hiring.core.accounts.models import User
from hiring.core.base import as_public_id
from hiring.roles.models import Role, Stage

KINDS = {
    ReportKind.ROLE_ARCHIVE: gettext_lazy("A ZIP with a PDF for each application and an index page"),
    ReportKind.ROLE_DOCUMENT: gettext_lazy("One PDF with all of them, up to 50"),
    ReportKind.TABLE_XLSX: gettext_lazy("The figures as an Excel workbook"),
    ReportKind.TABLE_CSV: gettext_lazy("The figures as a CSV file"),
}


class ExportForm(forms.Form):
    """Which applications of a role, and in what form. ``chosen`` says which as soon as a role is known."""

    role = forms.ModelChoiceField(
        Role.objects.none(),
        to_field_name="public_id",
        label=gettext_lazy("Role"),
        empty_label=gettext_lazy("Choose a role"),
        error_messages={
            "required": gettext_lazy("Choose a role."),
            "invalid_choice": gettext_lazy("Choose a role of the list."),
        },
    )
    stage = forms.ModelChoiceField(
        Stage.objects.none(),
        to_field_name="public_id",
        label=gettext_lazy("Standing at"),
        empty_label=gettext_lazy("Any stage, and New"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose a stage of this role.")},
    )
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("As"),
        choices=[(kind.value, KINDS[kind]) for kind in KINDS],
        widget=forms.RadioSelect,
        initial=ReportKind.ROLE_ARCHIVE,
        error_messages={"required": gettext_lazy("Choose what to make.")},
    )

    def __init__(self, *args: object, reader: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.fields["role"].queryset = roles_to_export(reader)
        self.fields["role"].label_from_instance = lambda role: role.title
        self.fields["state"].choices = [("", _("All")), ("open", _("Open")), *ApplicationState.choices]
        if (role := self._role()) is not None:
            stages = role.stages.filter(is_gate=False).order_by("position")
            self.fields["stage"].queryset = stages
            self.fields["stage"].label_from_instance = lambda stage: f"{stage.position} {stage.title}"

    def _role(self) -> Role | None:
        value = self["role"].value()
        return self.fields["role"].queryset.filter(public_id=as_public_id(str(value or ""))).first()

    def chosen(self) -> Chosen | None:
        """Return the choice as far as it is known, before anything is asked for."""
        role = self._role()
        if role is None:
            return None
        asked = as_public_id(str(self["stage"].value() or ""))
        stage = self.fields["stage"].queryset.filter(public_id=asked).first()
        states = str(self["state"].value() or "")
        return Chosen(role, stage, states if states in dict(self.fields["state"].choices) else "")


assert set(KINDS) == set(BULK)
