"""Forms of job descriptions, of asking for their reviews, and of opening and closing."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.core.accounts.models import User
from hiring.core.errors import DomainError, Invalid, Stale
from hiring.intake.descriptions import LONGEST_REASON, LONGEST_TEXT
from hiring.intake.models import JobDescription
from hiring.roles.forms import OfferField
from hiring.roles.pages import VersionedForm


class VersionForm(forms.Form):
    """The next version of a job description, begun on the one whose number is ``base``."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    reason = forms.CharField(
        label=_("What changed, and why"),
        help_text=_("Stands in the list of versions."),
        max_length=LONGEST_REASON,
    )

    def __init__(self, *args: object, newest: JobDescription | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if newest is None:
            del self.fields["reason"]

    def take_refusal(self, refusal: DomainError) -> None:
        """Show a refusal; after a newer version the form starts from that one, so that sending again is a decision."""
        if isinstance(refusal, Invalid):
            for name, texts in refusal.errors.items():
                self.add_error(name if name in self.fields else None, texts)
            return
        if isinstance(refusal, Stale):
            self.data = self.data.copy()
            self.data["base"] = refusal.theirs["number"]
        self.add_error(None, refusal.text)


class DescriptionForm(VersionForm):
    text = forms.CharField(
        label=_("Job description"),
        help_text=_("Markdown: # for a heading, - for a list, **bold**. Links go to web and mail addresses."),
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
        max_length=LONGEST_TEXT,
        strip=False,
    )
    field_order = ("base", "text", "reason")


class AskForm(forms.Form):
    author = OfferField(label=_("Whom"), help_text=_("Members of the hiring team."), none=_("Choose somebody"))
    due_at = forms.DateTimeField(
        label=_("Due"),
        help_text=_("Two working days from now unless you set a time."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        required=False,
    )

    def __init__(self, *args: object, people: Iterable[User], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["author"].offer(people)

    def take_refusal(self, refusal: DomainError) -> None:
        errors = refusal.errors if isinstance(refusal, Invalid) else {"": [refusal.text]}
        for name, texts in errors.items():
            self.add_error(name if name in self.fields else None, list(texts))


class TurnForm(VersionedForm):
    """Why a role closes, or opens again."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The hiring team reads it, and whoever looks back."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
