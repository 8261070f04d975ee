"""Time zones as people choose them."""

import zoneinfo
from functools import cache

# Aliases that mean a clock, not a place where somebody works.
NO_PLACES = ("Etc/", "SystemV/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/", "posix", "right/")


@cache
def list_time_zones() -> tuple[str, ...]:
    """Return UTC and every zone that is named by a continent or ocean and a place, in order."""
    zones = zoneinfo.available_timezones()
    return ("UTC", *sorted(name for name in zones if "/" in name and not name.startswith(NO_PLACES)))


def time_zone_choices() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in list_time_zones()]


def is_time_zone(name: str) -> bool:
    return name in list_time_zones()
