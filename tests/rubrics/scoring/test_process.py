from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.scoring.errors import (
    BadDecisionView,
    BadFigure,
    InexactNumber,
    MissingExpectation,
    UnknownGroup,
)
from rubrics.scoring.marks import Mark
from rubrics.scoring.process import (
    GROUPS,
    HeadingSpec,
    ProcessScore,
    Step,
    expected_level,
    group_shares,
    make_headings,
    score_process,
)
from rubrics.scoring.summary import summarise
from tests.rubrics.scoring.examples import levels, make_criterion, make_rubric, summarise_cards

SENIOR = {"technical": "3.5", "production": "3.5", "communication": "3.5", "ethics": "3.0"}
JUNIOR = {"technical": "3.0", "production": "2.0", "communication": "2.5", "ethics": "3.0"}

# Deployment skills, step 3 of the five-step process: production and system design mixed.
DEPLOYMENT = (
    make_criterion("po_deployment", 40, 3, "production"),
    make_criterion("sd_serving", 25, 3, "technical"),
    make_criterion("sd_release", 20, None, "technical"),
    make_criterion("sd_security", 15, None, "technical"),
)
SCALE = (
    make_criterion("sd_cost", 30, None, "technical"),
    make_criterion("po_cost", 30, None, "production"),
    make_criterion("sd_serving", 20, 3, "technical"),
    make_criterion("ta_tradeoffs", 20, None, "technical"),
)
JOB = make_rubric(("jd_outcome", 100, 3), group="gate_only")


ONE = make_rubric(("one", 100, None))


def make_step(rubric, weight, *cards, criteria=ONE, finished=True):
    named = dict(zip("abcd", cards, strict=False))
    return Step(rubric, weight, summarise_cards(criteria, **named), finished)


def test_the_process_score_by_hand():
    # the seven-step process: (10*4 + 20*3 + 20*5) / 50; step 5 is under way, the job description a gate
    steps = [
        make_step("seven_1", 0, (1,)),
        make_step("seven_2", 10, (4,)),
        make_step("seven_3", 20, (3,)),
        make_step("seven_4", 20, (5,)),
        make_step("seven_5", 25, (1,), finished=False),
        make_step("seven_6", 14),
        make_step("seven_7", 11, finished=False),
    ]
    assert score_process(steps) == ProcessScore(Fraction(4), Fraction(1, 2))


def test_before_anything_is_finished_there_is_no_score():
    assert score_process([make_step("a", 100, (4,), finished=False)]) == ProcessScore(None, Fraction(0))
    assert score_process([make_step("a", 100)]) == ProcessScore(None, Fraction(0))
    assert score_process([]) == ProcessScore(None, Fraction(0))


def test_gates_alone_give_no_score():
    assert score_process([make_step("a", 0, (4,))]) == ProcessScore(None, Fraction(0))


def test_step_weights_are_exact_and_not_negative():
    assert type(make_step("a", Decimal("12.5")).weight) is Fraction
    with pytest.raises(InexactNumber):
        make_step("a", 12.5)
    with pytest.raises(BadFigure, match="weight of a is -1"):
        make_step("a", -1)


