"""Numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.scope.figures import NoNumber, parse_count, parse_milliseconds
from hiring.scope.words import say_count, say_milliseconds


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("10000", 10_000),
        ("10,000", 10_000),
        ("10 000", 10_000),
        ("10\u202f000", 10_000),
        ("10k", 10_000),
        ("10 thousand", 10_000),
        ("10 million", 10_000_000),
        ("10M", 10_000_000),
        ("1.5 million", 1_500_000),
        ("2.25bn", 2_250_000_000),
        ("  0 ", 0),
        ("10 000 million", 10_000_000_000),
    ],
)
def test_a_count_is_read_as_it_is_said(text: str, count: int) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize("text", ["", "ten", "1.5", "-3", "1,5", "10 million rows", "1e6", "10,00", "٣", "9" * 30, "k"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(NoNumber):
        parse_count(text)


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("80", 80),
        ("80 ms", 80),
        ("80ms", 80),
        ("1.5 s", 1500),
        ("2 min", 120_000),
        ("4 hours", 14_400_000),
        ("1,200", 1200),
    ],
)
def test_a_time_is_read_with_its_unit(text: str, milliseconds: int) -> None:
    assert parse_milliseconds(text) == milliseconds


@pytest.mark.parametrize("text", ["", "0.5 ms", "80 million", "soon", "80 ms p95"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(NoNumber):
        parse_milliseconds(text)


@given(st.integers(0, 10**15))
def test_what_is_said_of_a_count_is_read_as_the_same(number: int) -> None:
    assert parse_count(say_count(number)) == number


@given(st.integers(0, 2**31 - 1))
def test_what_is_said_of_a_time_is_read_as_the_same(milliseconds: int) -> None:
    assert parse_milliseconds(say_milliseconds(milliseconds)) == milliseconds


def test_both_are_said_shortly_where_that_is_exact() -> None:
    assert [say_count(number) for number in (950, 10_000, 10_000_000, 1_500_000, 1_234_567, 2 * 10**12)] == [
        "950",
        "10,000",
        "10 million",
        "1.5 million",
        "1,234,567",
        "2 trillion",
    ]
    assert [say_milliseconds(time) for time in (80, 1000, 1500, 14_400_000, 1_001)] == [
        "80 ms",
        "1 s",
        "1.5 s",
        "4 h",
        "1,001 ms",
    ]
