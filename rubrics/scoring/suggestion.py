"""What the figures of one stage suggest. A named person decides.

One table, `RULES`. A rule that applies gives one or more reasons. Any HOLD reason makes the suggestion
hold; without one, the rubric score against the expected level decides. Rules without an outcome are
remarks: they are named and decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rubrics.scoring.arithmetic import Exact, exact
from rubrics.scoring.errors import BadFigure
from rubrics.scoring.policy import Policy
from rubrics.scoring.reasons import Reason, ReasonId, below_floor, not_assessed
from rubrics.scoring.summary import CriterionSummary, Summary


class Outcome(StrEnum):
    ADVANCE = "advance"
    HOLD = "hold"
    DO_NOT_ADVANCE = "do_not_advance"


@dataclass(frozen=True, slots=True)
class Case:
    """All that the rules look at: levels in `summary` and `expected`, cards in `quorum` and `submitted`."""

    summary: Summary
    quorum: int
    submitted: int
    expected: Fraction
    policy: Policy


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: what it suggests (None = a remark) and its reasons in a case (none = does not
    apply).
    """

    id: ReasonId
    outcome: Outcome | None
    find: Callable[[Case], Iterator[Reason]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`reasons`: all that speak for the outcome, in table order. `remarks`: what else applied and decided
    nothing here, such as the score against the expected level while another rule holds.
    """

    outcome: Outcome
    reasons: tuple[Reason, ...]
    remarks: tuple[Reason, ...]


def _no_score(case: Case) -> Iterator[Reason]:
    if case.summary.score is None:
        yield Reason(ReasonId.NO_SCORE, None, case.expected)


def _quorum_not_met(case: Case) -> Iterator[Reason]:
    if case.submitted < case.quorum:
        yield Reason(ReasonId.QUORUM_NOT_MET, Fraction(case.submitted), Fraction(case.quorum))


def _low_coverage(case: Case) -> Iterator[Reason]:
    if case.summary.coverage < case.policy.coverage:
        yield Reason(ReasonId.LOW_COVERAGE, case.summary.coverage, case.policy.coverage)


def _disagreement(case: Case) -> Iterator[Reason]:
    limit = case.policy.disagreement
    for line in case.summary.criteria:
        if line.criterion.must_have and line.spread is not None and line.spread >= limit:
            raters = _raters_apart(line, limit)
            yield Reason(ReasonId.DISAGREEMENT, Fraction(line.spread), Fraction(limit), line.criterion.key, raters)


def _below_advice_floor(case: Case) -> Iterator[Reason]:
    for line in case.summary.criteria:
        if line.below_advice_floor:
            yield Reason(ReasonId.BELOW_ADVICE_FLOOR, line.mean, line.criterion.advice_floor, line.criterion.key)


def _score_reached(case: Case) -> Iterator[Reason]:
    if case.summary.score is not None and case.summary.score >= case.expected:
        yield Reason(ReasonId.SCORE_REACHED, case.summary.score, case.expected)


def _score_below(case: Case) -> Iterator[Reason]:
    if case.summary.score is not None and case.summary.score < case.expected:
        yield Reason(ReasonId.SCORE_BELOW, case.summary.score, case.expected)


RULES: tuple[Rule, ...] = (
    Rule(ReasonId.BELOW_FLOOR, Outcome.HOLD, lambda case: below_floor(case.summary)),
    Rule(ReasonId.DISAGREEMENT, Outcome.HOLD, _disagreement),
    Rule(ReasonId.NO_SCORE, Outcome.HOLD, _no_score),
    Rule(ReasonId.LOW_COVERAGE, Outcome.HOLD, _low_coverage),
    Rule(ReasonId.QUORUM_NOT_MET, Outcome.HOLD, _quorum_not_met),
    Rule(ReasonId.SCORE_REACHED, Outcome.ADVANCE, _score_reached),
    Rule(ReasonId.SCORE_BELOW, Outcome.DO_NOT_ADVANCE, _score_below),
    Rule(ReasonId.NOT_ASSESSED, None, lambda case: not_assessed(case.summary)),
    Rule(ReasonId.BELOW_ADVICE_FLOOR, None, _below_advice_floor),
)


def suggest(
    summary: Summary, *, quorum: int, submitted: int, expected_level: Exact, policy: Policy | None = None
) -> Suggestion:
    """What the table suggests for one stage.

    `quorum` and `submitted` count scorecards, `expected_level` is the level that the seniority expects of
    the stage (`process.expected_level`). Errors: InexactNumber, BadFigure for a negative count.
    """
    for name, count in (("quorum", quorum), ("submitted", submitted)):
        if count < 0:
            raise BadFigure(name, count, "0 or more")
    case = Case(summary, quorum, submitted, exact(expected_level), policy or Policy())
    found = [(rule.outcome, reason) for rule in RULES for reason in rule.find(case)]
    suggested = [outcome for outcome, _ in found if outcome is not None]
    # SCORE_REACHED, SCORE_BELOW and NO_SCORE exclude each other and one always applies: there is an outcome.
    outcome = Outcome.HOLD if Outcome.HOLD in suggested else suggested[0]
    return Suggestion(
        outcome,
        reasons=tuple(reason for kind, reason in found if kind is outcome),
        remarks=tuple(reason for kind, reason in found if kind is not outcome),
    )


def _raters_apart(line: CriterionSummary, limit: int) -> tuple[str, ...]:
    """Everyone who is at least `limit` levels from somebody, lowest level first."""
    given = sorted((level, rater) for rater, level in line.levels.items() if level is not None)
    lowest, highest = given[0][0], given[-1][0]
    return tuple(rater for level, rater in given if highest - level >= limit or level - lowest >= limit)
