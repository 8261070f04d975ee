from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.scoring.errors import BadFigure, InexactNumber
from rubrics.scoring.policy import Policy
from rubrics.scoring.reasons import Reason, ReasonId
from rubrics.scoring.suggestion import RULES, Outcome, suggest
from rubrics.scoring.summary import summarise
from tests.rubrics.scoring.examples import (
    PRODUCTION,
    THREE_CARDS,
    judged,
    levels,
    make_criterion,
    make_rubric,
    summarise_cards,
)

# 30 of 100 is not a must-have, so that leaving "rest" out gives exactly 70 % of coverage.
RUBRIC = make_rubric(("must", 50, 3), ("more", 20, None), ("rest", 30, None))


def suggest_for(summary, *, quorum=2, submitted=2, expected_level=3, policy=None):
    return suggest(summary, quorum=quorum, submitted=submitted, expected_level=expected_level, policy=policy)


def ids(reasons):
    return [reason.id for reason in reasons]


def test_every_rule_is_one_row():
    assert [(rule.id, rule.outcome) for rule in RULES] == [
        (ReasonId.BELOW_FLOOR, Outcome.HOLD),
        (ReasonId.DISAGREEMENT, Outcome.HOLD),
        (ReasonId.NO_SCORE, Outcome.HOLD),
        (ReasonId.LOW_COVERAGE, Outcome.HOLD),
        (ReasonId.QUORUM_NOT_MET, Outcome.HOLD),
        (ReasonId.SCORE_REACHED, Outcome.ADVANCE),
        (ReasonId.SCORE_BELOW, Outcome.DO_NOT_ADVANCE),
        (ReasonId.NOT_ASSESSED, None),
        (ReasonId.BELOW_ADVICE_FLOOR, None),
    ]


def test_the_score_at_the_expected_level_advances():
    suggestion = suggest_for(summarise_cards(RUBRIC, ann=(3, 3, 3), bob=(3, 3, 3)))
    assert suggestion.outcome == Outcome.ADVANCE
    assert suggestion.reasons == (Reason(ReasonId.SCORE_REACHED, Fraction(3), Fraction(3)),)
    assert suggestion.remarks == ()


def test_the_score_just_below_does_not():
    # (50*3 + 20*3 + 30*2.5) / 100 = 2.85, and 2.9 is expected
    summary = summarise_cards(RUBRIC, ann=(3, 3, 3), bob=(3, 3, 2))
    suggestion = suggest_for(summary, expected_level=Decimal("2.9"))
    assert suggestion.outcome == Outcome.DO_NOT_ADVANCE
    assert suggestion.reasons == (Reason(ReasonId.SCORE_BELOW, Fraction(57, 20), Fraction(29, 10)),)
    assert suggest_for(summary, expected_level=Decimal("2.85")).outcome == Outcome.ADVANCE
    assert suggest_for(summary, expected_level=Decimal("2.8500001")).outcome == Outcome.DO_NOT_ADVANCE


def test_a_must_have_below_its_floor_holds():
    summary = summarise_cards(RUBRIC, ann=(3, 5, 5), bob=(2, 5, 5))
    suggestion = suggest_for(summary)
    assert suggestion.outcome == Outcome.HOLD
    assert suggestion.reasons == (Reason(ReasonId.BELOW_FLOOR, Fraction(5, 2), Fraction(3), "must"),)
    assert ids(suggestion.remarks) == [ReasonId.SCORE_REACHED]
    assert suggest_for(summarise_cards(RUBRIC, ann=(3, 5, 5), bob=(3, 5, 5))).outcome == Outcome.ADVANCE


def test_coverage_below_the_policy_holds():
    summary = summarise_cards(RUBRIC, ann=(4, 4, None), bob=(4, 4, None))
    assert suggest_for(summary).outcome == Outcome.ADVANCE  # exactly 70 %
    suggestion = suggest_for(summary, policy=Policy(coverage=Decimal("0.701")))
    assert suggestion.outcome == Outcome.HOLD
    assert suggestion.reasons == (Reason(ReasonId.LOW_COVERAGE, Fraction(7, 10), Fraction(701, 1000)),)


@pytest.mark.parametrize(("submitted", "outcome"), [(1, Outcome.HOLD), (2, Outcome.ADVANCE), (3, Outcome.ADVANCE)])
def test_the_quorum(submitted, outcome):
    suggestion = suggest_for(summarise_cards(RUBRIC, ann=(4, 4, 4)), quorum=2, submitted=submitted)
    assert suggestion.outcome == outcome
    if outcome == Outcome.HOLD:
        assert suggestion.reasons == (Reason(ReasonId.QUORUM_NOT_MET, Fraction(1), Fraction(2)),)


def test_two_raters_apart_on_a_must_have_hold():
    summary = summarise_cards(RUBRIC, bob=(5, 4, 4), ann=(3, 4, 4), cat=(4, 4, 4))
    suggestion = suggest_for(summary)
    assert suggestion.outcome == Outcome.HOLD
    assert suggestion.reasons == (Reason(ReasonId.DISAGREEMENT, Fraction(2), Fraction(2), "must", ("ann", "bob")),)
    assert suggest_for(summarise_cards(RUBRIC, ann=(4, 4, 4), bob=(5, 4, 4))).outcome == Outcome.ADVANCE
    assert suggest_for(summary, policy=Policy(disagreement=3)).outcome == Outcome.ADVANCE


