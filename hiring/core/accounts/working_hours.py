"""When people work: their own hours, by their own clock, with the holidays of their place."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User, WorkingDay
from hiring.core.audit.trail import record
from hiring.core.calendar.models import Place
from hiring.core.calendar.own_days import working_times_of
from hiring.core.calendar.working_time import Week, WorkingTime
from hiring.core.errors import Invalid
from hiring.core.permissions import require_administrator

SHORTEST_DAY = 30  # minutes


def working_times(people: Iterable[User]) -> dict[int, WorkingTime]:
    """Return each person's working time by their key, with three queries for all."""
    people = list(people)
    places = working_times_of(Place.objects.filter(pk__in={person.place_id for person in people}))
    own: dict[int, dict[int, tuple[time, time]]] = {}
    for day in WorkingDay.objects.filter(user__in=[person.pk for person in people]):
        own.setdefault(day.user_id, {})[day.weekday] = (day.starts, day.ends)
    return {person.pk: _working_time(person, places.get(person.place_id), own.get(person.pk)) for person in people}


def working_time(person: User) -> WorkingTime:
    return working_times([person])[person.pk]


def _working_time(person: User, place: WorkingTime | None, own: Mapping[int, tuple[time, time]] | None) -> WorkingTime:
    theirs = replace(place, time_zone=person.time_zone) if place else WorkingTime(person.time_zone)
    return replace(theirs, week=tuple(own.get(weekday) for weekday in range(7))) if own else theirs


@transaction.atomic
def change_hours(person: User, *, actor: User, place: Place | None, week: Week | None) -> User:
    """Change where and when a person works; a ``week`` of None is that of their place.

    Refuses with ``NotAllowed`` (neither the person nor an administrator) and ``Invalid`` (no day, or
    one of less than half an hour).
    """
    if actor.pk != person.pk:
        require_administrator(actor)
    if week is not None:
        _check(week)
    changed = [name for name, is_new in _differences(person, place, week).items() if is_new]
    if "place" in changed:
        person.place = place
        person.save(update_fields=["place"])
    if "working_days" in changed:
        person.working_days.all().delete()
        WorkingDay.objects.bulk_create(
            WorkingDay(user=person, weekday=weekday, starts=span[0], ends=span[1])
            for weekday, span in enumerate(week or ())
            if span
        )
    if changed:
        record("person.hours_changed", actor=actor, obj=person, fields=changed)
    return person


def own_week(person: User) -> Week | None:
    """Return the hours that a person has set, or None for those of their place."""
    days = {day.weekday: (day.starts, day.ends) for day in person.working_days.all()}
    return tuple(days.get(weekday) for weekday in range(7)) if days else None


def _differences(person: User, place: Place | None, week: Week | None) -> dict[str, bool]:
    return {"place": person.place_id != (place.pk if place else None), "working_days": own_week(person) != week}


def _check(week: Week) -> None:
    if not any(week):
        text = _("Leave at least one day on which you work.")
        raise Invalid(text, errors={"week": [text]})
    lengths = [_minutes(span[1]) - _minutes(span[0]) for span in week if span]
    if min(lengths) < SHORTEST_DAY:
        text = _("A day ends at least %(minutes)d minutes after it starts.") % {"minutes": SHORTEST_DAY}
        raise Invalid(text, errors={"week": [text]})


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
