"""Forms of a panel's page. Times are read and written in the reader's zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.scorecards.meetings import LONGEST
from hiring.core.accounts.models import User
from hiring.core.errors import DomainError, Invalid
from hiring.roles.models import Stage

MINUTE = "%Y-%m-%dT%H:%M"
MOST_OTHERS = 10


def time_field(**options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE)
    return forms.DateTimeField(widget=widget, required=False, **options)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody of the hiring team, and how many scorecards they have open now."""

    user: User
    load: int

    @property
    def label(self) -> SafeString:
        load = ngettext("%(load)d open scorecard", "%(load)d open scorecards", self.load) % {"load": self.load}
        return format_html("{} <small>{}</small>", self.user.name, load if self.load else _("nothing open"))


class RefusableForm(forms.Form):
    """A form that shows a verb's refusal at the fields it is about."""

    def refuse(self, refusal: DomainError) -> None:
        errors = refusal.errors if isinstance(refusal, Invalid) else {}
        placed = {name: texts for name, texts in errors.items() if name in self.fields}
        for name, texts in placed.items():
            self.add_error(name, texts)
        if not placed:
            self.add_error(None, refusal.text)


class AssignForm(RefusableForm):
    """Who joins the panel, and when they meet the candidate."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("From the hiring team"), widget=forms.CheckboxSelectMultiple, required=False
    )
    others = forms.CharField(
        label=gettext_lazy("Somebody else"),
        help_text=gettext_lazy("E-mail addresses of colleagues, with commas between. They join the hiring team."),
        required=False,
        max_length=1000,
    )
    starts_at = time_field(
        label=gettext_lazy("Interview starts"),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), min_value=5, max_value=LONGEST // timedelta(minutes=1), required=False
    )
    where = forms.CharField(label=gettext_lazy("Room or link"), max_length=300, required=False)
    due_at = time_field(label=gettext_lazy("Scorecards due"))

    def __init__(self, *args: Any, suggestions: Sequence[Suggestion], stage: Stage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestions = {found.user.public_id: found for found in suggestions}
        self.fields["people"].choices = [(pid, found.label) for pid, found in self.suggestions.items()]
        self.fields["minutes"].initial = stage.minutes
        zone = {"zone": timezone.get_current_timezone_name()}
        self.fields["starts_at"].help_text = _("Times in %(zone)s. Leave it empty where nobody meets them.") % zone
        self.fields["due_at"].help_text = _(
            "Leave it empty: %(hours)d hours after the interview, or the policy’s working days where there is none."
        ) % {"hours": stage.due_hours}
        if not suggestions:
            del self.fields["people"]

    def clean_others(self) -> list[User]:
        """Return the accounts of the addresses; names each one that has none."""
        wanted = {part.strip().lower() for part in self.cleaned_data["others"].split(",") if part.strip()}
        if len(wanted) > MOST_OTHERS:
            raise forms.ValidationError(_("Add at most %(most)d people at once.") % {"most": MOST_OTHERS})
        found = {user.email.lower(): user for user in User.objects.active().filter(email__in=wanted)}
        unknown = sorted(wanted - found.keys())
        if unknown:
            raise forms.ValidationError(_("No colleague signs in as %(unknown)s.") % {"unknown": ", ".join(unknown)})
        return [found[address] for address in sorted(found)]

    @property
    def chosen(self) -> list[User]:
        team = [self.suggestions[pid].user for pid in self.cleaned_data.get("people", [])]
        return [*team, *self.cleaned_data["others"]]

    @property
    def times(self) -> dict[str, Any]:
        """What ``assign_interviewers`` takes of the interview and the due time."""
        start, minutes = self.cleaned_data["starts_at"], self.cleaned_data["minutes"]
        return {
            "starts_at": start,
            "ends_at": start + timedelta(minutes=minutes) if start and minutes else None,
            "where": self.cleaned_data["where"],
            "due_at": self.cleaned_data["due_at"],
        }


class DueForm(RefusableForm):
    due_at = time_field(label=gettext_lazy("Due"))

    def clean_due_at(self) -> Any:
        if not self.cleaned_data["due_at"]:
            raise forms.ValidationError(_("Choose a day and a time."))
        return self.cleaned_data["due_at"]


class MoveForm(RefusableForm):
    """Another time or place of an interview."""

    starts_at = time_field(label=gettext_lazy("Starts"))
    ends_at = time_field(label=gettext_lazy("Ends"))
    where = forms.CharField(label=gettext_lazy("Room or link"), max_length=300, required=False)

    def clean_starts_at(self) -> Any:
        if not self.cleaned_data["starts_at"]:
            raise forms.ValidationError(_("Choose a day and a time."))
        return self.cleaned_data["starts_at"]
