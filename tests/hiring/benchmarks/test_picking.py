"""Picking figures and finding conflicts, on the figures that come along."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.benchmarks.picking import disagree, find_conflicts, pick
from hiring.benchmarks.ranges import Figure
from hiring.benchmarks.reader import read_own_figures
from hiring.benchmarks.terms import Engagement, Level, Region, Topic

OWN = [
    Figure(
        key=one.key,
        topic=one.topic,
        unit=one.unit,
        low=one.low,
        high=one.high,
        source=one.source,
        currency=one.currency,
        is_open=one.is_open,
        levels=one.levels,
        region=one.region,
        engagement=one.engagement,
    )
    for one in read_own_figures()
]

# level, region: low, high, open, keys; read by hand from the articles
SALARIES = [
    ("junior", "us", 90000, 120000, False, {"salary_junior"}),
    ("mid", "us", 120000, 220000, False, {"salary_mid", "salary_mid_to_senior"}),
    ("senior", "us", 150000, 220000, True, {"salary_senior", "salary_mid_to_senior"}),
    ("senior", "us_hub", 150000, 220000, True, {"salary_senior", "salary_mid_to_senior"}),
    ("staff", "remote", 200000, 250000, True, {"salary_staff"}),
]


@pytest.mark.parametrize(("level", "region", "low", "high", "is_open", "keys"), SALARIES)
def test_salaries(level: str, region: str, low: int, high: int, is_open: bool, keys: set[str]) -> None:
    found = pick(OWN, Topic.SALARY, level=level, region=region, engagement=Engagement.FULL_TIME)
    assert found is not None
    assert (found.low, found.high, found.is_open) == (low, high, is_open)
    assert {origin.key for origin in found.origins} == keys


def test_weeks_of_hiring_come_from_weeks_and_months() -> None:
    found = pick(OWN, Topic.HIRING_TIME, unit="weeks")
    # 6 weeks at least; 4 months are 4 x 52 / 12 = 17.3 weeks
    assert found is not None
    assert (found.low, found.high) == (6, Decimal("17.3"))
    senior = pick(OWN, Topic.HIRING_TIME, level=Level.SENIOR, unit="weeks")
    assert senior is not None
    assert (senior.low, senior.high) == (10, 16)


def test_the_hub_factor_is_of_hubs_alone() -> None:
    assert pick(OWN, Topic.LOCATION, region=Region.US_HUB) is not None
    assert pick(OWN, Topic.LOCATION, region=Region.US) is None
    assert pick(OWN, Topic.LOCATION, region=Region.REMOTE) is None


def test_nothing_said_is_none() -> None:
    assert pick(OWN, Topic.HOURLY_RATE, engagement=Engagement.PARTNER) is None
    assert pick([], Topic.SALARY) is None


def test_conflicts_of_the_articles() -> None:
    def found(topic: Topic) -> dict[tuple[str, ...], set[str]]:
        conflicts = find_conflicts([one for one in OWN if one.topic == topic])
        return {one.levels: {figure.key for figure in one.figures} for one in conflicts}

    assert found(Topic.HOURLY_RATE) == {("senior", "staff"): {"hourly_senior", "hourly_senior_contractor"}}
    assert found(Topic.HIRING_TIME) == {("junior", "mid"): {"hiring_weeks", "hiring_months"}}
    assert found(Topic.ON_COSTS) == {}
    senior = found(Topic.SALARY)["senior",]
    assert senior == {"salary_senior", "salary_mid_to_senior", "salary_in_house", "salary_general"}


@given(st.sampled_from(OWN), st.sampled_from(OWN))
def test_disagreeing_is_mutual_and_nobody_disagrees_with_himself(one: Figure, other: Figure) -> None:
    assert disagree(one, other) == disagree(other, one)
    assert not disagree(one, one)


@given(
    st.sampled_from(list(Topic)),
    st.sampled_from(["", *Level]),
    st.sampled_from(["", *Region]),
    st.sampled_from(["", *Engagement]),
)
def test_what_is_picked_speaks_of_what_was_asked(topic: str, level: str, region: str, engagement: str) -> None:
    found = pick(OWN, topic, level=level, region=region, engagement=engagement)
    for figure in found.origins if found else ():
        assert figure.topic == topic
        assert not level or not figure.levels or level in figure.levels
        assert not engagement or figure.engagement in {"", engagement}
        assert found.low <= figure.low <= figure.high <= found.high
