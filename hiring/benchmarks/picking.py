"""Which numbers of the sources speak about a case, and where sources disagree. Pure.

Worked example, with the figures that come along (``figures.yaml``): asked for the salary of a senior full-time engineer
in the United States, the *Guide to hiring machine learning engineers* says 160,000 to 200,000 and more, and *How to
Hire a Machine Learning Engineer That Delivers* says 150,000 to 220,000 from mid to senior. Both name the level, so the
answer spans 150,000 to 220,000 and more, with both as origins; the two sentences about all levels are left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from hiring.benchmarks.ranges import Figure, Range, span
from hiring.benchmarks.terms import WIDER, Level, Region, Unit

WEEKS_A_MONTH = Decimal(52) / 12


def pick(
    figures: Iterable[Figure], topic: str, *, level: str = "", region: str = "", engagement: str = "", unit: str = ""
) -> Range | None:
    """Return the range that the sources give for a case, with its sources; None where none says anything.

    A figure fits when it names the level, region (or the wider one) and engagement model that was asked for, or none.
    Where a level was asked for, figures that name it go before those that speak of all levels. What is not asked for
    may be anything. ``unit`` brings weeks and months to one of them and leaves out other units.
    """
    fitting = [one for one in figures if one.topic == topic and _fits(one, level, region, engagement)]
    if unit:
        fitting = [_in_unit(one, unit) for one in fitting if _has_unit(one, unit)]
    named = [one for one in fitting if level and level in one.levels]
    chosen = named or fitting
    return span(map(Range.of, chosen)) if chosen else None


def _fits(figure: Figure, level: str, region: str, engagement: str) -> bool:
    regions = {"", region, WIDER.get(Region(region), "") if region else ""}
    return (
        (not level or not figure.levels or level in figure.levels)
        and (not region or figure.region in regions)
        and (not engagement or figure.engagement in {"", engagement})
    )


def _has_unit(figure: Figure, unit: str) -> bool:
    return figure.unit == unit or {figure.unit, unit} == {Unit.WEEKS, Unit.MONTHS}


def _in_unit(figure: Figure, unit: str) -> Figure:
    if figure.unit == unit:
        return figure
    factor = WEEKS_A_MONTH if unit == Unit.WEEKS else 1 / WEEKS_A_MONTH
    return replace(figure, low=round(figure.low * factor, 1), high=round(figure.high * factor, 1), unit=unit)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures about the same thing of which at least two contradict each other; no ``levels`` means all of them."""

    levels: tuple[str, ...]
    figures: tuple[Figure, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(figure.source for figure in self.figures))


def disagree(one: Figure, other: Figure) -> bool:
    """Whether two figures about the same thing contradict each other.

    Those that speak of the same levels do when their ranges differ. Where one speaks of more levels, it does when its
    range does not hold the other's: "80,000 to 200,000 in general" does not contradict "90,000 to 120,000 for juniors".
    """
    if not _same_thing(one, other):
        return False
    one, other = (_in_unit(figure, Unit.WEEKS) if figure.unit == Unit.MONTHS else figure for figure in (one, other))
    mine, theirs = _levels(one), _levels(other)
    if mine == theirs:
        return (one.low, one.high, one.is_open) != (other.low, other.high, other.is_open)
    if mine > theirs:
        return not _holds(one, other)
    if mine < theirs:
        return not _holds(other, one)
    return bool(mine & theirs) and (one.high < other.low or other.high < one.low)


def _same_thing(one: Figure, other: Figure) -> bool:
    times = {Unit.WEEKS, Unit.MONTHS}
    return (
        (one.topic, one.currency, one.engagement) == (other.topic, other.currency, other.engagement)
        and (one.unit == other.unit or {one.unit, other.unit} <= times)
        and (one.region == other.region or not one.region or not other.region)
    )


def _levels(figure: Figure) -> frozenset[str]:
    return frozenset(figure.levels or Level)


def _holds(wide: Figure, narrow: Figure) -> bool:
    return wide.low <= narrow.low and (wide.is_open or (narrow.high <= wide.high and not narrow.is_open))


def find_conflicts(figures: Sequence[Figure]) -> list[Conflict]:
    """Return the conflicts among figures of one topic, level by level; where levels share one, it stands once."""
    found: dict[tuple[Figure, ...], list[str]] = {}
    for level in Level:
        speaking = [one for one in figures if not one.levels or level in one.levels]
        pairs = [pair for pair in combinations(speaking, 2) if disagree(*pair)]
        involved = tuple(one for one in speaking if any(one in pair for pair in pairs))
        if involved:
            found.setdefault(involved, []).append(level.value)
    return [
        Conflict(() if len(levels) == len(Level) else tuple(levels), involved) for involved, levels in found.items()
    ]
