"""Asks every room for its state."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from types import ModuleType

from django.conf import settings
from django.utils.module_loading import import_string
from prometheus_client import Metric

from hiring.core.monitoring.counts import collect_counts
from hiring.core.monitoring.vitals import Fault, Vitals


def read_all_vitals() -> list[Vitals]:
    """Return what rooms tell about themselves, low to high; the installation as a whole comes first."""
    return [tell() for tell in _functions("read_vitals")]


def list_faults(parts: Iterable[Vitals]) -> list[Fault]:
    """Return the faults of all parts, urgent ones first."""
    return sorted((fault for part in parts for fault in part.faults), key=lambda fault: not fault.urgent)


class Collector:
    """What prometheus_client asks at a scrape."""

    def collect(self) -> Iterator[Metric]:
        yield from collect_counts()
        for tell in _functions("collect_metrics"):
            yield from tell()


@cache
def _modules() -> tuple[ModuleType, ...]:
    # the list of rooms belongs to no floor: it is named by string
    found = tuple(import_string(settings.IMPORT_PARTS)("vitals"))
    own = [module for module in found if module.__name__.startswith(__package__)]
    return (*own, *(module for module in found if module not in own))


def _functions(name: str) -> Iterator[Callable[[], Iterable]]:
    return (getattr(module, name) for module in _modules() if hasattr(module, name))
