from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.scoring.arithmetic import exact, share, weighted_mean
from rubrics.scoring.errors import InexactNumber, ScoringError

figures = st.fractions(-20, 20, max_denominator=50)
positive = st.fractions(Fraction(1, 20), 20, max_denominator=50)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (3, Fraction(3)),
        (Fraction(7, 2), Fraction(7, 2)),
        (Decimal("3.5"), Fraction(7, 2)),
        ("3.5", Fraction(7, 2)),
        ("7/2", Fraction(7, 2)),
        (Decimal("0.7"), Fraction(7, 10)),
    ],
)
def test_exact_takes_what_is_exact(value, wanted):
    assert exact(value) == wanted
    assert type(exact(value)) is Fraction


@pytest.mark.parametrize("value", [0.5, 3.0, True, None, "three", "", "1/0", Decimal("NaN"), Decimal("Infinity"), [1]])
def test_exact_refuses_the_rest(value):
    with pytest.raises(InexactNumber, match="not an exact number") as caught:
        exact(value)
    assert caught.value.value is value
    assert isinstance(caught.value, ScoringError)


def test_weighted_mean_by_hand():
    assert weighted_mean([(Fraction(20), Fraction(4)), (Fraction(5), Fraction(1))]) == Fraction(17, 5)


def test_weighted_mean_of_nothing_is_none():
    assert weighted_mean([]) is None
    assert weighted_mean([(Fraction(0), Fraction(4))]) is None


@given(st.lists(st.tuples(positive, figures), min_size=1))
def test_weighted_mean_lies_between_its_values(pairs):
    values = [value for _, value in pairs]
    assert min(values) <= weighted_mean(pairs) <= max(values)


@given(st.lists(st.tuples(positive, figures), min_size=1), positive)
def test_weighted_mean_does_not_feel_the_scale_of_its_weights(pairs, factor):
    assert weighted_mean([(factor * weight, value) for weight, value in pairs]) == weighted_mean(pairs)


def test_share():
    assert share(Fraction(3), Fraction(4)) == Fraction(3, 4)
    assert share(Fraction(0), Fraction(0)) == 0
