"""Forms of the draft editor. Each carries ``seen``, the fingerprint of what its reader saw."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rubrics.library.contents import ANCHORS, CRITERION
from rubrics.library.models import LEVELS, Group, RubricCriterion, RubricVersion, Subject
from rubrics.library.parts import MAX_MINUTES, MAX_RATERS, QUESTIONS_PER_CRITERION

MAX_TEXT = 1000
MAX_LINES = 10
QUESTIONS = range(1, QUESTIONS_PER_CRITERION[1] + 1)


class LinesField(forms.CharField):
    """A list of short texts, one on a line."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]
        if len(lines) > MAX_LINES:
            raise forms.ValidationError(_("At most %(count)d lines.") % {"count": MAX_LINES})
        if any(len(line) > MAX_TEXT for line in lines):
            raise forms.ValidationError(_("At most %(count)d characters on a line.") % {"count": MAX_TEXT})
        return lines

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(self.prepare_value(initial)) != self.to_python(data)


def text_area(label: Any, rows: int = 2, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=MAX_TEXT, widget=widget, **options)


def reason_field() -> forms.CharField:
    return text_area(_("Reason"), help_text=_("Kept with the change, with your name and the date."))


class SeenForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class BasicsForm(SeenForm):
    title = forms.CharField(label=_("Title"), max_length=120)
    asked_of = forms.CharField(label=_("Asked of"), max_length=40)
    purpose = text_area(_("Purpose"), help_text=_("What this step finds out, in a sentence or two."))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=MAX_MINUTES)
    raters_min = forms.IntegerField(label=_("Interviewers, at least"), min_value=1, max_value=MAX_RATERS)
    raters_max = forms.IntegerField(label=_("Interviewers, at most"), min_value=1, max_value=MAX_RATERS)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        least, most = values.get("raters_min"), values.get("raters_max")
        if least and most and most < least:
            self.add_error("raters_max", _("At most cannot be fewer than at least (%(count)d).") % {"count": least})
        return values


