"""The bar of the first step: may a role open on this version of its job description?

The gate has its own rules beside those of a stage: nothing here is a suggestion, and a must-have that
nobody assessed keeps the gate shut, since no mean stands at its floor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from rubrics.scoring.errors import BadFigure
from rubrics.scoring.policy import Policy
from rubrics.scoring.reasons import Reason, ReasonId, below_floor, not_assessed
from rubrics.scoring.summary import Summary


@dataclass(frozen=True, slots=True)
class Gate:
    """`open` exactly when there is no reason against it; `reasons` lists all that keep it shut."""

    open: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: its reasons against opening, given summary, number of reviews and policy."""

    id: ReasonId
    find: Callable[[Summary, int, Policy], Iterator[Reason]]


def _reviews_missing(_: Summary, reviews: int, policy: Policy) -> Iterator[Reason]:
    if reviews < policy.job_reviews:
        yield Reason(ReasonId.REVIEWS_MISSING, Fraction(reviews), Fraction(policy.job_reviews))


def _no_score(summary: Summary, _: int, policy: Policy) -> Iterator[Reason]:
    if policy.job_score is not None and summary.score is None:
        yield Reason(ReasonId.NO_SCORE, None, policy.job_score)


def _score_below(summary: Summary, _: int, policy: Policy) -> Iterator[Reason]:
    if policy.job_score is not None and summary.score is not None and summary.score < policy.job_score:
        yield Reason(ReasonId.SCORE_BELOW, summary.score, policy.job_score)


RULES: tuple[Rule, ...] = (
    Rule(ReasonId.REVIEWS_MISSING, _reviews_missing),
    Rule(ReasonId.BELOW_FLOOR, lambda summary, *_: below_floor(summary)),
    Rule(ReasonId.NOT_ASSESSED, lambda summary, *_: not_assessed(summary)),
    Rule(ReasonId.NO_SCORE, _no_score),
    Rule(ReasonId.SCORE_BELOW, _score_below),
)


def check_gate(summary: Summary, *, reviews: int, policy: Policy | None = None) -> Gate:
    """Open with enough submitted reviews, every must-have's mean at its floor, and the rubric score at the
    bar.

    `summary` holds the marks of the submitted reviews of the current version and `reviews` counts them. A
    gate that asks for no score has `Policy(job_score=None)`. Errors: BadFigure for a negative count.
    """
    if reviews < 0:
        raise BadFigure("reviews", reviews, "0 or more")
    rules = policy or Policy()
    reasons = tuple(reason for rule in RULES for reason in rule.find(summary, reviews, rules))
    return Gate(not reasons, reasons)
