"""Forms of the debrief: a decision at a stage, the final one, a different view."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.debriefs import verbs
from assessments.debriefs.models import Decision, Outcome
from candidates.applications.models import Application, MoveReason, ReasonKind
from hiring.core.accounts.models import User
from hiring.core.errors import DomainError, Invalid
from rubrics.scoring.process import Heading

LONGEST_WORDS = 4000


class _RefusableForm(forms.Form):
    def refuse(self, refusal: DomainError) -> None:
        """Show a verb's refusal at the field it names, or above the form."""
        errors = refusal.errors if isinstance(refusal, Invalid) else {}
        for field, texts in errors.items():
            for text in texts:
                self.add_error(field if field in self.fields else None, text)
        if not errors:
            self.add_error(None, refusal.text)


class _ReasonedForm(_RefusableForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Which evidence settles it? The candidate may ask to read this."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_WORDS,
    )
    move_reason = forms.ModelChoiceField(
        label=_("If you do not go on: why"),
        queryset=MoveReason.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Choose a reason"),
    )

    def __init__(self, *args: object, application: Application, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.application = application
        self.fields["move_reason"].queryset = MoveReason.objects.filter(kind=ReasonKind.REJECT, retired_at=None)

    def perform(self, *, actor: User) -> bool:
        """Record the decision; return whether it was. Refusals become errors of the form."""
        self.application.version = self.cleaned_data["version"]
        try:
            self.decide(actor)
        except DomainError as refusal:
            self.refuse(refusal)
            return False
        return True

    def decide(self, actor: User) -> None:
        raise NotImplementedError


class StageDecisionForm(_ReasonedForm):
    outcome = forms.ChoiceField(
        label=_("Your decision"),
        choices=[(item.value, item.label) for item in (Outcome.ADVANCE, Outcome.HOLD, Outcome.REJECT)],
        widget=forms.RadioSelect,
    )
    field_order = ["version", "outcome", "reason", "move_reason"]

    def decide(self, actor: User) -> None:
        data = self.cleaned_data
        if data["outcome"] == Outcome.ADVANCE:
            verbs.advance(self.application, actor=actor, reason=data["reason"])
        elif data["outcome"] == Outcome.HOLD:
            verbs.hold(self.application, actor=actor, reason=data["reason"])
        else:
            verbs.reject(self.application, actor=actor, reason=data["move_reason"], words=data["reason"])


class FinalDecisionForm(_ReasonedForm):
    outcome = forms.ChoiceField(
        label=_("Your decision"),
        choices=[(item.value, item.label) for item in (Outcome.HIRE, Outcome.NO_HIRE)],
        widget=forms.RadioSelect,
    )
    field_order = ["version", "outcome", "reason", "move_reason"]

    def __init__(self, *args: object, headings: list[tuple[str, Heading]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.headings = headings
        for number, (title, _heading) in enumerate(headings):
            self.fields[f"heading_{number}"] = forms.CharField(
                label=title, widget=forms.Textarea(attrs={"rows": 2}), max_length=LONGEST_WORDS, required=False
            )

    @property
    def heading_fields(self) -> list[forms.BoundField]:
        return [self[f"heading_{number}"] for number in range(len(self.headings))]

    def decide(self, actor: User) -> None:
        data = self.cleaned_data
        notes = {title: data.get(f"heading_{number}", "") for number, (title, _) in enumerate(self.headings)}
        verbs.decide_finally(
            self.application,
            actor=actor,
            hire=data["outcome"] == Outcome.HIRE,
            reason=data["reason"],
            heading_notes=notes,
            move_reason=data["move_reason"],
        )


class DissentForm(_RefusableForm):
    words = forms.CharField(
        label=_("What you see differently"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_WORDS
    )

    def perform(self, decision: Decision, *, actor: User) -> bool:
        try:
            verbs.dissent(decision, actor=actor, words=self.cleaned_data["words"])
        except DomainError as refusal:
            self.refuse(refusal)
            return False
        return True
