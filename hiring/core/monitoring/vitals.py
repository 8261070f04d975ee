"""What a room tells about its state: facts and faults for the status page, figures for /metrics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from prometheus_client.core import GaugeMetricFamily


@dataclass(frozen=True)
class Fact:
    """One line of a part. ``value`` is a figure, a moment, or a word; ``note`` says what it means where that helps."""

    label: str | Promise
    value: object
    note: str | Promise = ""

    @property
    def is_moment(self) -> bool:
        return isinstance(self.value, datetime)


@dataclass(frozen=True)
class Fault:
    """Something that is not as it should be, and what to do about it. ``urgent``: work stands still or is lost."""

    text: str | Promise
    remedy: str | Promise
    urgent: bool = False


@dataclass(frozen=True)
class Vitals:
    """A room's part of the status page. ``page``: the name of the address with more about it, and its label."""

    title: str | Promise
    facts: Sequence[Fact] = ()
    faults: Sequence[Fault] = ()
    page: str = ""
    page_label: str | Promise = ""


def gauge(name: str, text: str, values: Mapping[str, float] | float, *, label: str = "") -> GaugeMetricFamily:
    """Return one figure, or one for each value of ``label`` (a state, a code: never anything that a person wrote)."""
    if not isinstance(values, Mapping):
        return GaugeMetricFamily(name, text, value=values)
    family = GaugeMetricFamily(name, text, labels=[label])
    for key, value in values.items():
        family.add_metric([str(key)], value)
    return family
