from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.scoring.errors import DuplicateMark
from rubrics.scoring.marks import Mark
from rubrics.scoring.summary import Pair, summarise
from tests.rubrics.scoring.examples import (
    PRODUCTION,
    RATERS,
    THREE_CARDS,
    judged,
    levels,
    line_of,
    make_criterion,
    make_marks,
    make_rubric,
    summarise_cards,
    weights,
)


@pytest.fixture
def production():
    return summarise_cards(make_rubric(*PRODUCTION, group="production"), **THREE_CARDS)


def test_the_worked_example_by_hand(production):
    # 17*11/3 + 15*10/3 + 18*13/3 + 12*3 + 20*8/3 + 10*11/3 + 8*3 = 1021/3, over 100
    assert production.score == Fraction(1021, 300)
    assert production.coverage == 1
    assert (production.ratings_in, production.ratings_expected) == (20, 21)
    assert [line.mean for line in production.criteria] == [
        Fraction(11, 3),
        Fraction(10, 3),
        Fraction(13, 3),
        Fraction(3),
        Fraction(8, 3),
        Fraction(11, 3),
        Fraction(3),
    ]


def test_one_criterion_of_the_worked_example(production):
    line = line_of(production, "po_monitoring")
    assert line.levels == {"ann": 2, "bob": 4, "cat": 2}
    assert (line.assessed, line.lowest, line.highest, line.spread) == (3, 2, 4, 2)
    assert line.apart == (Pair("ann", "bob", 2), Pair("cat", "bob", 2))
    assert line.below_floor


def test_each_rater_has_a_score_and_coverage(production):
    ann, bob, cat = production.raters
    # (17*4 + 15*3 + 18*4 + 20*2 + 10*4 + 8*2) / 88: lineage is missing, not zero
    assert (ann.rater, ann.score, ann.coverage, ann.assessed) == ("ann", Fraction(281, 88), Fraction(88, 100), 6)
    assert (bob.rater, bob.score, bob.coverage, bob.assessed) == ("bob", Fraction(406, 100), 1, 7)
    assert (cat.rater, cat.score, cat.coverage, cat.assessed) == ("cat", Fraction(298, 100), 1, 7)


def test_widest_disagreement_comes_first_then_the_lower_mean_then_rubric_order(production):
    assert [line.criterion.key for line in production.widest_first] == [
        "po_monitoring",  # 2 levels apart, mean 2.7
        "po_cost",  # 2, 3.0
        "po_cicd",  # 1, 3.3
        "po_pipeline",  # 1, 3.7, before incidents in the rubric
        "po_incidents",  # 1, 3.7
        "po_deployment",  # 1, 4.3
        "po_lineage",  # 0
    ]


def test_what_nobody_assessed_comes_last():
    summary = summarise_cards(make_rubric(("a", 50, None), ("b", 50, None)), ann=(None, 5), bob=(None, 5))
    assert [line.criterion.key for line in summary.widest_first] == ["b", "a"]


def test_pairs_are_named_from_the_given_gap_on_widest_first():
    criteria = make_rubric(("a", 100, None))
    marks = make_marks(criteria, {"ann": (1,), "bob": (3,), "cat": (5,), "dan": (None,)})
    (line,) = summarise(criteria, marks).criteria
    assert line.apart == (Pair("ann", "cat", 4), Pair("ann", "bob", 2), Pair("bob", "cat", 2))
    (line,) = summarise(criteria, marks, apart=3).criteria
    assert line.apart == (Pair("ann", "cat", 4),)


def test_a_criterion_that_nobody_assessed_has_no_figures():
    summary = summarise_cards(make_rubric(("a", 40, 3), ("b", 60, None)), ann=(None, 4), bob=(None, 2))
    line = line_of(summary, "a")
    assert line.levels == {"ann": None, "bob": None}
    assert (line.assessed, line.mean, line.lowest, line.highest, line.spread, line.apart) == (0, *[None] * 4, ())
    assert not line.below_floor
    assert summary.must_haves_not_assessed == (line,)
    assert summary.must_haves_below_floor == ()
    assert (summary.score, summary.coverage) == (3, Fraction(60, 100))


def test_one_rater_of_three_is_enough_for_coverage():
    summary = summarise_cards(make_rubric(("a", 40, None), ("b", 60, None)), ann=(4, 4), bob=(None, 2), cat=(None, 3))
    assert summary.coverage == 1
    assert (summary.ratings_in, summary.ratings_expected) == (4, 6)
    assert [rater.coverage for rater in summary.raters] == [1, Fraction(3, 5), Fraction(3, 5)]


def test_without_marks_there_is_no_score():
    summary = summarise(make_rubric(*PRODUCTION), [])
    assert (summary.score, summary.coverage, summary.raters) == (None, 0, ())
    assert (summary.ratings_in, summary.ratings_expected) == (0, 0)
    assert [line.criterion.key for line in summary.must_haves_not_assessed] == ["po_deployment", "po_monitoring"]


def test_without_criteria_there_is_nothing():
    summary = summarise([], [])
    assert (summary.criteria, summary.raters, summary.score, summary.coverage) == ((), (), None, 0)


def test_a_card_without_a_level_has_no_score():
    (rater,) = summarise_cards(make_rubric(("a", 100, None)), ann=(None,)).raters
    assert (rater.score, rater.coverage, rater.assessed) == (None, 0, 0)


