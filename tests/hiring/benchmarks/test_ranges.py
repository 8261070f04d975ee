"""Ranges: worked examples by hand, and what holds for all of them."""

import doctest
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.benchmarks import ranges
from hiring.benchmarks.ranges import NOTHING, Entered, Range, add_up, span

numbers = st.decimals(min_value=0, max_value=10**6, places=2)
origins = st.lists(st.sampled_from("abcd").map(Entered), max_size=3).map(tuple)


@st.composite
def any_range(draw: st.DrawFn) -> Range:
    low, high = sorted((draw(numbers), draw(numbers)))
    return Range(low, high, draw(st.booleans()), tuple(dict.fromkeys(draw(origins))))


def test_the_examples_of_the_module() -> None:
    assert doctest.testmod(ranges).failed == 0


def test_a_senior_in_a_hub_by_hand() -> None:
    base = Range(Decimal(160000), Decimal(200000), is_open=True)
    hub = Range(Decimal(20), Decimal(40)).grown_by_percent()
    assert (hub.low, hub.high) == (Decimal("1.2"), Decimal("1.4"))
    cost = base.times(hub).times(Range(Decimal("1.3"), Decimal("1.5")))
    # 160,000 x 1.2 x 1.3 = 249,600 and 200,000 x 1.4 x 1.5 = 420,000
    assert (cost.low, cost.high, cost.is_open) == (249600, 420000, True)
    month = cost.over(12)
    assert (month.low, month.high) == (20800, 35000)


@pytest.mark.parametrize(("low", "high"), [(2, 1), (-1, 1)])
def test_what_is_no_range(low: int, high: int) -> None:
    with pytest.raises(ValueError, match="no range"):
        Range(Decimal(low), Decimal(high))


@given(any_range(), any_range())
def test_adding_and_multiplying_keep_order_openness_and_origins(one: Range, other: Range) -> None:
    for result in (one.plus(other), one.times(other), span([one, other])):
        assert result.low <= result.high
        assert result.is_open == (one.is_open or other.is_open)
        assert set(result.origins) == {*one.origins, *other.origins}
        assert len(set(result.origins)) == len(result.origins)


@given(any_range(), any_range(), any_range())
def test_the_order_of_adding_does_not_matter(one: Range, two: Range, three: Range) -> None:
    there, back = add_up([one, two, three]), add_up([three, two, one])
    assert (there.low, there.high, there.is_open) == (back.low, back.high, back.is_open)


@given(any_range())
def test_nothing_adds_nothing(one: Range) -> None:
    assert one.plus(NOTHING) == one
    assert span([one]) == one


@given(st.lists(any_range(), min_size=1, max_size=5))
def test_a_span_holds_all(many: list[Range]) -> None:
    whole = span(many)
    assert all(whole.low <= one.low and one.high <= whole.high for one in many)
