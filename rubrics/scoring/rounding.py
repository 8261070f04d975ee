"""Where exact figures become text, and nowhere else.

Two rules. A figure that stands alone is rounded half up (2.95 is 3.0, 2.94 is 2.9). A figure that was
compared with a bar is printed together with that bar by `compared`, so that what is printed never
contradicts the verdict: where rounding would print a figure that is below its bar as equal to it (2.96
against 3.0), the figure is rounded down and the bar up (2.9 against 3.0). How fine a figure is printed goes by
what it is, so that a page never says it twice in two ways: a mean of levels and its floor have one decimal, a
weighted score and what is expected of it two. Texts have a point and no unit; a page puts in its own decimal
sign and "%".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from rubrics.scoring.errors import BadFigure

HALF = Fraction(1, 2)
SCORE_PLACES = 2


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


def mean_text(mean: Fraction | None, floor: Fraction | None = None) -> str:
    """The mean of one criterion, beside its floor where it has one; empty where nobody assessed it."""
    if mean is None:
        return ""
    return half_up(mean) if floor is None else compared(mean, floor).value


def score_text(score: Fraction | None, bar: Fraction | None = None) -> str:
    """A weighted score, beside the bar that it was held against; empty where nothing was assessed."""
    if score is None:
        return ""
    return half_up(score, SCORE_PLACES) if bar is None else compared_scores(score, bar).value


def share_text(share: Fraction, bar: Fraction) -> str:
    """A share of the weight in hundredths, beside the share that was wanted."""
    return compared_percent(share, bar).value


def compared_scores(score: Fraction, bar: Fraction) -> Compared:
    """A weighted score and the score that was expected: 2.996 against 3 is 2.99 against 3.00."""
    return compared(score, bar, SCORE_PLACES)


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