def test_a_weight_of_zero_counts_nowhere():
    summary = summarise_cards(make_rubric(("a", 0, 3), ("b", 100, None)), ann=(1, 4))
    assert (summary.score, summary.coverage) == (4, 1)
    assert [line.criterion.key for line in summary.must_haves_below_floor] == ["a"]
    assert summarise_cards(make_rubric(("a", 0, None)), ann=(4,)).score is None


@pytest.mark.parametrize(
    ("given_levels", "below"),
    [((3, 3, 3), False), ((2, 4, 3), False), ((2, 3, 3), True), ((5, 5, 5), False), ((None, None, 3), False)],
)
def test_a_must_have_is_below_only_when_its_mean_is(given_levels, below):
    criteria = make_rubric(("a", 100, 3))
    cards = dict(zip(RATERS, [(level,) for level in given_levels], strict=False))
    assert bool(summarise_cards(criteria, **cards).must_haves_below_floor) is below


def test_without_a_floor_nothing_is_below():
    summary = summarise_cards(make_rubric(("a", 100, None)), ann=(1,))
    (line,) = summary.criteria
    assert not line.below_floor
    assert not line.below_advice_floor


def test_a_floor_given_up_is_told_apart():
    criterion = make_criterion("a", 100, advice_floor=3)
    (line,) = summarise_cards([criterion], ann=(2,)).criteria
    assert (line.below_floor, line.below_advice_floor) == (False, True)
    (line,) = summarise_cards([criterion], ann=(3,)).criteria
    assert not line.below_advice_floor


def test_refusals_come_through():
    with pytest.raises(DuplicateMark):
        summarise(make_rubric(("a", 100, None)), [Mark("ann", "a", 3)] * 2)


@given(judged())
def test_a_score_lies_between_its_means_and_a_mean_between_its_levels(case):
    summary = summarise(*case)
    means = [line.mean for line in summary.criteria if line.mean is not None]
    assert (summary.score is None) == (not means)
    if means:
        assert min(means) <= summary.score <= max(means)
    for line in summary.criteria:
        if line.mean is not None:
            assert 1 <= line.lowest <= line.mean <= line.highest <= 5


@given(judged(), st.randoms(use_true_random=False))
def test_the_order_of_marks_changes_nothing(case, random):
    criteria, marks = case
    shuffled = random.sample(marks, len(marks))
    assert summarise(criteria, shuffled) == summarise(criteria, marks)


@given(judged(), st.permutations(RATERS))
def test_raters_who_swap_cards_change_no_figure_of_the_stage(case, names):
    criteria, marks = case
    swap = dict(zip(RATERS, names, strict=True))
    before, after = summarise(criteria, marks), summarise(criteria, [replace(m, rater=swap[m.rater]) for m in marks])
    assert (after.score, after.coverage, after.ratings_in) == (before.score, before.coverage, before.ratings_in)
    assert [(line.mean, line.spread) for line in after.criteria] == [
        (line.mean, line.spread) for line in before.criteria
    ]
    assert {(swap[one.rater], one.score, one.coverage) for one in before.raters} == {
        (one.rater, one.score, one.coverage) for one in after.raters
    }


@given(judged(), st.data())
def test_not_assessed_never_changes_score_or_coverage(case, data):
    criteria, marks = case
    key = data.draw(st.sampled_from([one.key for one in criteria]))
    before, after = summarise(criteria, marks), summarise(criteria, [*marks, Mark("eve", key, None)])
    assert (after.score, after.coverage, after.ratings_in) == (before.score, before.coverage, before.ratings_in)


@given(judged(), weights)
def test_the_scale_of_weights_changes_nothing(case, factor):
    criteria, marks = case
    scaled = [replace(one, weight=one.weight * factor) for one in criteria]
    before, after = summarise(criteria, marks), summarise(scaled, marks)
    assert (after.score, after.coverage) == (before.score, before.coverage)
    assert after.raters == before.raters


@given(judged(), levels, st.data())
def test_one_more_level_never_lowers_coverage(case, level, data):
    criteria, marks = case
    key = data.draw(st.sampled_from([one.key for one in criteria]))
    before, after = summarise(criteria, marks), summarise(criteria, [*marks, Mark("eve", key, level)])
    assert before.coverage <= after.coverage <= 1
    assert after.ratings_in == before.ratings_in + 1
    newly = line_of(before, key).mean is None
    assert (after.coverage > before.coverage) is newly


@given(judged(levels), st.data())
def test_a_higher_level_never_lowers_the_score(case, data):
    criteria, marks = case
    place = data.draw(st.integers(0, len(marks) - 1)) if marks else None
    if place is None or marks[place].level == 5:
        return
    raised = [replace(mark, level=mark.level + 1) if at == place else mark for at, mark in enumerate(marks)]
    assert summarise(criteria, raised).score > summarise(criteria, marks).score


@given(judged())
def test_spread_is_zero_exactly_when_all_agree(case):
    for line in summarise(*case).criteria:
        given_levels = {level for level in line.levels.values() if level is not None}
        assert (line.spread == 0) == (len(given_levels) == 1)
        assert bool(line.apart) == (line.spread is not None and line.spread >= 2)


@given(judged())
def test_widest_first_loses_nobody_and_never_rises(case):
    summary = summarise(*case)
    assert sorted(line.criterion.key for line in summary.widest_first) == sorted(one.key for one in case[0])
    spreads = [-1 if line.spread is None else line.spread for line in summary.widest_first]
    assert spreads == sorted(spreads, reverse=True)
