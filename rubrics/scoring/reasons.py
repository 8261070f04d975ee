"""Why a suggestion or a gate came out as it did: typed values with the figures compared, never prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import partial

from rubrics.scoring.rounding import Compared, compared, compared_percent, compared_scores
from rubrics.scoring.summary import Summary


class ReasonId(StrEnum):
    """What `value` and `bar` of a reason are, by its id.

    Levels: NO_SCORE (no value, bar = score wanted), BELOW_FLOOR (mean, floor), NOT_ASSESSED (no value,
    floor), BELOW_ADVICE_FLOOR (mean, floor given up), DISAGREEMENT (gap of the widest pair, gap allowed no
    more), SCORE_REACHED and SCORE_BELOW (rubric score, score wanted). Shares from 0 to 1: LOW_COVERAGE
    (coverage, wanted). Counts: QUORUM_NOT_MET (cards in, cards wanted), REVIEWS_MISSING (reviews in,
    reviews wanted).
    """

    NO_SCORE = "no_score"
    QUORUM_NOT_MET = "quorum_not_met"
    REVIEWS_MISSING = "reviews_missing"
    LOW_COVERAGE = "low_coverage"
    BELOW_FLOOR = "must_have_below_floor"
    DISAGREEMENT = "must_have_disagreement"
    NOT_ASSESSED = "must_have_not_assessed"
    BELOW_ADVICE_FLOOR = "below_advice_floor"
    SCORE_REACHED = "score_reached"
    SCORE_BELOW = "score_below"


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that applied: its id, the exact figure, the bar it was held against, and where.

    `criterion` is a key where the rule is about one criterion; `raters` are those who differ, for a
    disagreement.
    """

    id: ReasonId
    value: Fraction | None
    bar: Fraction | None
    criterion: str | None = None
    raters: tuple[str, ...] = ()

    @property
    def printed(self) -> Compared:
        """Value and bar as text, by what they are; never contradicting the verdict. Needs both."""
        assert self.value is not None, f"{self.id} compares nothing"
        assert self.bar is not None, f"{self.id} has no bar"
        return PRINTED.get(self.id, compared)(self.value, self.bar)


PRINTED: dict[ReasonId, Callable[[Fraction, Fraction], Compared]] = {
    ReasonId.SCORE_REACHED: compared_scores,
    ReasonId.SCORE_BELOW: compared_scores,
    ReasonId.LOW_COVERAGE: compared_percent,
    ReasonId.DISAGREEMENT: partial(compared, places=0),
    ReasonId.QUORUM_NOT_MET: partial(compared, places=0),
    ReasonId.REVIEWS_MISSING: partial(compared, places=0),
}


def below_floor(summary: Summary) -> Iterator[Reason]:
    """Each must-have whose mean is below its floor."""
    for line in summary.must_haves_below_floor:
        yield Reason(ReasonId.BELOW_FLOOR, line.mean, line.criterion.floor, line.criterion.key)


def not_assessed(summary: Summary) -> Iterator[Reason]:
    """Each must-have that nobody assessed."""
    for line in summary.must_haves_not_assessed:
        yield Reason(ReasonId.NOT_ASSESSED, None, line.criterion.floor, line.criterion.key)
