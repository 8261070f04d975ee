"""What docs/articles.md says of the four articles: every place that it names is there, and no row is lost."""

import re
from dataclasses import dataclass
from functools import cache

import pytest
from django.urls import get_resolver

from hiring.benchmarks.reader import read_own_figures
from hiring.planning import checks, engagement
from hiring.readiness import verdict
from hiring.readiness.reader import own_catalogue
from hiring.roles.reasons import read_reasons
from hiring.wording import check
from hiring.wording.parts import HEADINGS
from hiring.wording.signs import ROLE_SIGNS
from rubrics.library.citations import name_sources
from rubrics.library.reader import read_own_packs
from tests.test_house import ROOT

PAGE = (ROOT / "docs" / "articles.md").read_text()
# What each article asks, row by row. A row that goes must go from here too.
ROWS = {"arora2026": 29, "padmani2026": 16, "aiexpertnetwork": 27, "hiringguide": 58}
NOT_HERE = "Not here: "
SHORTEST_REASON = 20


@dataclass(frozen=True)
class Row:
    asks: str
    where: str

    @property
    def found(self) -> str:
        """What is in the product."""
        return self.where.partition(NOT_HERE)[0]

    @property
    def reason(self) -> str:
        """Why it is not, or not wholly."""
        return self.where.partition(NOT_HERE)[2]

    @property
    def state(self) -> str:
        return ("part" if self.reason else "whole") if spans(self.found) else "not"


def spans(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def read_tables() -> dict[str, list[Row]]:
    tables = {}
    for section in PAGE.split("\n## ")[1:]:
        heading, *lines = section.splitlines()
        rows = [cells(line) for line in lines if line.startswith("| ")]
        assert rows[0] == ["what it asks", "where"]
        tables[heading] = [Row(*row) for row in rows[1:]]
    return tables


TABLES = read_tables()
EVERY_ROW = [row for rows in TABLES.values() for row in rows]


def names_of_articles() -> dict[str, str]:
    """Return {tag: the name that citations show}."""
    library = read_own_packs().library
    assert library is not None
    works = {source.tag: source.what for source in library.sources}
    return {tag: name_sources([tag], works, {})[0].name for tag in ROWS}


@cache
def known_places() -> dict[str, set[str]]:
    library = read_own_packs().library
    assert library is not None
    return {
        "page": {name for name in get_resolver().reverse_dict if isinstance(name, str)},
        "criterion": {item.key for item in library.criteria},
        "rubric": {item.key for item in library.rubrics},
        "process": {item.key for item in library.processes},
        "profile": {item.key for item in library.profiles},
        "seniority": {item.key for item in library.seniority},
        "benchmark": {item.key for item in read_own_figures()},
        "readiness": {group.key for group in own_catalogue().groups} | {one.id for one in own_catalogue().questions()},
        "part": set(HEADINGS),
        "reason": set(read_reasons()),
        "sign": {sign.id for sign in ROLE_SIGNS},
        "rule": {
            *check.RULES,
            *(rule.value for rule in checks.RuleId),
            *(rule.id for rule in engagement.RULES),
            *(rule.value for rule in verdict.RuleId),
        },
    }


def is_there(place: str) -> bool:
    kind, _, name = place.partition(":")
    return (ROOT / name).is_file() if kind == "code" else name in known_places().get(kind, ())


def test_every_article_has_its_table_under_the_name_that_citations_show():
    assert list(TABLES) == list(names_of_articles().values())


def test_no_row_is_lost():
    assert {tag: len(TABLES[name]) for tag, name in names_of_articles().items()} == ROWS


def test_no_row_stands_twice():
    asked = [row.asks for row in EVERY_ROW]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("row", EVERY_ROW, ids=lambda row: row.asks[:60])
def test_a_row_names_places_that_are_there_or_says_why_there_are_none(row):
    assert row.asks
    assert [place for place in spans(row.where) if not is_there(place)] == []
    assert spans(row.found) or row.where.startswith(NOT_HERE)
    if NOT_HERE in row.where:
        assert len(row.reason) >= SHORTEST_REASON
        assert row.reason.endswith(".")


def test_the_summary_counts_what_stands_below():
    lines = [cells(line) for line in PAGE.partition("\n## ")[0].splitlines() if line.startswith("| ")]
    counted = {
        name: [len(rows), *(sum(row.state == state for row in rows) for state in ("whole", "part", "not"))]
        for name, rows in TABLES.items()
    }
    assert {name: [int(number) for number in numbers] for name, *numbers in lines[1:]} == counted


def test_the_page_explains_every_kind_of_place_that_it_names():
    explained = {span.rstrip(":") for span in spans(PAGE.partition("\n## ")[0]) if span.endswith(":")}
    named = {place.partition(":")[0] for row in EVERY_ROW for place in spans(row.where)}
    assert named == explained == {*known_places(), "code"}


@pytest.mark.parametrize("tag", ROWS)
def test_every_number_and_every_reason_of_an_article_stands_in_its_table(tag):
    named = {place for row in TABLES[names_of_articles()[tag]] for place in spans(row.where)}
    numbers = {f"benchmark:{figure.key}" for figure in read_own_figures() if figure.source == tag}
    reasons = {f"reason:{reason.id}" for reason in read_reasons().values() if tag in reason.source}
    assert (numbers | reasons) - named == set()


@pytest.mark.parametrize("kind", ["criterion", "rubric", "process", "profile", "seniority", "part"])
def test_nothing_that_judges_goes_without_an_article(kind):
    named = {place for row in EVERY_ROW for place in spans(row.where)}
    assert {f"{kind}:{name}" for name in known_places()[kind]} - named == set()
