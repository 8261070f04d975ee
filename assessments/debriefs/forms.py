"""Forms of the debrief: a decision at a stage, the final one, a different view."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.debriefs import verbs
from assessments.debriefs.models import Decision, Outcome
from candidates.applications.forms import LONGEST_WORDS, DeedForm, ReasonField
from candidates.applications.models import ReasonKind
from hiring.core.accounts.models import User
from hiring.core.errors import DomainError
from hiring.core.forms import add_refusal
from rubrics.scoring.process import Heading


class _DecisionForm(DeedForm):
    outcome = forms.ChoiceField(
        label=_("Your decision"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    move_reason = ReasonField(
        ReasonKind.REJECT,
        label=_("Reason for the list"),
        help_text=_("One that can be counted. Needed when the candidate does not go on."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Which evidence settles it? The candidate may ask to read this."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_WORDS,
        error_messages={"required": _("Write which evidence settles it.")},
    )


class StageDecisionForm(_DecisionForm):
    def __init__(self, *args: Any, last: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # after the last stage comes the final decision, which has a page of its own
        possible = [Outcome.HOLD, Outcome.REJECT] if last else [Outcome.ADVANCE, Outcome.HOLD, Outcome.REJECT]
        self.fields["outcome"].choices = [(item.value, item.label) for item in possible]

    def do(self, actor: User) -> None:
        outcome, reason = self.cleaned_data["outcome"], self.cleaned_data["reason"]
        if outcome == Outcome.REJECT:
            given = self.cleaned_data["move_reason"]
            verbs.reject(self.application, actor=actor, reason=given, words=reason)
        else:
            verb = verbs.advance if outcome == Outcome.ADVANCE else verbs.hold
            verb(self.application, actor=actor, reason=reason)


class FinalDecisionForm(_DecisionForm):
    def __init__(self, *args: Any, headings: list[tuple[str, Heading]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(item.value, item.label) for item in (Outcome.HIRE, Outcome.NO_HIRE)]
        self.headings = headings
        for number, (title, _heading) in enumerate(headings):
            self.fields[f"heading_{number}"] = forms.CharField(
                label=title, widget=forms.Textarea(attrs={"rows": 2}), max_length=LONGEST_WORDS, required=False
            )

    @property
    def heading_fields(self) -> list[forms.BoundField]:
        return [self[f"heading_{number}"] for number in range(len(self.headings))]

    def do(self, actor: User) -> None:
        data = self.cleaned_data
        verbs.decide_finally(
            self.application,
            actor=actor,
            hire=data["outcome"] == Outcome.HIRE,
            reason=data["reason"],
            heading_notes={title: data[f"heading_{at}"] for at, (title, _heading) in enumerate(self.headings)},
            move_reason=data["move_reason"],
        )


class DissentForm(forms.Form):
    words = forms.CharField(
        label=_("What you see differently"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
        error_messages={"required": _("Write what you see differently.")},
    )

    def perform(self, decision: Decision, *, actor: User) -> bool:
        """Note it; return whether it was noted."""
        try:
            verbs.dissent(decision, actor=actor, words=self.cleaned_data["words"])
        except DomainError as refusal:
            add_refusal(self, refusal)
        return not self.errors
