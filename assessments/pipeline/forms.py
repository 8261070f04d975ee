"""Forms of the pipeline: one for every way an application can move, one for the list of reasons."""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.debriefs import verbs as decisions
from assessments.pipeline import verbs
from candidates.applications.models import Application, ApplicationState, MoveReason, ReasonKind
from hiring.core.accounts.models import User
from hiring.core.errors import DomainError, Invalid, Stale
from hiring.roles.models import Stage

LONGEST_WORDS = 4000


class MoveForm(forms.Form):
    """Where an application goes: to a stage, on hold, or out, with a reason."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    what = forms.ChoiceField(label=gettext_lazy("What happens"), widget=forms.RadioSelect)
    move_reason = forms.ModelChoiceField(
        label=gettext_lazy("Reason for rejecting or withdrawing"),
        queryset=MoveReason.objects.none(),
        required=False,
        to_field_name="public_id",
        empty_label=gettext_lazy("Choose a reason"),
    )
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("Which evidence settles it. The candidate may ask to read this."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_WORDS,
        required=False,
    )

    def __init__(self, *args: object, application: Application, stages: list[Stage], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.application = application
        self.stages = {stage.public_id: stage for stage in stages}
        self.fields["what"].choices = list(_choices(application, stages))
        self.fields["move_reason"].queryset = MoveReason.objects.filter(retired_at=None)

    def perform(self, *, actor: User) -> bool:
        """Do what was chosen; return whether it was done. Refusals become errors of the form."""
        what, words = self.cleaned_data["what"], self.cleaned_data["words"]
        reason = self.cleaned_data["move_reason"]
        self.application.version = self.cleaned_data["version"]
        try:
            if what in self.stages:
                self._move_to(self.stages[what], actor=actor, words=words)
            elif what == "hold":
                decisions.hold(self.application, actor=actor, reason=words)
            elif what == "resume":
                verbs.resume(self.application, actor=actor)
            elif what == "reject":
                decisions.reject(self.application, actor=actor, reason=reason, words=words)
            else:
                decisions.withdraw(self.application, actor=actor, reason=reason, words=words)
        except DomainError as refusal:
            add_refusal(self, refusal)
            return False
        return True

    def _move_to(self, stage: Stage, *, actor: User, words: str) -> None:
        here = self.application.stage
        if here is None:
            verbs.pass_on(self.application, actor=actor)
        elif stage.position > here.position:
            decisions.advance(self.application, actor=actor, reason=words, to_stage=stage)
        else:
            verbs.move_back(self.application, actor=actor, to_stage=stage, words=words)


def add_refusal(form: forms.Form, refusal: DomainError) -> None:
    """Show a verb's refusal at the field it names, or above the form."""
    if not isinstance(refusal, Invalid):
        if isinstance(refusal, Stale) and "version" in form.fields:
            form.data = form.data.copy()
            form.data["version"] = refusal.theirs.get("version", form.data["version"])
        form.add_error(None, refusal.text)
        return
    for field, texts in refusal.errors.items():
        name = "words" if field == "reason" else field
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


def _choices(application: Application, stages: list[Stage]) -> Iterator[tuple[str, str]]:
    here = application.stage
    for stage in stages:
        if here is None:
            if stage == stages[0]:
                yield stage.public_id, _("Pass on to %(stage)s") % {"stage": stage.title}
        elif stage.position > here.position:
            yield stage.public_id, _("Advance to %(stage)s") % {"stage": stage.title}
        elif stage.position < here.position:
            yield stage.public_id, _("Back to %(stage)s") % {"stage": stage.title}
    if application.state == ApplicationState.ON_HOLD:
        yield "resume", _("Take off hold")
    elif here is not None:
        yield "hold", _("Put on hold")
    yield "reject", _("Reject")
    yield "withdraw", _("The candidate withdrew")


class UndoForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=gettext_lazy("Why is it undone?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_WORDS
    )


class ReasonForm(forms.ModelForm):
    class Meta:
        model = MoveReason
        fields = ["kind", "label"]

    kind = forms.ChoiceField(label=gettext_lazy("Used for"), choices=ReasonKind.choices)