def test_whoever_is_apart_from_somebody_is_named_lowest_first():
    summary = summarise_cards(RUBRIC, dan=(None, 4, 4), cat=(3, 4, 4), bob=(5, 4, 4), ann=(4, 4, 4), abe=(5, 4, 4))
    (reason,) = suggest_for(summary).reasons
    assert reason.raters == ("cat", "abe", "bob")


def test_disagreement_elsewhere_does_not_hold():
    assert suggest_for(summarise_cards(RUBRIC, ann=(4, 1, 5), bob=(4, 5, 1))).outcome == Outcome.ADVANCE


def test_a_stage_without_a_mark_holds_and_says_so():
    suggestion = suggest_for(summarise(RUBRIC, []), submitted=0)
    assert suggestion.outcome == Outcome.HOLD
    assert suggestion.reasons == (
        Reason(ReasonId.NO_SCORE, None, Fraction(3)),
        Reason(ReasonId.LOW_COVERAGE, Fraction(0), Fraction(7, 10)),
        Reason(ReasonId.QUORUM_NOT_MET, Fraction(0), Fraction(2)),
    )
    lenient = suggest_for(summarise(RUBRIC, []), quorum=0, submitted=0, policy=Policy(coverage=0))
    assert lenient.outcome == Outcome.HOLD
    assert ids(lenient.reasons) == [ReasonId.NO_SCORE]


def test_all_reasons_that_apply_are_listed():
    criteria = make_rubric(("one", 30, 3), ("two", 30, 3), ("open", 40, None))
    summary = summarise_cards(criteria, ann=(1, 2, None), bob=(4, 2, None))
    suggestion = suggest_for(summary, quorum=3)
    assert suggestion.outcome == Outcome.HOLD
    assert [(reason.id, reason.criterion) for reason in suggestion.reasons] == [
        (ReasonId.BELOW_FLOOR, "one"),
        (ReasonId.BELOW_FLOOR, "two"),
        (ReasonId.DISAGREEMENT, "one"),
        (ReasonId.LOW_COVERAGE, None),
        (ReasonId.QUORUM_NOT_MET, None),
    ]
    assert suggestion.remarks == (Reason(ReasonId.SCORE_BELOW, Fraction(9, 4), Fraction(3)),)


def test_a_must_have_that_nobody_assessed_is_remarked():
    criteria = make_rubric(("must", 30, 3), ("rest", 70, None))
    suggestion = suggest_for(summarise_cards(criteria, ann=(None, 4), bob=(None, 4)))
    assert suggestion.outcome == Outcome.ADVANCE
    assert suggestion.remarks == (Reason(ReasonId.NOT_ASSESSED, None, Fraction(3), "must"),)


def test_a_floor_given_up_is_remarked():
    criteria = [make_criterion("advice", 30, advice_floor=3), make_criterion("rest", 70)]
    suggestion = suggest_for(summarise_cards(criteria, ann=(1, 5), bob=(3, 5)))
    assert suggestion.outcome == Outcome.ADVANCE
    assert suggestion.remarks == (Reason(ReasonId.BELOW_ADVICE_FLOOR, Fraction(2), Fraction(3), "advice"),)


def test_the_worked_example_holds():
    criteria = make_rubric(*PRODUCTION, group="production")
    suggestion = suggest_for(summarise_cards(criteria, **THREE_CARDS), quorum=3, submitted=3, expected_level="3.5")
    assert suggestion.outcome == Outcome.HOLD
    assert suggestion.reasons == (
        Reason(ReasonId.BELOW_FLOOR, Fraction(8, 3), Fraction(3), "po_monitoring"),
        Reason(ReasonId.DISAGREEMENT, Fraction(2), Fraction(2), "po_monitoring", ("ann", "cat", "bob")),
    )
    assert suggestion.remarks == (Reason(ReasonId.SCORE_BELOW, Fraction(1021, 300), Fraction(7, 2)),)


@pytest.mark.parametrize("count", ["quorum", "submitted"])
def test_counts_are_not_negative(count):
    with pytest.raises(BadFigure, match=f"{count} is -1"):
        suggest_for(summarise(RUBRIC, []), **{count: -1})


def test_the_expected_level_is_exact():
    with pytest.raises(InexactNumber):
        suggest_for(summarise(RUBRIC, []), expected_level=3.5)


@given(judged(), st.integers(0, 3), st.integers(0, 3), levels)
def test_the_table_always_suggests_and_always_says_why(case, quorum, submitted, expected):
    criteria, marks = case
    summary = summarise(criteria, marks)
    suggestion = suggest(summary, quorum=quorum, submitted=submitted, expected_level=expected)
    assert suggestion.reasons
    held = (
        bool(summary.must_haves_below_floor)
        or summary.score is None
        or summary.coverage < Fraction(7, 10)
        or submitted < quorum
        or any(line.criterion.must_have and (line.spread or 0) >= 2 for line in summary.criteria)
    )
    assert (suggestion.outcome == Outcome.HOLD) == held
    if not held:
        assert (suggestion.outcome == Outcome.ADVANCE) == (summary.score >= expected)


@given(judged(), levels, st.integers(0, 4))
def test_one_more_card_never_turns_an_advance_into_a_hold_by_quorum(case, expected, submitted):
    summary = summarise(*case)
    before = suggest(summary, quorum=2, submitted=submitted, expected_level=expected)
    after = suggest(summary, quorum=2, submitted=submitted + 1, expected_level=expected)
    assert set(ids(after.reasons)) <= set(ids(before.reasons)) or before.outcome == Outcome.HOLD
    if before.outcome != Outcome.HOLD:
        assert after == before
