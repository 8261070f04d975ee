"""Where things stand in a chart, in per cent of its width: the same on a page and on paper, at every size.

Pure: numbers in, numbers out. ``templatetags/charts.py`` draws them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

LEVELS = 5


@dataclass(frozen=True)
class Span:
    """A part of a bar: where it begins and how long it is, in per cent."""

    start: float
    length: float


def level_position(level: float) -> float:
    """Return where a level stands on a scale of five equal columns: (level - 0.5) / 5 of the width.

    >>> level_position(3)
    50.0
    """
    return (float(level) - 0.5) / LEVELS * 100


def stack_spans(parts: Sequence[float], *, total: float | None = None, gap: float = 0.0) -> list[Span]:
    """Lay parts end to end; each is as long as its share of ``total`` (by default their sum), less the gap.

    A part of zero has no length. Raises ValueError for a negative part or a total that the parts exceed.
    """
    whole = sum(parts) if total is None else total
    if any(part < 0 for part in parts) or sum(parts) > whole + 1e-9:
        raise ValueError("parts must not be negative, nor together more than the total")
    return list(_lay(parts, whole, gap))


def _lay(parts: Iterable[float], whole: float, gap: float) -> Iterator[Span]:
    at = 0.0
    for part in parts:
        share = part / whole * 100 if whole else 0.0
        yield Span(at, max(share - gap, 0.0))
        at += share


def stage_positions(count: int) -> list[float]:
    """Return where the marks of ``count`` stages stand on one line: the first at its start, the last at its end."""
    if count < 2:
        return [50.0] * count
    inset = 50 / count
    return [inset + (100 - 2 * inset) * place / (count - 1) for place in range(count)]
