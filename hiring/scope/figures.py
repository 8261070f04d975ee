"""Numbers as people type them. Pure: text in, a whole number out.

Where the figures come from: an ML system that is fine at 10,000 rows and fails at 10 million (AI Expert Network, How to
Hire a Machine Learning Engineer That Delivers), and latency targets in milliseconds (J. S. Arora, 2026).
"""

import re
from decimal import Decimal

SCALES = {
    "": 1,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mio": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "billions": 10**9,
    "trillion": 10**12,
    "trillions": 10**12,
}
UNITS = {
    "": 1,
    "ms": 1,
    "millisecond": 1,
    "milliseconds": 1,
    "s": 1000,
    "sec": 1000,
    "second": 1000,
    "seconds": 1000,
    "min": 60_000,
    "minute": 60_000,
    "minutes": 60_000,
    "h": 3_600_000,
    "hour": 3_600_000,
    "hours": 3_600_000,
}
# Digits in groups of three, or digits as they come; then at most one decimal point.
NUMBER = re.compile(r"(\d{1,3}(?:[, '\u00a0\u202f]\d{3})+|\d{1,15})(\.\d{1,6})?", re.ASCII)


class NoNumber(ValueError):
    """The text is no number of this kind, or not a whole one."""


def parse_count(text: str) -> int:
    """Return how many: "10,000", "10 000", "10k" and "10 million" are read as they are said. Raises ``NoNumber``.

    Worked by hand: "1.5 million" is 1.5 times 1,000,000, which is 1,500,000. "1.5" is no whole number and refused, and
    so is "1,5": a comma stands before three digits.
    """
    return _parse(text, SCALES)


def parse_milliseconds(text: str) -> int:
    """Return a time in milliseconds: "80", "80 ms", "1.5 s", "2 min", "4 hours". Raises ``NoNumber``.

    Worked by hand: "1.5 s" is 1.5 times 1,000 ms, which is 1,500.
    """
    return _parse(text, UNITS)


def _parse(text: str, units: dict[str, int]) -> int:
    text = text.strip().lower()
    found = NUMBER.match(text)
    unit = text[found.end() :].strip().removesuffix(".") if found else ""
    if found is None or unit not in units:
        raise NoNumber(text)
    whole = re.sub(r"\D", "", found[1], flags=re.ASCII)
    value = Decimal(whole + (found[2] or "")) * units[unit]
    if value != int(value):
        raise NoNumber(text)
    return int(value)
