"""Where exact figures become text, and nowhere else.

Two rules. A figure that stands alone is rounded half up (2.95 is 3.0, 2.94 is 2.9). A figure that was
compared with a bar is printed together with that bar by `compared`, so that what is printed never
contradicts the verdict: where rounding would print a figure that is below its bar as equal to it (2.96
against 3.0), the figure is rounded down and the bar up (2.9 against 3.0). Texts have a point and no unit; a
page puts in its own decimal sign and "%".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from rubrics.scoring.errors import BadFigure

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure and its bar as text, with the verdict (`reached`: exact value >= exact bar)."""

    value: str
    bar: str
    reached: bool


def half_up(value: Fraction | int, places: int = 1) -> str:
    """`value` with `places` decimals, halves away from zero: 1.25 is "1.3", -1.25 is "-1.3", -0.01 is
    "0.0".
    """
    units = int(abs(Fraction(value)) * _scale(places) + HALF)
    return _text(-units if value < 0 else units, places)


def rounded_down(value: Fraction | int, places: int = 1) -> str:
    """`value` with `places` decimals, never more than it is."""
    return _text(math.floor(value * _scale(places)), places)


def rounded_up(value: Fraction | int, places: int = 1) -> str:
    """`value` with `places` decimals, never less than it is."""
    return _text(math.ceil(value * _scale(places)), places)


def compared(value: Fraction | int, bar: Fraction | int, places: int = 1) -> Compared:
    """A figure beside the bar that it should reach.

    Half up keeps order (value >= bar prints as >=), so it only fails where value < bar and both print the
    same; there the figure goes down and the bar up, which always parts them.
    """
    shown, shown_bar = half_up(value, places), half_up(bar, places)
    reached = value >= bar
    if not reached and shown == shown_bar:
        shown, shown_bar = rounded_down(value, places), rounded_up(bar, places)
    return Compared(shown, shown_bar, reached)


def percent(value: Fraction | int, places: int = 0) -> str:
    """A share from 0 to 1 in hundredths, half up: 2/3 is "67"."""
    return half_up(value * 100, places)


def compared_percent(value: Fraction | int, bar: Fraction | int, places: int = 0) -> Compared:
    """A share and its bar in hundredths by the rule of `compared`: 0.698 against 0.7 is 69 against 70."""
    return compared(value * 100, bar * 100, places)


def _scale(places: int) -> int:
    if places < 0:
        raise BadFigure("places", places, "0 or more")
    return int(10**places)


def _text(units: int, places: int) -> str:
    """`units` of the last decimal as text: (-305, 1) is "-30.5"."""
    sign, digits = "-" if units < 0 else "", str(abs(units)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"
