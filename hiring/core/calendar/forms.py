"""The forms of a place and of its holidays."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.core.calendar.codes import country_choices, currency_choices
from hiring.core.calendar.models import Place
from hiring.core.calendar.own_days import LONGEST_NAME
from hiring.core.calendar.zones import time_zone_choices

CHOOSE = ("", _("Choose one"))


class PlaceForm(forms.ModelForm):
    country = forms.ChoiceField(label=_("Country"), choices=lambda: [CHOOSE, *country_choices()])
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=lambda: [CHOOSE, *time_zone_choices()])
    currency = forms.ChoiceField(label=_("Currency"), choices=lambda: [CHOOSE, *currency_choices()])

    class Meta:
        model = Place
        fields = ("name", "country", "region", "time_zone", "currency", "is_active")
        help_texts = {
            "name": _("As people call it: Berlin, Lisbon, remote in Spain."),
            "region": _("Where holidays differ inside a country: a state or a province, by name or code."),
            "is_active": _("Roles that are there keep a place that is no longer offered."),
        }


class LeaveOutForm(forms.Form):
    """Why people of a place work on a holiday of its country."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class OwnDayForm(LeaveOutForm):
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME, help_text=_("As people call it: Company day."))
    field_order = ("day", "name", "reason")
