import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.core.charts import Span, level_position, stack_spans, stage_positions

COUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=9).filter(any)


def test_levels_stand_in_the_middle_of_five_columns() -> None:
    assert [level_position(level) for level in (1, 2, 3, 4, 5)] == pytest.approx([10, 30, 50, 70, 90])


def test_parts_lie_end_to_end() -> None:
    assert stack_spans([1, 1, 2]) == [Span(0, 25), Span(25, 25), Span(50, 50)]


def test_a_gap_shortens_each_part_and_moves_none() -> None:
    assert stack_spans([1, 1], gap=1) == [Span(0, 49), Span(50, 49)]


def test_a_total_leaves_room() -> None:
    assert stack_spans([1], total=4) == [Span(0, 25)]


def test_nothing_has_no_length() -> None:
    assert stack_spans([0, 0]) == [Span(0, 0), Span(0, 0)]


@pytest.mark.parametrize(("parts", "total"), [([-1, 2], None), ([3], 2)])
def test_parts_that_cannot_be_drawn_are_refused(parts: list[float], total: float | None) -> None:
    with pytest.raises(ValueError, match="parts must not be negative"):
        stack_spans(parts, total=total)


@given(COUNTS)
def test_parts_fill_the_bar_in_their_order(parts: list[int]) -> None:
    spans = stack_spans(parts)
    assert sum(span.length for span in spans) == pytest.approx(100)
    ends = [span.start + span.length for span in spans]
    assert [span.start for span in spans[1:]] == pytest.approx(ends[:-1])


@pytest.mark.parametrize(("count", "expected"), [(0, []), (1, [50]), (2, [25, 75]), (4, [12.5, 37.5, 62.5, 87.5])])
def test_stages_stand_in_the_middle_of_equal_columns(count: int, expected: list[float]) -> None:
    assert stage_positions(count) == pytest.approx(expected)
