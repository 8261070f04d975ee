"""The form of a place."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.core.calendar.codes import country_choices, currency_choices
from hiring.core.calendar.models import Place
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
            "region": _("Where rules differ inside a country: a state or a province."),
            "is_active": _("Roles that are there keep a place that is no longer offered."),
        }