class CriterionForm(SeenForm):
    """All of a criterion on one page. Questions have five places; one without a question is left out."""

    title = forms.CharField(label=_("Title"), max_length=160)
    measures = text_area(_("What it measures"))
    must_have = forms.BooleanField(
        label=_("Must-have"),
        required=False,
        help_text=_("A mean below the floor is shown as hold and named; a person decides."),
    )
    floor = forms.TypedChoiceField(
        label=_("Floor"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("No floor")), *((level, str(level)) for level in LEVELS)],
        help_text=_("Only for a must-have."),
    )
    level_1 = text_area(_("Level 1, not shown"))
    level_2 = text_area(_("Level 2, partial"))
    level_3 = text_area(_("Level 3, solid"))
    level_4 = text_area(_("Level 4, strong"))
    level_5 = text_area(_("Level 5, exceptional"))
    strong_signals = LinesField(label=_("Strong signals"), required=False, help_text=_("One on each line."))
    red_flags = LinesField(label=_("Red flags"), required=False, help_text=_("One on each line."))

    def __init__(self, *args: Any, row: RubricCriterion | None = None, **options: Any) -> None:
        self.row = row
        if row:
            options["initial"] = self._initial_of(row) | (options.get("initial") or {})
        super().__init__(*args, **options)
        for number in QUESTIONS:
            self.fields[f"ask_{number}"] = text_area(
                _("Question %(number)d") % {"number": number}, rows=1, required=False
            )
            self.fields[f"follow_ups_{number}"] = LinesField(
                label=_("Follow-ups to question %(number)d") % {"number": number},
                required=False,
                help_text=_("One on each line."),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @staticmethod
    def _initial_of(row: RubricCriterion) -> dict[str, Any]:
        initial = {name: getattr(row, name) for name in CRITERION if name != "questions"}
        for number, question in enumerate(row.questions, 1):
            initial[f"ask_{number}"] = question["ask"]
            initial[f"follow_ups_{number}"] = question["follow_ups"]
        return initial

    def anchors(self) -> list[Any]:
        return [self[name] for name in ANCHORS]

    def question_fields(self) -> list[tuple[int, Any, Any]]:
        return [(number, self[f"ask_{number}"], self[f"follow_ups_{number}"]) for number in QUESTIONS]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("must_have") and values.get("floor") is None:
            self.add_error("floor", _("A must-have needs a floor: the level that its mean has to reach."))
        if not values.get("must_have") and values.get("floor") is not None:
            self.add_error("floor", _("Only a must-have has a floor. Tick must-have, or choose no floor."))
        for number in QUESTIONS:
            if values.get(f"follow_ups_{number}") and not values.get(f"ask_{number}"):
                self.add_error(f"ask_{number}", _("There are follow-ups, but no question."))
        return values

    def content(self) -> dict[str, Any]:
        """The cleaned values as ``edit_criterion`` takes them. A question keeps the sources of the one it replaces."""
        before = self.row.questions if self.row else []
        asked = [
            {
                "ask": self.cleaned_data[f"ask_{number}"],
                "follow_ups": self.cleaned_data[f"follow_ups_{number}"],
                "source": before[number - 1]["source"] if number <= len(before) else [],
            }
            for number in QUESTIONS
            if self.cleaned_data[f"ask_{number}"]
        ]
        return {name: self.cleaned_data[name] for name in CRITERION if name != "questions"} | {"questions": asked}


class WeightsForm(SeenForm):
    """One weight a criterion, and one reason for all that change."""

    def __init__(self, *args: Any, rows: Iterable[RubricCriterion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = list(rows)
        for row in self.rows:
            self.fields[row.public_id] = forms.IntegerField(
                label=row.title, min_value=1, max_value=100, initial=row.weight
            )
        self.fields["reason"] = reason_field()

    def weight_fields(self) -> list[Any]:
        return [self[row.public_id] for row in self.rows]

    def weights(self) -> dict[str, int]:
        return {row.public_id: self.cleaned_data[row.public_id] for row in self.rows}

    def total(self) -> int:
        """The sum of what stands in the fields, as far as they hold numbers."""
        values = [self[row.public_id].value() for row in self.rows]
        return sum(int(value) for value in values if str(value).isdigit())


class AddForm(forms.Form):
    source = forms.ModelChoiceField(
        label=_("Criterion"),
        queryset=RubricCriterion.objects.none(),
        to_field_name="public_id",
        empty_label=_("Choose a criterion"),
        error_messages={"invalid_choice": _("This criterion is not offered any more. Choose another one.")},
    )
    weight = forms.IntegerField(label=_("Weight"), min_value=1, max_value=100)
    reason = reason_field()

    def __init__(self, *args: Any, offered: Sequence[RubricCriterion] | Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["source"].queryset = offered


class WriteForm(CriterionForm):
    """A criterion of our own: its text, and where and with which weight it counts."""

    seen = None
    group = forms.ChoiceField(
        label=_("Heading"),
        choices=[choice for choice in Group.choices if choice[0] != Group.GATE_ONLY],
        help_text=_("Under which heading of the decision it counts."),
    )
    weight = forms.IntegerField(label=_("Weight"), min_value=1, max_value=100)
    reason = reason_field()

    def __init__(self, *args: Any, subject: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if subject == Subject.JOB:
            del self.fields["group"]


class CopyForm(forms.Form):
    title = forms.CharField(label=_("Title of the new rubric"), max_length=120)


class ReasonForm(forms.Form):
    reason = reason_field()


class PublishForm(ReasonForm):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = text_area(
        _("What changed, and why"),
        help_text=_("Kept with the version, with your name and the date. Everybody reads it."),
    )


class FilterForm(forms.Form):
    q = forms.CharField(required=False, max_length=100)
    after = forms.CharField(required=False, max_length=60)


class CompareForm(forms.Form):
    """Two versions by number; the latest two stand there first."""

    old = forms.TypedChoiceField(label=_("Old version"), coerce=int)
    new = forms.TypedChoiceField(label=_("New version"), coerce=int)

    def __init__(self, *args: Any, versions: Sequence[RubricVersion], **options: Any) -> None:
        self.versions = {version.number: version for version in sorted(versions, key=lambda v: -v.number)}
        numbers = list(self.versions)
        options["initial"] = {"new": numbers[0], "old": numbers[1]} if len(numbers) > 1 else {}
        super().__init__(*args, **options)
        for name in ("old", "new"):
            self.fields[name].choices = [(number, self._label(version)) for number, version in self.versions.items()]

    @staticmethod
    def _label(version: RubricVersion) -> str:
        if version.is_draft:
            return str(_("Draft"))
        return str(_("Version %(number)d, %(date)s")) % {
            "number": version.number,
            "date": date_format(timezone.localtime(version.published_at), "j F Y"),
        }

    def chosen(self) -> tuple[RubricVersion | None, RubricVersion | None]:
        values = self.initial if not self.is_bound else self.cleaned_data if self.is_valid() else {}
        return self.versions.get(values.get("old")), self.versions.get(values.get("new"))
