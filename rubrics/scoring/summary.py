"""What the marks of one rubric add up to: spread and mean of each criterion, the rubric score, coverage.

Combination is arithmetic and never by discussion (Conway, Jako, Goodman 1995: several ratings help when
they are combined mechanically). Spread is worth reading before the mean, hence `Summary.widest_first`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from rubrics.scoring.arithmetic import share, weighted_mean
from rubrics.scoring.marks import Criterion, Mark, tabulate

APART = 2  # levels; from here on two raters saw different things, not the same thing differently


@dataclass(frozen=True, slots=True)
class Pair:
    """Two raters who differ: who gave the lower level, who the higher, and by how many levels."""

    lower: str
    higher: str
    gap: int


@dataclass(frozen=True, slots=True)
class CriterionSummary:
    """One criterion over all raters. Figures are levels; None where nobody assessed it.

    `levels` has every rater of the summary in the same order (None = not assessed), `assessed` counts the
    levels, `mean` is their arithmetic mean, `spread` is highest - lowest (0 with one rater), `apart` the
    pairs that differ by the summary's `apart` or more, widest first.
    """

    criterion: Criterion
    levels: Mapping[str, int | None]
    assessed: int
    mean: Fraction | None
    lowest: int | None
    highest: int | None
    spread: int | None
    apart: tuple[Pair, ...]

    @property
    def below_floor(self) -> bool:
        """A must-have whose mean is below its floor; a must-have that nobody assessed has no mean and is
        not.
        """
        return _is_below(self.mean, self.criterion.floor)

    @property
    def below_advice_floor(self) -> bool:
        """The same for a must-have that was switched off: worth a remark."""
        return _is_below(self.mean, self.criterion.advice_floor)


@dataclass(frozen=True, slots=True)
class RaterSummary:
    """One rater's own weighted score (None without a level) and coverage, by the formulas of the summary."""

    rater: str
    score: Fraction | None
    coverage: Fraction
    assessed: int


@dataclass(frozen=True, slots=True)
class Summary:
    """One rubric over all raters, criteria in rubric order, raters by id.

    `score`, in levels from 1 to 5: sum(weight * mean) / sum(weight) over the criteria with a mean; None
    without any. `coverage`, from 0 to 1: weight of the criteria with a mean / weight of all. One rater of
    three is enough for a criterion to count as assessed; `ratings_in` of `ratings_expected` (raters *
    criteria) tells how thick the cover is.
    """

    criteria: tuple[CriterionSummary, ...]
    raters: tuple[RaterSummary, ...]
    score: Fraction | None
    coverage: Fraction
    ratings_in: int
    ratings_expected: int

    @property
    def must_haves_below_floor(self) -> tuple[CriterionSummary, ...]:
        return tuple(line for line in self.criteria if line.below_floor)

    @property
    def must_haves_not_assessed(self) -> tuple[CriterionSummary, ...]:
        return tuple(line for line in self.criteria if line.criterion.must_have and line.mean is None)

    @property
    def widest_first(self) -> tuple[CriterionSummary, ...]:
        """Widest spread first, then the lower mean, then rubric order; unassessed last."""
        return tuple(sorted(self.criteria, key=_by_disagreement))


def summarise(criteria: Sequence[Criterion], marks: Iterable[Mark], *, apart: int = APART) -> Summary:
    """Add up the marks of one rubric; `apart` is the gap, in levels, from which a pair of raters is named.

    Source: `scoring.rubric_score` of the rubric library. Errors: DuplicateCriterion, UnknownCriterion,
    DuplicateMark.
    """
    table = tabulate(criteria, marks)
    lines = tuple(_summarise_criterion(criterion, table[criterion.key], apart) for criterion in criteria)
    score, coverage = _score([(line.criterion.weight, line.mean) for line in lines])
    raters = list(lines[0].levels) if lines else []
    return Summary(
        criteria=lines,
        raters=tuple(_summarise_rater(rater, lines) for rater in raters),
        score=score,
        coverage=coverage,
        ratings_in=sum(line.assessed for line in lines),
        ratings_expected=len(raters) * len(lines),
    )


def _summarise_criterion(criterion: Criterion, levels: Mapping[str, int | None], apart: int) -> CriterionSummary:
    given = [level for level in levels.values() if level is not None]
    if not given:
        return CriterionSummary(criterion, levels, 0, None, None, None, None, ())
    return CriterionSummary(
        criterion=criterion,
        levels=levels,
        assessed=len(given),
        mean=Fraction(sum(given), len(given)),
        lowest=min(given),
        highest=max(given),
        spread=max(given) - min(given),
        apart=_pairs_apart(levels, apart),
    )


def _pairs_apart(levels: Mapping[str, int | None], apart: int) -> tuple[Pair, ...]:
    given = sorted(((level, rater) for rater, level in levels.items() if level is not None), key=lambda one: one[0])
    pairs = [Pair(low[1], high[1], high[0] - low[0]) for low, high in combinations(given, 2)]
    return tuple(sorted((pair for pair in pairs if pair.gap >= apart), key=lambda pair: -pair.gap))


def _summarise_rater(rater: str, lines: Sequence[CriterionSummary]) -> RaterSummary:
    own = [(line.criterion.weight, line.levels[rater]) for line in lines]
    score, coverage = _score([(weight, None if level is None else Fraction(level)) for weight, level in own])
    return RaterSummary(rater, score, coverage, sum(level is not None for _, level in own))


def _score(figures: Sequence[tuple[Fraction, Fraction | None]]) -> tuple[Fraction | None, Fraction]:
    """Score and coverage of (weight, value or None)."""
    assessed = [(weight, value) for weight, value in figures if value is not None]
    covered = sum((weight for weight, _ in assessed), Fraction(0))
    whole = sum((weight for weight, _ in figures), Fraction(0))
    return weighted_mean(assessed), share(covered, whole)


def _is_below(mean: Fraction | None, floor: Fraction | None) -> bool:
    return mean is not None and floor is not None and mean < floor


def _by_disagreement(line: CriterionSummary) -> tuple[bool, int, Fraction]:
    if line.mean is None or line.spread is None:
        return (True, 0, Fraction(0))
    return (False, -line.spread, line.mean)
