"""The cost of a role: examples checked by hand, and what holds for every role."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.benchmarks.ranges import NOTHING, Entered, Range
from hiring.benchmarks.terms import Engagement, Level, Region
from hiring.planning.cost import (
    HORIZONS,
    Cost,
    Inputs,
    ModelCost,
    Verdict,
    count_interview_hours,
    judge_budget,
    plan_cost,
)
from tests.hiring.benchmarks.test_picking import OWN

ONE = Range.exactly(1)
SENIOR = Inputs(level="senior", region="us_hub", rate=ONE, recruiting=Range.exactly(10000))


def ends(value: Range | None) -> tuple[Decimal, Decimal, bool]:
    assert value is not None
    return round(value.low, 2), round(value.high, 2), value.is_open


def model(cost: Cost, engagement: str) -> ModelCost:
    return next(one for one in cost.models if one.engagement == engagement)


def test_a_senior_in_a_hub_by_hand() -> None:
    cost = plan_cost(OWN, SENIOR)
    assert ends(cost.base) == (180000, 308000, True)  # 150,000 x 1.2 and 220,000 x 1.4
    assert ends(cost.year) == (234000, 462000, True)  # x 1.3 and x 1.5
    full = model(cost, Engagement.FULL_TIME)
    assert ends(full.month) == (19500, 38500, True)
    assert ends(full.totals[12]) == (244000, 472000, True)
    assert ends(full.totals[24]) == (478000, 934000, True)
    assert ends(full.totals[36]) == (712000, 1396000, True)
    assert ends(cost.weeks) == (10, 16, False)
    # 6 months x 19,500 + 10,000 to hire again; 12 x 38,500 + 10,000
    assert ends(cost.wrong_hire) == (127000, 472000, True)


def test_the_other_models_by_hand() -> None:
    cost = plan_cost(OWN, SENIOR)
    contract = model(cost, Engagement.CONTRACT)
    assert ends(contract.month) == (Decimal("14666.67"), 40000, True)
    assert ends(contract.totals[12]) == (176000, 480000, True)
    # 100 x 8 x 44 and 250 x 16 x 48 a year
    assert ends(model(cost, Engagement.FRACTIONAL).totals[12]) == (35200, 192000, True)
    assert ends(model(cost, Engagement.DEDICATED_TEAM).totals[36]) == (216000, 432000, False)
    assert model(cost, Engagement.CONTRACT).once == NOTHING


def test_our_own_band_goes_before_the_sources_and_the_hub() -> None:
    band = Range(Decimal(100000), Decimal(110000), origins=(Entered("band"),))
    cost = plan_cost(OWN, replace(SENIOR, salary=band))
    assert cost.base == band
    assert ends(cost.year) == (130000, 165000, False)


def test_without_a_rate_only_our_own_money_is_counted() -> None:
    cost = plan_cost(OWN, replace(SENIOR, rate=None))
    assert (cost.base, cost.year, cost.hourly, cost.monthly, cost.wrong_hire) == (None,) * 5
    assert all(not one.totals and one.month is None for one in cost.models)
    assert cost.weeks is not None
    band = Range(Decimal(90000), Decimal(95000))
    assert ends(plan_cost(OWN, replace(SENIOR, rate=None, salary=band)).year) == (117000, 142500, False)


def test_a_rate_brings_the_sources_into_our_currency() -> None:
    euro = Range.exactly(Decimal("0.9"), Entered("Exchange rate", "0.9"))
    cost = plan_cost(OWN, replace(SENIOR, rate=euro, region="us"))
    assert ends(cost.base) == (135000, 198000, True)
    assert Entered("Exchange rate", "0.9") in cost.base.origins


def test_hours_of_interviewers_by_hand() -> None:
    inputs = replace(
        SENIOR,
        candidates=Range.exactly(5),
        one_candidate=Range.exactly(12),
        first_stage=Range.exactly(2),
        interviewer_hour=Range.exactly(100),
        vacancy_week=Range.exactly(3000),
    )
    assert ends(count_interview_hours(inputs)) == (20, 60, False)
    cost = plan_cost(OWN, inputs)
    assert ends(cost.interviews) == (2000, 6000, False)
    assert ends(cost.vacancy) == (30000, 48000, False)
    assert ends(model(cost, Engagement.FULL_TIME).once) == (12000, 16000, False)
    assert count_interview_hours(replace(inputs, candidates=None)) is None


def test_one_senior_or_two_juniors_by_hand() -> None:
    inputs = replace(
        SENIOR, region="us", juniors=2, mentoring_hours=Range.exactly(5), interviewer_hour=Range.exactly(100)
    )
    comparison = plan_cost(OWN, inputs).comparison
    assert comparison is not None
    assert ends(comparison.senior) == (195000, 330000, True)  # 150,000 x 1.3 and 220,000 x 1.5
    assert ends(comparison.juniors) == (234000, 360000, False)  # 2 x 90,000 x 1.3 and 2 x 120,000 x 1.5
    assert ends(comparison.mentoring) == (44000, 48000, False)  # 2 x 5 hours x 44 to 48 weeks x 100
    assert plan_cost(OWN, SENIOR).comparison is None


@pytest.mark.parametrize(
    ("budget", "verdict"),
    [(300000, Verdict.OVER), (500000, Verdict.DEPENDS), (700000, Verdict.WITHIN)],
)
def test_the_budget(budget: int, verdict: Verdict) -> None:
    assert judge_budget(Range(Decimal(400000), Decimal(600000)), Decimal(budget)) == verdict


def test_what_has_no_limit_is_never_surely_within() -> None:
    assert judge_budget(Range(Decimal(1), Decimal(2), is_open=True), Decimal(10)) == Verdict.DEPENDS


def test_without_figures_nothing_is_guessed() -> None:
    cost = plan_cost([], SENIOR)
    assert (cost.base, cost.weeks, cost.wrong_hire_months) == (None, None, None)
    assert cost.longest == 0


money = st.decimals(min_value=0, max_value=10**6, places=2)
points = st.one_of(st.none(), money.map(Range.exactly))
inputs_of_roles = st.builds(
    Inputs,
    level=st.sampled_from(["", *Level]),
    region=st.sampled_from(list(Region)),
    rate=st.one_of(st.none(), st.decimals(min_value="0.01", max_value=100, places=2).map(Range.exactly)),
    salary=points,
    recruiting=money.map(Range.exactly),
    interviewer_hour=points,
    candidates=st.one_of(st.none(), st.integers(1, 50).map(Range.exactly)),
    one_candidate=st.integers(5, 20).map(Range.exactly),
    first_stage=st.integers(0, 5).map(Range.exactly),
    vacancy_week=points,
    juniors=st.integers(0, 5),
    budget=st.one_of(st.none(), money),
)


@given(inputs_of_roles)
def test_longer_costs_more_and_every_total_fits_the_picture(inputs: Inputs) -> None:
    cost = plan_cost(OWN, inputs)
    for one in cost.models:
        totals = [one.totals[months] for months in HORIZONS if one.totals]
        assert totals == sorted(totals, key=lambda total: (total.low, total.high))
        assert all(total.high <= cost.longest for total in totals)
        assert (one.verdict is None) == (inputs.budget is None or not totals)


@given(inputs_of_roles, money)
def test_more_paid_once_never_makes_it_cheaper(inputs: Inputs, more: Decimal) -> None:
    dearer = replace(inputs, recruiting=inputs.recruiting.plus(Range.exactly(more)))
    for before, after in zip(plan_cost(OWN, inputs).models, plan_cost(OWN, dearer).models, strict=True):
        for months, total in before.totals.items():
            assert total.low <= after.totals[months].low
            assert total.high <= after.totals[months].high


@given(inputs_of_roles)
def test_every_number_names_a_source(inputs: Inputs) -> None:
    cost = plan_cost(OWN, inputs)
    for value in (cost.hourly, cost.monthly, cost.weeks, cost.wrong_hire_months):
        assert value is None or value.origins
    assert all(total.origins for one in cost.models for total in one.totals.values())