def test_headings_of_a_decision_view_weigh_their_steps():
    two = make_rubric(("x", 75, 3), ("y", 25, None))
    steps = [
        make_step("job", 0, (5,), criteria=JOB),
        make_step("screen", 10, (4,)),
        make_step("task", 20, (2, None), criteria=two),
        make_step("design", 20, (5,), finished=False),
        make_step("talk", 50),
    ]
    view = [
        HeadingSpec("Technical competence", ("screen", "task", "design")),
        HeadingSpec("Speech", ("talk",)),
        HeadingSpec("The job", ("job",)),
    ]
    technical, speech = make_headings(steps, view)
    assert (technical.title, technical.group) == ("Technical competence", None)
    assert technical.score == Fraction(10 * 4 + 20 * 2, 30)
    assert technical.coverage == Fraction(10 + 20 * 3 // 4, 50)  # 75 % of the task, nothing of the design yet
    assert technical.rubrics == ("screen", "task", "design")
    assert [line.criterion.key for line in technical.criteria] == ["one", "x", "y"]
    assert [line.criterion.key for line in technical.must_haves_below_floor] == ["x"]
    assert (speech.title, speech.score, speech.coverage, speech.rubrics) == ("Speech", None, 0, ("talk",))


@pytest.mark.parametrize(
    ("view", "missing", "unknown", "twice"),
    [
        ([("One", ("a",))], ("b",), (), ()),
        ([("One", ("a", "b", "x"))], (), ("x",), ()),
        ([("One", ("a", "b")), ("Two", ("b",))], (), (), ("b",)),
        ([("One", ("x", "x"))], ("a", "b"), ("x", "x"), ("x",)),
    ],
)
def test_a_decision_view_names_each_judged_step_once(view, missing, unknown, twice):
    steps = [make_step("gate", 0), make_step("a", 60), make_step("b", 40)]
    with pytest.raises(BadDecisionView, match="headings leave out") as caught:
        make_headings(steps, [HeadingSpec(*line) for line in view])
    assert (caught.value.missing, caught.value.unknown, caught.value.twice) == (missing, unknown, twice)


def test_without_a_decision_view_criteria_stand_under_their_group():
    steps = [
        make_step("prod_1", 0, (5,), criteria=JOB),
        make_step("prod_3", 60, (4, 2, None, 5), criteria=DEPLOYMENT),
        make_step("prod_5", 40, (3, 5, 4, 1), criteria=SCALE),
    ]
    technical, production = make_headings(steps)
    assert [heading.group for heading in (technical, production)] == ["technical", "production"]
    assert technical.title is None
    # weights in the process: 60 % of 25, 15 (20 was not assessed) and 40 % of 30, 20, 20
    assert technical.score == Fraction(15 * 2 + 9 * 5 + 12 * 3 + 8 * 4 + 8 * 1, 15 + 9 + 12 + 8 + 8)
    assert technical.coverage == Fraction(52, 64)
    assert production.score == Fraction(24 * 4 + 12 * 5, 36)
    assert production.coverage == 1
    assert technical.rubrics == production.rubrics == ("prod_3", "prod_5")
    assert [line.criterion.key for line in production.criteria] == ["po_deployment", "po_cost"]
    assert [line.criterion.key for line in technical.must_haves_below_floor] == ["sd_serving"]


def test_headings_stand_in_their_order_and_empty_ones_are_left_out():
    last, first = make_rubric(("ce", 100, 3), group="ethics"), make_rubric(("ta", 100, None), group="technical")
    steps = [make_step("s1", 50, (4,), criteria=last), make_step("s2", 50, (4,), criteria=first)]
    assert [heading.group for heading in make_headings(steps)] == ["technical", "ethics"]
    assert make_headings([]) == ()
    assert make_headings([make_step("job", 0, (5,), criteria=JOB)]) == ()


def test_what_runs_is_not_counted_under_a_group():
    steps = [make_step("s1", 50, (2,)), make_step("s2", 50, (5,), finished=False)]
    (heading,) = make_headings(steps)
    assert (heading.score, heading.coverage) == (2, Fraction(1, 2))
    assert heading.rubrics == ("s1", "s2")
    assert len(heading.criteria) == 1


def test_a_criterion_without_weight_makes_no_heading():
    criteria = (make_criterion("a", 100), make_criterion("b", 0, None, "ethics"))
    (heading,) = make_headings([make_step("s", 100, (4, 5), criteria=criteria)])
    assert (heading.group, heading.score) == ("technical", 4)


def test_a_rubric_without_weight_makes_no_heading():
    assert make_headings([make_step("s", 100, (4,), criteria=make_rubric(("a", 0, None)))]) == ()


def test_a_group_must_be_known():
    with pytest.raises(UnknownGroup, match="one: 'astrology' is no group"):
        make_headings([make_step("s", 100, (4,), criteria=make_rubric(("one", 100, None), group="astrology"))])
    with pytest.raises(UnknownGroup, match="one: '' is no group"):
        group_shares(make_rubric(("one", 100, None), group=""))


def test_a_stage_of_one_group_expects_its_level():
    criteria = make_rubric(("ce_fairness", 60, 3), ("ce_data", 40, 3), group="ethics")
    assert group_shares(criteria) == {"ethics": 1}
    assert expected_level(criteria, SENIOR) == 3


def test_a_mixed_stage_expects_by_weight():
    assert list(group_shares(DEPLOYMENT).items()) == [("technical", Fraction(3, 5)), ("production", Fraction(2, 5))]
    assert expected_level(DEPLOYMENT, SENIOR) == Fraction(7, 2)
    assert expected_level(DEPLOYMENT, JUNIOR) == Fraction(60 * 3 + 40 * 2, 100)
    # the short process's team talk: 40 communication, 60 ethics
    talk = (*make_rubric(("cc", 40, None), group="communication"), *make_rubric(("ce", 60, 3), group="ethics"))
    assert expected_level(talk, SENIOR) == Fraction(40 * Fraction(7, 2) + 60 * 3, 100)


def test_a_gate_expects_nothing():
    assert group_shares(JOB) == {}
    assert expected_level(JOB, SENIOR) is None
    assert expected_level([], SENIOR) is None


def test_the_gates_group_does_not_count_in_a_mixed_stage():
    assert expected_level((*JOB, make_criterion("po", 100, None, "production")), JUNIOR) == 2


def test_every_judged_group_has_an_expectation():
    with pytest.raises(MissingExpectation, match="no expected level for the group production"):
        expected_level(DEPLOYMENT, {"technical": 3})
    with pytest.raises(InexactNumber):
        expected_level(DEPLOYMENT, {"technical": 3.5, "production": 3})


@st.composite
def processes(draw, answers=levels, finished=(True, False)):
    steps = []
    for place in range(draw(st.integers(1, 4))):
        criteria = tuple(
            make_criterion(f"c{at}", draw(st.integers(1, 50)), None, draw(st.sampled_from(GROUPS)))
            for at in range(draw(st.integers(1, 4)))
        )
        marks = [Mark(rater, one.key, draw(answers)) for rater in ("ann", "bob") for one in criteria]
        weight = draw(st.integers(0, 40))
        steps.append(Step(f"s{place}", weight, summarise(criteria, marks), draw(st.sampled_from(finished))))
    return steps


def recombine(headings, weight_of):
    whole = sum(weight_of(heading) for heading in headings)
    return sum(weight_of(heading) * heading.score for heading in headings) / whole if whole else None


@given(processes(finished=(True,)))
def test_headings_of_a_whole_process_add_up_to_its_score(steps):
    score = score_process(steps).score
    view = [HeadingSpec(step.rubric, (step.rubric,)) for step in steps]
    weights = {step.rubric: step.weight for step in steps}
    assert recombine(make_headings(steps, view), lambda heading: weights[heading.title]) == score

    def group_weight(heading):
        return sum(step.weight * group_shares(line.criterion for line in step.summary.criteria).get(heading.group, 0)
                   for step in steps)  # fmt: skip

    assert recombine(make_headings(steps), group_weight) == score


@given(processes(st.none() | levels))
def test_headings_keep_within_their_criteria(steps):
    for heading in make_headings(steps):
        means = [line.mean for line in heading.criteria if line.mean is not None]
        assert 0 <= heading.coverage <= 1
        assert (heading.score is None) == (not means)
        assert (heading.coverage == 0) == (not means)
        if means:
            assert min(means) <= heading.score <= max(means)


@given(processes(st.none() | levels), st.integers(1, 9))
def test_the_scale_of_step_weights_changes_nothing(steps, factor):
    scaled = [replace(step, weight=step.weight * factor) for step in steps]
    assert score_process(scaled) == score_process(steps)
    assert make_headings(scaled) == make_headings(steps)


@given(processes(st.none() | levels))
def test_the_process_score_lies_between_its_steps(steps):
    result = score_process(steps)
    scores = [step.summary.score for step in steps if step.finished and step.weight and step.summary.score is not None]
    assert (result.score is None) == (not scores)
    assert 0 <= result.finished <= 1
    if scores:
        assert min(scores) <= result.score <= max(scores)
