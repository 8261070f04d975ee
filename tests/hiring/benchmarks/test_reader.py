"""The file of figures: the own one is whole, and every rule refuses with key and reason."""

from copy import deepcopy
from pathlib import Path

import pytest
import yaml

from hiring.benchmarks.reader import read_figures, read_file, read_own_figures
from hiring.benchmarks.terms import Topic
from rubrics.library.problems import PackError

GOOD = {
    "key": "salary_one",
    "topic": "salary",
    "unit": "money_year",
    "currency": "USD",
    "low": 1,
    "high": 2,
    "levels": ["senior"],
    "region": "us",
    "engagement": "full_time",
    "source": "hiringguide",
    "quote": "From $1 to $2.",
}
BROKEN = {
    "unknown key": ({"colour": 1}, "Unknown key."),
    "topic": ({"topic": "weather"}, "One of salary"),
    "unit": ({"unit": "miles"}, "One of money_year"),
    "level": ({"levels": ["boss"]}, "One of junior"),
    "level twice": ({"levels": ["mid", "mid"]}, "A level stands twice."),
    "region": ({"region": "mars"}, "One of us"),
    "engagement": ({"engagement": "barter"}, "One of full_time"),
    "low above high": ({"low": 3}, "The low end 3.0 lies above the high end 2.0."),
    "negative": ({"low": -1}, "A number from 0"),
    "text for a number": ({"low": "1"}, "A number is wanted"),
    "money without currency": ({"currency": None}, "Money has a currency"),
    "currency of no money": ({"unit": "weeks"}, "Money has a currency"),
    "small letters": ({"currency": "usd"}, "three capital letters"),
    "no quote": ({"quote": None}, "has the words in which it says it"),
    "assumption with quote": ({"source": "original"}, "has a note and no quote"),
    "assumption without note": ({"source": "original", "quote": None}, "has a note and no quote"),
}


def text_of(*figures: dict, **more: object) -> str:
    return yaml.safe_dump({"schema_version": 1, "read_on": "2026-11-29", "figures": list(figures)} | more)


def refusals(text: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        read_figures(text, "mine.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_the_own_figures_are_whole() -> None:
    figures = read_own_figures()
    assert {figure.topic for figure in figures} == set(Topic)
    assert len({figure.key for figure in figures}) == len(figures)
    assert all(figure.quote for figure in figures if figure.source != "original")


def test_a_good_figure() -> None:
    (figure,) = read_figures(text_of(GOOD), "mine.yaml")
    assert (figure.low, figure.high, figure.levels, figure.is_open) == (1, 2, ("senior",), False)


@pytest.mark.parametrize(("changes", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_every_rule_refuses(changes: dict, reason: str) -> None:
    data = {name: value for name, value in (GOOD | changes).items() if value is not None}
    (told,) = refusals(text_of(data))
    assert reason in told
    assert told.startswith("mine.yaml, line ")


def test_the_file_as_a_whole() -> None:
    assert "stands twice" in refusals(text_of(GOOD, deepcopy(GOOD)))[0]
    euros = deepcopy(GOOD) | {"key": "salary_two", "currency": "EUR"}
    assert "in one currency" in refusals(text_of(GOOD, euros))[0]
    assert "A day is wanted" in refusals(text_of(GOOD, read_on="yesterday"))[0]
    assert "from 1 to 1" in refusals(text_of(GOOD, schema_version=2))[0]
    assert "The key is missing" in refusals("schema_version: 1\nread_on: '2026-11-29'\n")[0]


def test_a_missing_file_and_no_text(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="cannot be read"):
        read_file(tmp_path / "none.yaml")
    path = tmp_path / "bytes.yaml"
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(PackError, match="not UTF-8"):
        read_file(path)
