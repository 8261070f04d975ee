"""The holidays of places: those of the country, and the days that an administrator adds or leaves out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.core.audit.trail import record
from hiring.core.calendar.holidays import PlaceHolidays, find_region, public_holidays, working_weekdays
from hiring.core.calendar.models import Place, PlaceDay
from hiring.core.calendar.working_time import WorkingTime, make_week
from hiring.core.errors import Invalid, Refused
from hiring.core.permissions import require_administrator

if TYPE_CHECKING:
    from hiring.core.accounts.models import User

SHORTEST_REASON = 10
LONGEST_NAME = 80
YEARS_AHEAD = 5


def working_times_of(places: Iterable[Place]) -> dict[int, WorkingTime]:
    """Return the working time of each place by its key, with one query for all: nine to five on its working days."""
    places = list(places)
    own: dict[int, dict[bool, set[date]]] = {place.pk: {True: set(), False: set()} for place in places}
    for row in PlaceDay.objects.filter(place__in=own):
        own[row.place_id][row.is_holiday].add(row.day)
    return {place.pk: _working_time(place, own[place.pk]) for place in places}


def working_time_of(place: Place) -> WorkingTime:
    return working_times_of([place])[place.pk]


def _working_time(place: Place, own: Mapping[bool, set[date]]) -> WorkingTime:
    region = find_region(place.country, place.region)
    holidays = PlaceHolidays(place.country, region, frozenset(own[True]), frozenset(own[False]))
    return WorkingTime(place.time_zone, make_week(working_weekdays(place.country)), holidays)


@dataclass(frozen=True, slots=True)
class Holiday:
    """One line of a place's list. ``own`` is the exception that stands behind it, if any."""

    day: date
    name: str
    is_kept: bool  # false: of the country's, and people work here
    own: PlaceDay | None


def list_holidays(place: Place, year: int) -> list[Holiday]:
    """Return the holidays of a year in order, with those that are left out."""
    own = {row.day: row for row in place.own_days.filter(day__year=year).select_related("changed_by")}
    public = public_holidays(place.country, find_region(place.country, place.region), year)
    days = sorted({*own, *public})
    return [
        Holiday(day, own[day].name if day in own else public[day], day not in own or own[day].is_holiday, own.get(day))
        for day in days
    ]


@transaction.atomic
def add_own_day(place: Place, *, actor: "User | None", day: date, name: str, reason: str) -> PlaceDay:
    """Add a holiday of the place's own. Refuses with ``Invalid`` a day that is one, or far off, and a short reason."""
    require_administrator(actor)
    errors = _find_errors(day, reason)
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        errors["name"] = [_("Write a name of at most %(most)d characters.") % {"most": LONGEST_NAME}]
    standing = PlaceDay.objects.filter(place=place, day=day).first()
    if standing is not None and not standing.is_holiday:
        errors["day"] = [_("This day was taken from the list. Put it back there.")]
    elif "day" not in errors and day in working_time_of(place).holidays:
        errors["day"] = [_("This day is a holiday already.")]
    return _write(place, actor, errors, day=day, name=name, reason=reason, is_holiday=True)


@transaction.atomic
def leave_out_day(place: Place, *, actor: "User | None", day: date, reason: str) -> PlaceDay:
    """Let people of the place work on a holiday of its country. ``Refused`` where it is none, ``Invalid`` as above."""
    require_administrator(actor)
    name = public_holidays(place.country, find_region(place.country, place.region), day.year).get(day)
    if name is None or PlaceDay.objects.filter(place=place, day=day).exists():
        raise Refused(_("This is no holiday of the country that could be left out."))
    errors = _find_errors(day, reason)
    return _write(place, actor, errors, day=day, name=name, reason=reason, is_holiday=False)


@transaction.atomic
def undo_own_day(place: Place, *, actor: "User | None", day: date) -> None:
    """Take an exception back: what the country has holds again. ``Refused`` where there is none."""
    require_administrator(actor)
    deleted, _rows = PlaceDay.objects.filter(place=place, day=day).delete()
    if not deleted:
        raise Refused(_("This day is as the country has it."))
    record("place.day_undone", actor=actor, obj=place, fields=["holidays"], digests={"day": day})


def _find_errors(day: date, reason: str) -> dict[str, list[str]]:
    errors = {}
    year = timezone.localdate().year
    if not year <= day.year <= year + YEARS_AHEAD:
        bounds = {"first": year, "last": year + YEARS_AHEAD}
        errors["day"] = [_("Choose a day in the years %(first)d to %(last)d.") % bounds]
    if len(reason.strip()) < SHORTEST_REASON:
        errors["reason"] = [_("Write the reason in at least %(count)d characters.") % {"count": SHORTEST_REASON}]
    return errors


def _write(
    place: Place, actor: "User | None", errors: dict[str, list[str]], *, day: date, reason: str, **values: object
) -> PlaceDay:
    if errors:
        raise Invalid(_("The holidays stay as they are."), errors=errors)
    try:
        with transaction.atomic():
            row = PlaceDay.objects.create(place=place, day=day, reason=reason.strip(), changed_by=actor, **values)
    except IntegrityError:
        text = _("Somebody has just changed this day.")
        raise Invalid(text, errors={"day": [text]})
    action = "place.day_added" if row.is_holiday else "place.day_left_out"
    record(action, actor=actor, obj=place, fields=["holidays"], digests={"day": day})
    return row
