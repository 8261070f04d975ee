"""Weights and floors after the reasons of a hire: what they name weighs more, and what nobody names gives it up.

Pure: whole numbers in, whole numbers out. That a reason moves weights at all follows the articles that ``reasons.yaml``
cites with each of them; how many points is a choice of ours, written there as data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LEAST = 1  # what is judged goes on being judged
HALF = 2  # of what the unnamed have above that, one part in two may go


@dataclass(frozen=True, slots=True)
class Emphasis:
    """One reason: ``points`` is {key of a weight: points}, ``floors`` {key of a must-have: level}."""

    name: str
    points: Mapping[str, int] = field(default_factory=dict)
    floors: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Emphasised:
    """``weights`` in the order given and with the same sum; ``raised_by`` is {key that weighs more: names}."""

    weights: Mapping[str, int]
    raised_by: Mapping[str, tuple[str, ...]]

    @property
    def moved(self) -> bool:
        return bool(self.raised_by)


def emphasise(weights: Mapping[str, int], emphases: Sequence[Emphasis]) -> Emphasised:
    """Return the weights with the points of all ``emphases`` added, taken from the keys that none of them names.

    Points for the same key add up. The unnamed give in proportion to what they have above 1, together at most half of
    that; where more is asked, every named key gets its share of it. Whole numbers by largest remainder, the earlier
    key first. Hence: the sum stays, no named key falls, no other rises, 0 stays 0 (a gate) and nothing else becomes 0,
    and the order of ``emphases`` does not matter.

    Worked by hand: weights a 40, b 30, c 30 and one reason with a +10: b and c have 29 each above 1 and may give 29
    together; they give 5 each: 50, 25, 25. Weights a 50, b 30, c 20, one reason with a +6 and one with a +3, b +3: 12
    are asked, c may give half of 19, which is 9. Of 9, a gets 9/12 (6.75, so 7) and b 3/12 (2.25, so 2): 57, 32, 11.
    """
    asked: dict[str, int] = {}
    for key, weight in weights.items():
        points = sum(emphasis.points.get(key, 0) for emphasis in emphases)
        if weight and points:
            asked[key] = points
    spare = {key: weight - LEAST for key, weight in weights.items() if weight and key not in asked}
    moved = min(sum(asked.values()), sum(spare.values()) // HALF)
    gains, losses = apportion(moved, asked), apportion(moved, spare)
    return Emphasised(
        weights={key: weight + gains.get(key, 0) - losses.get(key, 0) for key, weight in weights.items()},
        raised_by={
            key: tuple(emphasis.name for emphasis in emphases if emphasis.points.get(key))
            for key, gain in gains.items()
            if gain
        },
    )


def apportion(whole: int, shares: Mapping[str, int]) -> dict[str, int]:
    """Return ``whole`` divided in proportion to ``shares``, in whole numbers by largest remainder, earlier key first.

    Nobody gets more than their exact part rounded up. Worked by hand: 9 over a 9 and b 3 is 6.75 and 2.25: 7 and 2.
    """
    total = sum(shares.values())
    if not total:
        return dict.fromkeys(shares, 0)
    parts = {key: divmod(whole * share, total) for key, share in shares.items()}
    left = whole - sum(quotient for quotient, _rest in parts.values())
    first = sorted(parts, key=lambda key: -parts[key][1])[:left]
    return {key: quotient + (key in first) for key, (quotient, _rest) in parts.items()}


def raise_floors(
    floors: Mapping[str, int | None], emphases: Sequence[Emphasis]
) -> tuple[dict[str, int | None], dict[str, tuple[str, ...]]]:
    """Return the floors after ``emphases``, and {key: names of those that raised it}.

    A floor is only ever raised, to the highest level that is asked; what has none (None) stays without one.
    Worked by hand: floors a 3, b 4, c none; one reason asks 4 for a, b and c: a 4 (raised by it), b 4, c none.
    """
    raised, by = dict(floors), {}
    for key, floor in floors.items():
        wanted = {emphasis.name: emphasis.floors[key] for emphasis in emphases if key in emphasis.floors}
        highest = max(wanted.values(), default=0)
        if floor is not None and highest > floor:
            raised[key] = highest
            by[key] = tuple(name for name, level in wanted.items() if level == highest)
    return raised, by
