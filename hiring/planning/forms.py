"""Forms of planning. Bounds are checked by the verbs, once for page and API."""

from decimal import Decimal

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hiring.benchmarks.words import ENGAGEMENTS, REGIONS
from hiring.planning.engagement_words import ANSWERS, FACTS
from hiring.roles.pages import VersionedForm


def _money(label: str | Promise, help_text: str | Promise) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=help_text, max_digits=12, decimal_places=2, min_value=0, required=False
    )


class CostForm(VersionedForm):
    """Money is in the currency of the role's place; what is left empty stays out of the sums."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    region = forms.ChoiceField(
        label=gettext_lazy("Region whose salaries are taken"),
        help_text=gettext_lazy("The sources speak of the United States. Elsewhere your own band says more."),
        choices=list(REGIONS.items()),
    )
    salary_low = _money(gettext_lazy("Our salary band, from"), gettext_lazy("A year, before on-costs."))
    salary_high = _money(gettext_lazy("Our salary band, to"), gettext_lazy("Entered, it goes before the sources."))
    rate = forms.DecimalField(label=gettext_lazy("Exchange rate"), max_digits=14, decimal_places=6, required=False)
    rate_on = forms.DateField(
        label=gettext_lazy("Day of the rate"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    recruiting = _money(
        gettext_lazy("Recruiting, once"),
        gettext_lazy("Only what your on-costs do not hold: the sources’ factor holds recruiting fees already."),
    )
    onboarding = _money(
        gettext_lazy("Onboarding, once"),
        gettext_lazy("Likewise: the sources’ factor holds onboarding and training already."),
    )
    candidates = forms.IntegerField(
        label=gettext_lazy("Candidates who are interviewed"),
        help_text=gettext_lazy("Until one is hired. Hours come from the stages of this role and their panels."),
        min_value=1,
        max_value=1000,
        required=False,
    )
    interviewer_hour = _money(gettext_lazy("An interviewer’s hour"), gettext_lazy("What an hour of your people costs."))
    vacancy_week = _money(
        gettext_lazy("A week of vacancy"), gettext_lazy("What a week without this person costs: late revenue, cover.")
    )
    juniors = forms.IntegerField(
        label=gettext_lazy("Juniors to compare one senior with"), min_value=0, max_value=20, required=False
    )
    mentoring_hours = forms.DecimalField(
        label=gettext_lazy("Hours of guidance a week and junior"),
        max_digits=5,
        decimal_places=1,
        min_value=0,
        max_value=Decimal(60),
        required=False,
    )
    budget = _money(gettext_lazy("Budget for the first 12 months"), gettext_lazy("Held against each model."))

    def __init__(self, *args: object, currency: str, foreign: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not foreign:
            del self.fields["rate"]
            del self.fields["rate_on"]
        else:
            names = {"mine": currency, "theirs": foreign}
            self.fields["rate"].help_text = _("How many %(mine)s one %(theirs)s is worth.") % names

    @property
    def values(self) -> dict[str, object]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class FactsForm(VersionedForm):
    """What is known about the work; every answer may wait."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for fact, label in FACTS.items():
            choices = [("", gettext_lazy("Not answered yet")), *ANSWERS[fact].items()]
            self.fields[fact] = forms.ChoiceField(label=label, choices=choices, required=False)

    @property
    def facts(self) -> dict[str, str]:
        return {fact: self.cleaned_data[fact] for fact in FACTS}


class ChooseForm(VersionedForm):
    """The person's own choice."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    engagement = forms.ChoiceField(
        label=gettext_lazy("Engagement model"), choices=list(ENGAGEMENTS.items()), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Why this one, also where the sources advise another. The hiring team reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    review_on = forms.DateField(
        label=gettext_lazy("Look at it again on"),
        help_text=gettext_lazy("When to ask whether to move in-house. Needed where people come from outside."),
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
    )
