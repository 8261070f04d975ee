"""The form of what a timeline is computed from. Bounds are checked by the verb, once for page and API."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.benchmarks.ranges import Figure
from hiring.benchmarks.words import LEVELS, say_range
from hiring.roles.pages import VersionedForm


def say_figure(figure: Figure) -> str:
    """Say a number of a source with whom it speaks of: "6 to 12 weeks: Junior, Mid-level, Guide to hiring"."""
    levels = ", ".join(str(LEVELS[level]) for level in figure.levels)
    span = say_range(figure.low, figure.high, is_open=figure.is_open, unit=figure.unit)
    return f"{span}: {levels}, {figure.source}" if levels else f"{span}: {figure.source}"


class TimelineForm(VersionedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    start_on = forms.DateField(
        label=_("First day of screening"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    interviewers = forms.IntegerField(label=_("Interviewers"), help_text=_("All who give time to this role."))
    hours_a_week = forms.IntegerField(
        label=_("Hours a week of each"),
        help_text=_("For interviews, reading and scorecards, beside other roles and their own work."),
    )
    candidates = forms.IntegerField(
        label=_("Candidates at the first step"), help_text=_("Whom you expect to pass on from New.")
    )
    pass_percent = forms.IntegerField(label=_("Of each step’s candidates go on, in per cent"))
    weeks_by = forms.ChoiceField(label=_("Weeks by"), required=False)

    def __init__(self, *args: object, figures: Iterable[Figure], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weeks_by"].choices = [
            ("", _("The source that names this seniority")),
            *((figure.key, say_figure(figure)) for figure in figures),
        ]

    @property
    def values(self) -> dict[str, object]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
