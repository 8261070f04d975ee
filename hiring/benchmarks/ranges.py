"""Ranges that remember where their numbers come from, and calculation with them. Pure.

A range is never narrowed: the sum of 1 to 2 and 10 to 20 is 11 to 22. What is calculated from ranges names all numbers
that it was calculated from, so that a page can show them at a click.

>>> base = Range(Decimal(100), Decimal(200), is_open=True)
>>> base.times(Range(Decimal("1.3"), Decimal("1.5"))).plus(Range.exactly(10))
Range(low=Decimal('140.0'), high=Decimal('310.0'), is_open=True, origins=())
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of one source, as it stands here. ``is_changed``: a person put another number than the source's."""

    key: str
    topic: str
    unit: str
    low: Decimal
    high: Decimal
    source: str
    quote: str = ""
    note: str = ""
    currency: str = ""
    is_open: bool = False
    levels: tuple[str, ...] = ()
    region: str = ""
    engagement: str = ""
    published: str = ""
    is_changed: bool = False
    address: str = ""  # the public id of its row


@dataclass(frozen=True, slots=True)
class Entered:
    """A number that no source gives: a person entered it, or it is read from what the role has. ``what`` in words."""

    what: str
    value: str = ""


Origin = Figure | Entered


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high``, both not negative; open where the source says "and more". Raises ``ValueError``."""

    low: Decimal
    high: Decimal
    is_open: bool = False
    origins: tuple[Origin, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"no range: {self.low} to {self.high}")

    @classmethod
    def exactly(cls, value: Decimal | int, *origins: Origin) -> Self:
        return cls(Decimal(value), Decimal(value), origins=origins)

    @classmethod
    def of(cls, figure: Figure) -> Self:
        return cls(figure.low, figure.high, figure.is_open, (figure,))

    @property
    def is_point(self) -> bool:
        return self.low == self.high and not self.is_open

    def plus(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high, self._open(other), self._origins(other))

    def times(self, other: "Range | Decimal | int") -> "Range":
        """Multiply by a range or by a plain number that needs no source (months of a year)."""
        other = other if isinstance(other, Range) else Range.exactly(other)
        return Range(self.low * other.low, self.high * other.high, self._open(other), self._origins(other))

    def over(self, number: Decimal | int) -> "Range":
        """Divide by a plain number above zero."""
        return Range(self.low / number, self.high / number, self.is_open, self.origins)

    def grown_by_percent(self) -> "Range":
        """Read per cents as the factor that they add to one: 20 to 40 % is 1.2 to 1.4."""
        return Range(1 + self.low / 100, 1 + self.high / 100, self.is_open, self.origins)

    def also_from(self, *origins: Origin) -> "Range":
        return Range(self.low, self.high, self.is_open, join_origins(self.origins, origins))

    def _open(self, other: "Range") -> bool:
        return self.is_open or other.is_open

    def _origins(self, other: "Range") -> tuple[Origin, ...]:
        return join_origins(self.origins, other.origins)


NOTHING = Range(Decimal(0), Decimal(0))


def join_origins(*many: Iterable[Origin]) -> tuple[Origin, ...]:
    """Each origin once, in order."""
    return tuple(dict.fromkeys(origin for origins in many for origin in origins))


def span(ranges: Iterable[Range]) -> Range:
    """The range that holds all of these (at least one); open where any of them is open."""
    held = list(ranges)
    return Range(
        min(one.low for one in held),
        max(one.high for one in held),
        any(one.is_open for one in held),
        join_origins(*(one.origins for one in held)),
    )


def add_up(ranges: Iterable[Range]) -> Range:
    total = NOTHING
    for one in ranges:
        total = total.plus(one)
    return total
