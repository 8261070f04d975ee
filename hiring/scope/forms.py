"""The form of a role's scope: choices wherever there are some, and numbers as people say them."""

from collections.abc import Callable, Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hiring.roles.models import Role
from hiring.roles.pages import VersionedForm
from hiring.roles.reasons import ReasonKind, find_reasons, read_reasons
from hiring.scope.figures import NoNumber, parse_count, parse_milliseconds
from hiring.scope.models import Cloud, Colleague, Duty, Retraining, Serving
from hiring.scope.showing import ShownReason
from hiring.scope.verbs import LONGEST_REASON, LONGEST_TOOLS
from hiring.scope.words import LABELS, say_count, say_milliseconds, say_value

Group = tuple[forms.BoundField, list[tuple[SafeString, ShownReason]]]


class FigureField(forms.CharField):
    """A whole number, typed as it is said and shown as it is read."""

    def __init__(self, *, parse: Callable[[str], int], say: Callable[[int], str], error: str, **kwargs: object) -> None:
        self.parse, self.say, self.error = parse, say, error
        super().__init__(required=False, max_length=40, **kwargs)

    def clean(self, value: str) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.parse(text)
        except NoNumber:
            raise ValidationError(self.error) from None

    def prepare_value(self, value: object) -> object:
        return self.say(value) if isinstance(value, int) else value


def _count(**kwargs: object) -> FigureField:
    error = _("Write a whole number, like 10,000 or 10 million.")
    return FigureField(parse=parse_count, say=say_count, error=error, **kwargs)


def _choices(choices: type, **kwargs: object) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=choices.choices, widget=forms.CheckboxSelectMultiple, required=False, **kwargs
    )


def _reasons(kind: ReasonKind, **kwargs: object) -> forms.MultipleChoiceField:
    choices = [(reason.id, reason.title) for reason in read_reasons().values() if reason.kind == kind]
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)


class ScopeForm(VersionedForm):
    why = _reasons(ReasonKind.WHY, label=_("Why this role is hired for"), help_text=_("Wanted before the role opens."))
    motive = _reasons(ReasonKind.MOTIVE, label=_("What we lack"))
    prototype = _reasons(ReasonKind.PROTOTYPE, label=_("Why the last prototype did not live, if there was one"))
    work = _reasons(ReasonKind.WORK, label=_("Where from"))
    critical = _reasons(
        ReasonKind.CRITICAL,
        label=_("What hangs on it"),
        help_text=_("Raises the floors of must-haves. A floor is never lowered."),
    )
    serving = forms.ChoiceField(
        label=LABELS["serving"], choices=Serving.choices, widget=forms.RadioSelect, required=False
    )
    latency = FigureField(
        label=_("Latency target, 95th percentile"),
        help_text=_("In milliseconds, or with its unit: 80, 1.5 s, 4 h. Wanted where somebody waits for the answer."),
        parse=parse_milliseconds,
        say=say_milliseconds,
        error=_("Write a time in milliseconds, or with its unit: 80, 1.5 s, 4 h."),
    )
    throughput = _count(label=_("Throughput at the peak"), help_text=_("Predictions a second, like 2,000."))
    rows_today = _count(label=_("Rows of data today"), help_text=_("Like 10,000 or 10 million."))
    rows_in_two_years = _count(label=_("Rows in two years"), help_text=_("Your best guess. Interviewers ask with it."))
    retraining = forms.ChoiceField(
        label=_("The model must be retrained"), choices=Retraining.choices, widget=forms.RadioSelect, required=False
    )
    duties = _choices(Duty, label=LABELS["duties"])
    clouds = _choices(Cloud, label=LABELS["clouds"])
    tools = forms.CharField(
        label=LABELS["tools"],
        help_text=_("Those in use this quarter, three to six: Airflow, MLflow, Kubernetes."),
        max_length=LONGEST_TOOLS,
        required=False,
    )
    colleagues = _choices(Colleague, label=LABELS["colleagues"], help_text=_("Who is there already."))
    changed_because = forms.CharField(
        label=_("Why the environment changes"),
        help_text=_("The role is open: what stood before is kept, with your name and this."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_REASON,
    )

    def __init__(self, *args: object, role: Role, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if role.is_draft:
            del self.fields["changed_because"]
        else:
            for kind in ReasonKind:
                del self.fields[kind.value]

    @property
    def environment(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in LABELS}

    @property
    def reasons(self) -> list[str]:
        return [key for kind in ReasonKind for key in self.cleaned_data.get(kind.value, [])]

    @property
    def because(self) -> str:
        return self.cleaned_data.get("changed_because", "")

    def explained(self, catalogue: Mapping[str, ShownReason]) -> list[Group]:
        """The reasons to choose from by kind, each with what it moves on this role; none once the role has opened."""
        return [
            (self[kind.value], [(option.tag(), catalogue[option.data["value"]]) for option in self[kind.value]])
            for kind in ReasonKind
            if kind.value in self.fields
        ]

    def _differences(self, now: Mapping[str, object]) -> list[tuple[str, str]]:
        return [
            (str(self.fields[name].label), _say(name, value))
            for name, value in now.items()
            if name in self.fields and self.cleaned_data.get(name) != value
        ]


def _say(name: str, value: object) -> str:
    if name in LABELS:
        return say_value(name, value) or gettext("nothing")
    titles = [reason.title for reason in find_reasons(value if isinstance(value, list) else [])]
    return ", ".join(titles) or gettext("nothing")


def initial_of(role: Role, values: Mapping[str, object]) -> dict[str, object]:
    """What the form starts from: what stands."""
    catalogue = read_reasons()
    reasons = {
        kind.value: [key for key in role.reasons if key in catalogue and catalogue[key].kind == kind]
        for kind in ReasonKind
    }
    return {**values, **reasons}
