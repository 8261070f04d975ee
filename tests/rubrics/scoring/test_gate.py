from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.scoring.errors import BadFigure
from rubrics.scoring.gate import RULES, Gate, check_gate
from rubrics.scoring.policy import Policy
from rubrics.scoring.reasons import Reason, ReasonId
from rubrics.scoring.summary import summarise
from tests.rubrics.scoring.examples import judged, make_rubric, summarise_cards

# The job description, step 1 of the seven-step process.
JOB = make_rubric(
    ("jd_outcome", 20, 3),
    ("jd_ml_type", 15, None),
    ("jd_production_scope", 20, 3),
    ("jd_environment", 20, None),
    ("jd_requirements", 15, None),
    ("jd_readiness", 10, None),
    group="gate_only",
)


def test_every_rule_is_one_row():
    assert [rule.id for rule in RULES] == [
        ReasonId.REVIEWS_MISSING,
        ReasonId.BELOW_FLOOR,
        ReasonId.NOT_ASSESSED,
        ReasonId.NO_SCORE,
        ReasonId.SCORE_BELOW,
    ]


def test_a_description_at_the_bar_opens():
    gate = check_gate(summarise_cards(JOB, ann=(3, 3, 3, 3, 3, 3), bob=(3, 3, 3, 3, 3, 3)), reviews=2)
    assert gate == Gate(True, ())


def test_a_hair_below_the_bar_it_stays_shut():
    # (20*3 + 15*3 + 20*3 + 20*3 + 15*3 + 10*2.5) / 100 = 2.95, which half up prints as 3.0
    summary = summarise_cards(JOB, ann=(3, 3, 3, 3, 3, 3), bob=(3, 3, 3, 3, 3, 2))
    assert check_gate(summary, reviews=2) == Gate(False, (Reason(ReasonId.SCORE_BELOW, Fraction(59, 20), Fraction(3)),))
    assert check_gate(summary, reviews=2, policy=Policy(job_score=Decimal("2.95"))).open


def test_two_reviews_are_needed():
    summary = summarise_cards(JOB, ann=(5, 5, 5, 5, 5, 5))
    assert check_gate(summary, reviews=1) == Gate(False, (Reason(ReasonId.REVIEWS_MISSING, Fraction(1), Fraction(2)),))
    assert check_gate(summary, reviews=1, policy=Policy(job_reviews=1)).open


def test_each_must_have_stands_at_its_floor():
    gate = check_gate(summarise_cards(JOB, ann=(2, 5, 3, 5, 5, 5), bob=(3, 5, 3, 5, 5, 5)), reviews=2)
    assert gate == Gate(False, (Reason(ReasonId.BELOW_FLOOR, Fraction(5, 2), Fraction(3), "jd_outcome"),))


def test_a_must_have_that_nobody_assessed_does_not_stand_there():
    gate = check_gate(summarise_cards(JOB, ann=(None, 5, 3, 5, 5, 5), bob=(None, 5, 3, 5, 5, 5)), reviews=2)
    assert gate == Gate(False, (Reason(ReasonId.NOT_ASSESSED, None, Fraction(3), "jd_outcome"),))


def test_all_reasons_are_listed():
    gate = check_gate(summarise_cards(JOB, ann=(1, 1, None, 1, 1, 1)), reviews=1)
    assert [(reason.id, reason.criterion) for reason in gate.reasons] == [
        (ReasonId.REVIEWS_MISSING, None),
        (ReasonId.BELOW_FLOOR, "jd_outcome"),
        (ReasonId.NOT_ASSESSED, "jd_production_scope"),
        (ReasonId.SCORE_BELOW, None),
    ]
    assert not gate.open


def test_without_a_mark_it_stays_shut():
    criteria = make_rubric(("a", 100, None))
    gate = check_gate(summarise(criteria, []), reviews=2)
    assert gate == Gate(False, (Reason(ReasonId.NO_SCORE, None, Fraction(3)),))


def test_a_gate_may_ask_for_must_haves_alone():
    must_haves = Policy(job_score=None)
    summary = summarise_cards(JOB, ann=(3, 1, 3, 1, 1, 1), bob=(3, 1, 3, 1, 1, 1))
    assert check_gate(summary, reviews=2, policy=must_haves).open
    assert not check_gate(summary, reviews=2).open
    low = summarise_cards(JOB, ann=(2, 5, 3, 5, 5, 5), bob=(2, 5, 3, 5, 5, 5))
    assert not check_gate(low, reviews=2, policy=must_haves).open


def test_reviews_are_counted():
    with pytest.raises(BadFigure, match="reviews is -1"):
        check_gate(summarise(JOB, []), reviews=-1)
    assert not check_gate(summarise(JOB, []), reviews=0).open


@given(judged(), st.integers(0, 5))
def test_one_more_review_never_shuts_a_gate(case, reviews):
    summary = summarise(*case)
    before, after = check_gate(summary, reviews=reviews), check_gate(summary, reviews=reviews + 1)
    assert after.open or not before.open
    assert set(after.reasons) - {r for r in after.reasons if r.id == ReasonId.REVIEWS_MISSING} <= set(before.reasons)


@given(judged(), st.integers(0, 5))
def test_a_gate_is_open_exactly_when_all_holds(case, reviews):
    summary = summarise(*case)
    floors = all(
        line.mean is not None and line.mean >= line.criterion.floor
        for line in summary.criteria
        if line.criterion.must_have
    )
    wanted = reviews >= 2 and floors and summary.score is not None and summary.score >= 3
    gate = check_gate(summary, reviews=reviews)
    assert gate.open == wanted
    assert gate.open == (not gate.reasons)


@given(judged(), st.integers(0, 5))
def test_a_gate_without_a_score_bar_opens_no_less(case, reviews):
    summary = summarise(*case)
    if check_gate(summary, reviews=reviews).open:
        assert check_gate(summary, reviews=reviews, policy=Policy(job_score=None)).open
