import re
from fractions import Fraction

import pytest
from django.utils import translation

from hiring.core.templatetags import charts


def attributes(drawing: str, element: str) -> list[dict[str, str]]:
    """Return the attributes of each element of a kind, to compare what is drawn and not how it is written."""
    tags = re.findall(rf"<{element}\b([^>]*)>", drawing)
    return [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in tags]


def test_a_reading_says_and_draws_range_and_mean_against_the_bar() -> None:
    drawing = charts.reading(8 / 3, 2, 4, 3)
    (svg,) = [svg for svg in attributes(drawing, "svg") if svg.get("role")]
    assert svg["aria-label"] == "Levels 2 to 4, mean 2.7, bar at 3"
    assert [line["x1"] for line in attributes(drawing, "line") if line.get("class") == "plumb"] == ["50.00%"]
    assert [(line["x1"], line["x2"]) for line in attributes(drawing, "line") if line.get("class") == "range"] == [
        ("30.00%", "70.00%")
    ]
    assert [dot["cx"] for dot in attributes(drawing, "circle")] == ["43.33%"]


@pytest.mark.parametrize(("mean", "floor", "low"), [(2.7, 3, True), (3, 3, False), (2.7, None, False)])
def test_a_reading_is_marked_only_below_its_floor(mean: float, floor: float | None, low: bool) -> None:
    assert ("reading-low" in charts.reading(mean, 2, 4, 3, floor)) is low


def test_a_mean_is_written_as_the_page_prints_it() -> None:
    assert "mean 2.9, bar" in charts.reading(2.96, 2, 4, 3, 3, shown="2.9")


def test_levels_that_agree_are_said_in_one_number() -> None:
    assert 'aria-label="At level 4, bar at 3"' in charts.reading(4, 4, 4)


def test_exact_fractions_are_drawn_like_any_number() -> None:
    drawing = charts.reading(Fraction(10, 3), Fraction(10, 3), Fraction(10, 3), Fraction(3))
    assert 'aria-label="At level 3.3, bar at 3"' in drawing
    assert [dot["cx"] for dot in attributes(drawing, "circle")] == ["56.67%"]


def test_positions_keep_the_point_in_every_language() -> None:
    with translation.override("de"):
        drawing = charts.reading(8 / 3, 2, 4, 3)
    assert 'cx="43.33%"' in drawing
    assert "mean 2,7" in drawing


def test_the_bar_stands_alone_where_levels_are_sealed() -> None:
    drawing = charts.reading_none()
    assert 'aria-hidden="true"' in drawing
    assert attributes(drawing, "circle") == []


def test_the_weighted_score_ends_the_line() -> None:
    drawing = charts.reading_end(3.456, 3.1, 3.9)
    assert 'aria-label="Weighted scores 3.1 to 3.9, mean 3.46, bar at 3"' in drawing
    assert [dot["cx"] for dot in attributes(drawing, "circle")] == ["59.12%"]


def test_a_weight_bar_has_a_notch_for_each_criterion() -> None:
    drawing = charts.weight_bar([(60, "done"), (40, "open")], "1 of 2 done")
    assert attributes(drawing, "rect") == [
        {"class": "done", "x": "0.00%", "width": "59.40%", "height": "6", "rx": "1"},
        {"class": "open", "x": "60.00%", "width": "39.40%", "height": "6", "rx": "1"},
    ]


def test_a_notch_of_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="missing"):
        charts.weight_bar([(1, "missing")], "")


def test_notches_count_what_is_done() -> None:
    assert [rect["class"] for rect in attributes(charts.notches(2, 3), "rect")] == ["in", "in", "out"]


def test_a_funnel_bar_says_where_they_went() -> None:
    drawing = charts.funnel_bar(2, 1, 1, 8)
    assert 'aria-label="4 came, 2 went on, 1 still here, 1 stopped"' in drawing
    assert [rect["width"] for rect in attributes(drawing, "rect")] == ["25.00%", "12.50%", "12.50%"]


def test_an_empty_stage_draws_nothing() -> None:
    assert [rect["width"] for rect in attributes(charts.funnel_bar(0, 0, 0, 0), "rect")] == ["0.00%"] * 3


def test_a_count_is_drawn_against_the_largest() -> None:
    assert [rect["width"] for rect in attributes(charts.count_bar(3, 12, "3 wait"), "rect")] == ["25.00%"]


def test_the_spread_of_levels_leaves_out_what_was_never_given() -> None:
    drawing = charts.level_spread([0, 1, 0, 99, 0])
    assert [rect["class"] for rect in attributes(drawing, "rect")] == ["d-2", "d-4"]
    # the narrow part has no room for its number; the words have it
    assert re.findall(r">(\d+)<", drawing) == ["99"]
    assert 'aria-label="Levels 1 to 5: 0, 1, 0, 99, 0"' in drawing


def test_days_are_drawn_on_a_scale_that_holds_them_all() -> None:
    drawing = charts.days_reading(6, 4, 12, 9, 10)
    assert 'aria-label="Median 6 days, 10th percentile 4, 90th 12, target 9"' in drawing
    assert [dot["cx"] for dot in attributes(drawing, "circle")] == ["50.00%"]


def test_the_stage_line_hangs_the_bob_at_the_open_stage() -> None:
    drawing = charts.stage_line(["pass", "now", "next"], "Stage 2 of 3")
    assert [mark["class"] for mark in attributes(drawing, "path")] == ["mark-pass", "mark-now", "mark-next"]
    assert 'aria-label="Stage 2 of 3"' in drawing


def test_notches_of_answers_are_counted_and_differ_in_height() -> None:
    drawing = charts.answer_notches(2, 1, 0, 1, 1)
    (svg,) = attributes(drawing, "svg")
    assert svg["aria-label"] == "2 yes, 1 partly, 1 unclear, 1 unanswered"
    assert [(rect["class"], rect["x"], rect["height"]) for rect in attributes(drawing, "rect")] == [
        ("is-yes", "1", "12"),
        ("is-yes", "19", "12"),
        ("is-partly", "37", "6"),
        ("is-unclear", "55", "12"),
        ("is-unanswered", "73", "2"),
    ]
