"""Forms of roles, stages, hiring teams, teams and processes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hiring.core.accounts.models import User
from hiring.core.calendar.models import Place
from hiring.roles.models import Role, Stage, Team, TeamRight
from hiring.roles.pages import VersionedForm
from rubrics.library.models import Process, Profile, ProfileKind, Seniority

LONGEST_REASON = 500


class PublicChoice(forms.ModelChoiceField):
    """One row, named by its public id."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, to_field_name="public_id", **kwargs)


class OfferField(forms.ChoiceField):
    """One of a few rows that were read already, named by its public id."""

    def __init__(self, *, none: str | Promise = "", **kwargs: object) -> None:
        self.none = none
        self.rows: dict[str, Any] = {}
        super().__init__(**kwargs)

    def offer(self, rows: Iterable[Any]) -> None:
        self.rows = {row.public_id: row for row in rows}
        first = [("", self.none)] if self.none else []
        self.choices = [*first, *((public_id, str(row)) for public_id, row in self.rows.items())]

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return getattr(value, "public_id", value)


class RoleForm(VersionedForm):
    title = forms.CharField(
        label=_("Title"),
        help_text=_("As candidates will read it, with what sets it apart: “Senior ML engineer, payment fraud”."),
        max_length=120,
    )
    team = OfferField(label=_("Team"), help_text=_("Who asks for the hire."), none=_("Choose a team"))
    place = OfferField(
        label=_("Place"), help_text=_("Gives working days, time zone and currency."), none=_("Choose a place")
    )
    process = OfferField(
        label=_("Process"),
        help_text=_("Gives the steps, their order and their rubrics."),
        widget=forms.RadioSelect,
    )
    role_type = OfferField(
        label=_("Role type"),
        help_text=_("Gives the weights of the steps, and those of criteria where the specialism has none."),
        widget=forms.RadioSelect,
    )
    specialism = OfferField(
        label=_("Specialism"),
        help_text=_("Gives weights of criteria; they come before those of the role type."),
        widget=forms.RadioSelect,
        none=_("None"),
        required=False,
    )
    seniority = OfferField(
        label=_("Seniority"),
        help_text=_("Gives the level that a score is held to, and turns some must-haves into advice."),
        widget=forms.RadioSelect,
    )
    manager = PublicChoice(
        label=_("Hiring manager"),
        help_text=_("Who decides. Without one the role cannot open."),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Name one later"),
    )
    confidential = forms.BooleanField(
        label=_("Confidential"),
        help_text=_("Only the hiring team and auditors see this role and its candidates."),
        required=False,
    )
    JUDGED_BY = ("process", "role_type", "specialism", "seniority")

    def __init__(self, *args: object, user: User, role: Role | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._offer("team", Team.objects.may_ask(user), role)
        self._offer("place", Place.objects.filter(is_active=True), role)
        if role is None:
            del self.fields["version"]
        if role is None and user.is_recruiter:
            self.fields["manager"].queryset = User.objects.active().order_by("name", "id")
        else:
            del self.fields["manager"]
        if role is None or role.is_draft:
            self._offer_library(role)
        else:
            for name in self.JUDGED_BY:
                del self.fields[name]

    def _offer(self, name: str, rows: QuerySet, role: Role | None) -> None:
        """Offer these rows, and the one that the role has although it is offered no more."""
        found = list(rows)
        has = getattr(role, name) if role is not None else None
        self.fields[name].offer(found if has is None or has in found else [*found, has])

    def _offer_library(self, role: Role | None) -> None:
        self._offer("process", Process.objects.offered().prefetch_related("steps"), role)
        profiles = list(Profile.objects.all())
        for name, kind in (("role_type", ProfileKind.ROLE), ("specialism", ProfileKind.SPECIALISM)):
            self.fields[name].offer(profile for profile in profiles if profile.kind == kind)
        self.fields["seniority"].offer(Seniority.objects.all())

    def explained(self) -> list[tuple[forms.BoundField, list[tuple[SafeString, Any]]]]:
        """The choices of the library, each with (input, row) of its options; the row of "none" is None."""
        return [
            (self[name], [(option.tag(), self.fields[name].rows.get(option.data["value"])) for option in self[name]])
            for name in self.JUDGED_BY
            if name in self.fields
        ]

    @property
    def values(self) -> dict[str, object]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class StageForm(VersionedForm):
    panel_size = forms.IntegerField(label=_("Interviewers needed"), min_value=1, max_value=12)
    panel_reason = forms.CharField(
        label=_("Why fewer are enough"),
        help_text=_("Only where the panel is smaller than the library asks for. The hiring team reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_REASON,
        required=False,
    )
    minutes = forms.IntegerField(label=_("Duration in minutes"), min_value=5, max_value=720)
    due_hours = forms.IntegerField(label=_("Scorecard due after the interview, in hours"), min_value=1, max_value=240)
    evidence_characters = forms.IntegerField(
        label=_("Shortest evidence, in characters"),
        help_text=_("A level counts only with a written observation of at least this length."),
        min_value=1,
        max_value=500,
    )
    rubric_version = PublicChoice(
        label=_("Rubric version"),
        help_text=_("Another version brings its own criteria; weights set by hand go."),
        queryset=None,
        empty_label=None,
    )

    def __init__(self, *args: object, stage: Stage, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        versions = stage.rubric_version.rubric.versions.published().order_by("-number")
        self.fields["rubric_version"].queryset = versions
        least = stage.rubric_version.raters_min
        most = stage.rubric_version.raters_max
        self.fields["panel_size"].help_text = _("The library asks for %(least)d to %(most)d.") % {
            "least": least,
            "most": most,
        }

    @property
    def values(self) -> dict[str, object]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class WeightsForm(VersionedForm):
    """The weight of every criterion of a stage, and why."""

    reason = forms.CharField(
        label=_("Why these weights fit this role better"),
        help_text=_("Kept with your name and the date. Equal weights are the easiest to defend."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
    )

    def __init__(self, *args: object, stage: Stage, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.keys = []
        for criterion in stage.criteria.all():
            self.keys.append(criterion.key)
            self.fields[criterion.key] = forms.IntegerField(
                label=criterion.title, min_value=0, max_value=100, initial=criterion.weight
            )
        self.order_fields(["version", *self.keys, "reason"])

    @property
    def weights(self) -> dict[str, int]:
        return {key: self.cleaned_data[key] for key in self.keys}

    @property
    def weight_fields(self) -> list[forms.BoundField]:
        return [self[key] for key in self.keys]

    @property
    def total(self) -> int:
        values = [self[key].value() for key in self.keys]
        return sum(int(value) for value in values if str(value).isdecimal())


class MemberForm(forms.Form):
    user = PublicChoice(label=_("Person"), queryset=User.objects.none(), empty_label=_("Choose a person"))
    right = forms.ChoiceField(label=_("Right"), choices=TeamRight.choices, widget=forms.RadioSelect)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.active().order_by("name", "id")


class TeamForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    managers = forms.ModelMultipleChoiceField(
        label=_("Managers"),
        help_text=_("They create roles for this team, and become their hiring managers."),
        queryset=User.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_active = forms.BooleanField(
        label=_("Offered for new roles"),
        help_text=_("Roles that are there keep their team."),
        required=False,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["managers"].queryset = User.objects.active().order_by("name", "id")
