"""Exact numbers and the one formula that everything here is made of, the weighted mean."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from rubrics.scoring.errors import InexactNumber

Exact = int | Fraction | Decimal | str


def exact(value: Exact) -> Fraction:
    """`value` as a Fraction: 3, Decimal("3.5"), "3.5" and Fraction(7, 2) are taken.

    A float is refused although Python could convert it: 0.7 is not seven tenths, and a bar must be.
    Errors: InexactNumber for a float, a bool, a text that is no number, an infinite Decimal.
    """
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal | str):
        raise InexactNumber(value)
    try:
        return Fraction(value)
    except (ValueError, OverflowError, ZeroDivisionError):
        raise InexactNumber(value) from None


def weighted_mean(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """sum(weight * value) / sum(weight) over (weight, value); None where the weights sum to zero."""
    total = over = Fraction(0)
    for weight, value in pairs:
        total += weight
        over += weight * value
    return over / total if total else None


def share(part: Fraction, whole: Fraction) -> Fraction:
    """part / whole, from 0 to 1; zero of nothing is 0."""
    return part / whole if whole else Fraction(0)
