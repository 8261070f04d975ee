from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.scoring.errors import BadFigure
from rubrics.scoring.rounding import (
    Compared,
    compared,
    compared_percent,
    half_up,
    mean_text,
    percent,
    rounded_down,
    rounded_up,
    score_text,
    share_text,
)

figures = st.fractions(-30, 30)
places = st.integers(0, 4)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        ("2.95", 1, "3.0"),
        ("2.94999", 1, "2.9"),
        ("2.25", 1, "2.3"),
        ("1.25", 1, "1.3"),
        ("-1.25", 1, "-1.3"),
        ("-1.24", 1, "-1.2"),
        ("-0.04", 1, "0.0"),
        ("0.05", 1, "0.1"),
        ("3", 0, "3"),
        ("2.5", 0, "3"),
        ("3.40333", 2, "3.40"),
        ("0.004", 3, "0.004"),
        ("12.3456", 3, "12.346"),
        ("-30.55", 1, "-30.6"),
    ],
)
def test_half_up(value, digits, text):
    assert half_up(Fraction(value), digits) == text


def test_one_decimal_is_the_default_and_ints_are_figures():
    assert half_up(3) == "3.0"
    assert rounded_down(3) == "3.0"
    assert rounded_up(3) == "3.0"


@pytest.mark.parametrize(
    ("value", "down", "up"), [("2.96", "2.9", "3.0"), ("3", "3.0", "3.0"), ("-0.01", "-0.1", "0.0")]
)
def test_down_and_up(value, down, up):
    assert rounded_down(Fraction(value)) == down
    assert rounded_up(Fraction(value)) == up


@pytest.mark.parametrize("function", [half_up, rounded_down, rounded_up])
def test_places_are_counted_from_zero(function):
    with pytest.raises(BadFigure, match="places is -1"):
        function(Fraction(1), -1)


@pytest.mark.parametrize(
    ("value", "bar", "shown", "shown_bar", "reached"),
    [
        ("2.96", "3", "2.9", "3.0", False),  # half up would say 3.0 below 3.0
        ("2.999999", "3", "2.9", "3.0", False),
        ("3", "3", "3.0", "3.0", True),
        ("3.04", "3", "3.0", "3.0", True),
        ("2.94", "3", "2.9", "3.0", False),
        ("2.66", "3", "2.7", "3.0", False),  # far enough away: plain half up
        ("2.93", "2.94", "2.9", "3.0", False),  # a bar finer than the print goes up
        ("2.94", "2.94", "2.9", "2.9", True),
        ("4.2", "3.5", "4.2", "3.5", True),
    ],
)
def test_compared_by_hand(value, bar, shown, shown_bar, reached):
    assert compared(Fraction(value), Fraction(bar)) == Compared(shown, shown_bar, reached)


@pytest.mark.parametrize(
    ("value", "shown", "reached"), [("0.698", "69", False), ("0.695", "69", False), ("0.7", "70", True)]
)
def test_shares_are_printed_in_hundredths(value, shown, reached):
    assert compared_percent(Fraction(value), Fraction(7, 10)) == Compared(shown, "70", reached)


def test_percent():
    assert percent(Fraction(2, 3)) == "67"
    assert percent(Fraction(2, 3), 1) == "66.7"
    assert percent(1) == "100"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (mean_text(None), ""),
        (mean_text(None, Fraction(3)), ""),
        (mean_text(Fraction("2.96")), "3.0"),
        (mean_text(Fraction("2.96"), Fraction(3)), "2.9"),
        (score_text(None), ""),
        (score_text(None, Fraction(3)), ""),
        (score_text(Fraction("3.966")), "3.97"),
        (score_text(Fraction("2.997")), "3.00"),
        (score_text(Fraction("2.997"), Fraction(3)), "2.99"),
        (share_text(Fraction("0.698"), Fraction(7, 10)), "69"),
        (share_text(Fraction("0.698"), Fraction(1, 2)), "70"),
    ],
)
def test_each_kind_of_figure_has_its_decimals(text, shown):
    assert text == shown


@given(st.integers(-(10**6), 10**6), st.integers(0, 4), places)
def test_half_up_is_what_decimal_calls_half_up(units, scale, digits):
    value = Decimal(units).scaleb(-scale)
    wanted = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    assert Decimal(half_up(Fraction(value), digits)) == wanted


@given(figures, places)
def test_what_is_printed_is_near_and_has_its_places(value, digits):
    text = half_up(value, digits)
    assert abs(Fraction(text) - value) <= Fraction(1, 2 * 10**digits)
    assert len(text.partition(".")[2]) == digits
    assert Fraction(rounded_down(value, digits)) <= value <= Fraction(rounded_up(value, digits))
    assert text in (rounded_down(value, digits), rounded_up(value, digits))


@given(figures, figures | st.integers(-30, 30), places)
def test_print_never_contradicts_the_verdict(value, bar, digits):
    one = compared(value, bar, digits)
    assert one.reached == (value >= bar)
    assert (Fraction(one.value) >= Fraction(one.bar)) == one.reached
    assert abs(Fraction(one.value) - value) < Fraction(1, 10**digits)


@given(st.integers(1, 5), st.fractions(0, 1), places)
def test_a_bar_with_few_decimals_is_printed_as_it_is(bar, gap, digits):
    assert Fraction(compared(bar - gap, bar, digits).bar) == bar
