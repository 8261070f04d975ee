"""Forms of the pipeline: one for every way an application can move, one to take a move back, one for reasons."""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.debriefs import verbs as decisions
from assessments.pipeline import verbs
from candidates.applications.forms import LONGEST_WORDS, DeedForm, ReasonField
from candidates.applications.models import Application, ApplicationState, MoveReason, ReasonKind
from hiring.core.accounts.models import User
from hiring.roles.models import Stage


class MoveForm(DeedForm):
    """Where an application goes: to a stage, on hold, or out, with a reason."""

    what = forms.ChoiceField(
        label=gettext_lazy("What happens"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what happens.")},
    )
    reject_reason = ReasonField(ReasonKind.REJECT, label=gettext_lazy("Why rejected"))
    withdraw_reason = ReasonField(ReasonKind.WITHDRAW, label=gettext_lazy("Why withdrawn"))
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("Which evidence settles it? The candidate may ask to read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
        required=False,
    )

    def __init__(self, *args: object, application: Application, stages: list[Stage], **kwargs: object) -> None:
        super().__init__(*args, application=application, **kwargs)
        self.stages = {stage.public_id: stage for stage in stages}
        self.fields["what"].choices = list(_choices(application, stages))

    def do(self, actor: User) -> None:
        what, words = self.cleaned_data["what"], self.cleaned_data["words"]
        if what in self.stages:
            self._move_to(self.stages[what], actor=actor, words=words)
        elif what == "hold":
            decisions.hold(self.application, actor=actor, reason=words)
        elif what == "resume":
            verbs.resume(self.application, actor=actor)
        else:
            verb = decisions.reject if what == "reject" else decisions.withdraw
            verb(self.application, actor=actor, reason=self.cleaned_data[f"{what}_reason"], words=words)

    def _move_to(self, stage: Stage, *, actor: User, words: str) -> None:
        here = self.application.stage
        if here is None:
            verbs.pass_on(self.application, actor=actor)
        elif stage.position > here.position:
            decisions.advance(self.application, actor=actor, reason=words, to_stage=stage)
        else:
            verbs.move_back(self.application, actor=actor, to_stage=stage, words=words)

    def named(self) -> dict[str, str]:
        return {"reason": "words", "move_reason": f"{self.cleaned_data['what']}_reason"}


def _choices(application: Application, stages: list[Stage]) -> Iterator[tuple[str, str]]:
    """Yield what can be done: the next stage first, then holding and leaving, then stages farther away."""
    here = application.stage
    ahead = [stage for stage in stages if here is None or stage.position > here.position]
    behind = [stage for stage in stages if here is not None and stage.position < here.position]
    say = _("Pass on to %(stage)s") if here is None else _("Advance to %(stage)s")
    for stage in ahead[:1]:
        yield stage.public_id, say % {"stage": stage.title}
    if application.state == ApplicationState.ON_HOLD:
        yield "resume", _("Take off hold")
    elif here is not None:
        yield "hold", _("Put on hold")
    yield "reject", _("Reject")
    yield "withdraw", _("The candidate withdrew")
    for stage in ahead[1:] if here is not None else []:
        yield stage.public_id, say % {"stage": stage.title}
    for stage in behind:
        yield stage.public_id, _("Back to %(stage)s") % {"stage": stage.title}


class UndoForm(DeedForm):
    words = forms.CharField(
        label=gettext_lazy("Why is it undone?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_WORDS
    )

    def do(self, actor: User) -> None:
        verbs.undo(self.application, actor=actor, words=self.cleaned_data["words"])


class ReasonForm(forms.ModelForm):
    class Meta:
        model = MoveReason
        fields = ["kind", "label"]

    kind = forms.ChoiceField(label=gettext_lazy("Used for"), choices=ReasonKind.choices)
