"""The form of a working week: a place, and from when to when on each weekday."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hiring.core.accounts.models import User
from hiring.core.accounts.working_hours import own_week
from hiring.core.calendar.models import Place
from hiring.core.calendar.own_days import working_time_of
from hiring.core.calendar.working_time import USUAL_WEEK, Week


def _time_field() -> forms.TimeField:
    return forms.TimeField(required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class HoursForm(forms.Form):
    place = forms.ModelChoiceField(
        Place.objects.offered(),
        label=gettext_lazy("Place"),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("None: no holidays"),
        help_text=gettext_lazy("Its holidays are yours. Times are those of the time zone in the settings."),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if person.place is not None:
            self.fields["place"].queryset = Place.objects.offered() | Place.objects.filter(pk=person.place.pk)
            self.initial["place"] = person.place.public_id
        week = own_week(person) or usual_week(person.place)
        for weekday, name in WEEKDAYS.items():
            self._add_day(weekday, str(name), week[weekday])

    def _add_day(self, weekday: int, name: str, hours: tuple[time, time] | None) -> None:
        for side, label in (("from", _("%(weekday)s, from")), ("to", _("%(weekday)s, to"))):
            field = _time_field()
            field.label = label % {"weekday": name}
            self.fields[f"{side}_{weekday}"] = field
        if hours:
            self.initial |= {f"from_{weekday}": hours[0], f"to_{weekday}": hours[1]}

    def days(self) -> Iterator[tuple[str, BoundField, BoundField]]:
        for weekday, name in WEEKDAYS.items():
            yield str(name), self[f"from_{weekday}"], self[f"to_{weekday}"]

    def clean(self) -> dict[str, Any]:
        for weekday in WEEKDAYS:
            start, end = self.cleaned_data.get(f"from_{weekday}"), self.cleaned_data.get(f"to_{weekday}")
            names = [f"from_{weekday}", f"to_{weekday}"]
            if any(name in self.errors for name in names):
                continue
            if (start is None) != (end is None):
                self.add_error(names[start is not None], _("Write both times, or none for a day off."))
            elif start and end and end <= start:
                self.add_error(names[1], _("The end lies before the start."))
        return self.cleaned_data

    @property
    def week(self) -> Week | None:
        """Return the week that was written, or None where it is the usual one of the place."""
        spans = [(self.cleaned_data[f"from_{day}"], self.cleaned_data[f"to_{day}"]) for day in WEEKDAYS]
        week = tuple(span if span[0] is not None else None for span in spans)
        return None if week == usual_week(self.cleaned_data["place"]) else week


def usual_week(place: Place | None) -> Week:
    return working_time_of(place).week if place else USUAL_WEEK
