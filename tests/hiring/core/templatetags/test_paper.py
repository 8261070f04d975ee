"""What reports draw and write on paper."""

import re

import pytest

from hiring.core.templatetags.paper import (
    bar_at,
    groups,
    mark,
    row_reading,
    said,
    scale,
    score_reading,
    share,
    size_of_name,
)


def test_a_level_is_a_shape_and_a_number() -> None:
    assert mark(4) == '<span class="level level-4">4</span>'
    assert mark(3, amended=True) == '<span class="level level-3">3†</span>'
    assert mark(None) == '<span class="level level-0">n/a</span>'


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (row_reading(3.5, 3, 4, 3.5, "3.5"), "Levels 3 to 4, mean 3.5, bar at 3.5"),
        (row_reading(4, 4, 4, 3, "4.0"), "At level 4, bar at 3"),
        (score_reading(3.12, 3.5, "3.12", reached=False), "Score 3.12, bar at 3.5"),
        (scale(60), "Scale from level 1 to level 5"),
    ],
)
def test_a_picture_says_what_it_shows_in_a_title_of_its_own(picture: str, words: str) -> None:
    assert re.findall(r"<title>([^<]*)</title>", picture) == [words]


def test_below_its_floor_a_mean_is_a_hollow_ring_that_grey_printers_keep_apart() -> None:
    assert 'fill="#fff" stroke=' in row_reading(2.7, 2, 3, 3.5, "2.7", below=True)
    assert "stroke=" not in row_reading(3, 3, 3, 3.5, "3.0")


def test_the_bar_stands_where_its_level_is() -> None:
    places = [float(re.search(r": ([\d.]+)%", bar_at(level))[1]) for level in (1, 3, 5)]
    assert places == [9.45, 50.0, 90.55]  # of what the line leaves free, half a line before 10, 50 and 90 per cent


def test_what_was_typed_is_a_paragraph_a_line_in_its_own_direction_and_never_markup() -> None:
    assert said("One <b>\n\n  two  ") == "<p>One &lt;b&gt;</p><p>two</p>"
    assert said("123 מרחבא") == '<p dir="rtl">123 מרחבא</p>'
    assert said("") == ""


def test_long_names_are_set_smaller_and_many_raters_narrower() -> None:
    assert [size_of_name("x" * length) for length in (32, 33, 71)] == ["", "middling", "long"]
    assert [share(raters) for raters in (1, 5, 6)] == ["1", "5", "many"]


def test_a_hash_is_written_in_groups() -> None:
    assert groups("0123456789abcdef0123", 16) == "01234567 89abcdef"
    assert groups("0123456789") == "01234567 89"
