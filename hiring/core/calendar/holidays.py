"""Public holidays by country and region, as the ``holidays`` library knows them, with a place's own exceptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import holidays

from hiring.core.calendar.working_time import MONDAY_TO_FRIDAY

SUNDAY = 6
LANGUAGE = "en_US"


@cache
def regions_of(country: str) -> dict[str, str]:
    """Return what a region of the country may be called, folded, with its code; empty where regions do not differ."""
    rules = holidays.country_holidays(country)
    codes = {code.casefold(): code for code in rules.subdivisions}
    return codes | {alias.casefold(): code for alias, code in rules.subdivisions_aliases.items()}


def find_region(country: str, name: str) -> str:
    """Return the code of a region by its code or name, or an empty string: then the whole country's holidays hold."""
    return regions_of(country).get(" ".join(name.split()).casefold(), "")


@cache
def working_weekdays(country: str) -> tuple[int, ...]:
    """Return on which days offices work there, 0 is Monday: Monday to Friday, but for countries of another weekend.

    Where the law has Sunday alone off, an office has Saturday off as well.
    """
    weekend = holidays.country_holidays(country).weekend
    return MONDAY_TO_FRIDAY if weekend == {SUNDAY} else tuple(day for day in range(7) if day not in weekend)


@lru_cache(maxsize=1000)
def public_holidays(country: str, region: str, year: int) -> Mapping[date, str]:
    """Return the public holidays of a year with their names; ``region`` is a code that ``find_region`` gave."""
    language = LANGUAGE if LANGUAGE in holidays.country_holidays(country).supported_languages else None
    return dict(holidays.country_holidays(country, subdiv=region or None, years=year, expand=False, language=language))


@dataclass(frozen=True, slots=True)
class PlaceHolidays:
    """The holidays of one place, as a container of days: those of its country, without some and with others."""

    country: str
    region: str
    added: frozenset[date] = frozenset()
    removed: frozenset[date] = frozenset()

    def __contains__(self, day: object) -> bool:
        if day in self.added:
            return True
        return isinstance(day, date) and day not in self.removed and day in self._public(day.year)

    def _public(self, year: int) -> Mapping[date, str]:
        return public_holidays(self.country, self.region, year)
