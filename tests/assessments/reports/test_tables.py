"""Figures as CSV and Excel: the same as on paper, numbers as numbers, and no text that a spreadsheet calculates."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.reports.contents import show_application
from assessments.reports.tables import (
    CRITERIA,
    OPENS_A_FORMULA,
    STEPS,
    close_formula,
    criterion_rows,
    step_rows,
    write_csv,
    write_xlsx,
)
from tests.factories.assessments import ScorecardFactory

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def read_csv(data):
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def line(**cells):
    row = dict.fromkeys([str(title) for title in STEPS]) | cells
    return tuple(row.values())


@pytest.mark.parametrize("opening", OPENS_A_FORMULA)
def test_every_opening_of_a_formula_is_closed(opening):
    (_heads, row) = read_csv(write_csv([line(Candidate=f"{opening}1+1|'cmd'")], time_zone="UTC"))
    assert not row[0].startswith(OPENS_A_FORMULA)


@given(st.text(max_size=40))
def test_no_text_is_left_that_a_spreadsheet_calculates(text):
    closed = close_formula(text)
    assert not closed.lstrip(" ").startswith(OPENS_A_FORMULA)
    assert closed.removeprefix("'") == text.replace("\0", "").removeprefix("'")


@given(st.text(max_size=60))
def test_csv_gives_back_what_went_in(text):
    rows = read_csv(write_csv([line(Candidate=text, Role="x")], time_zone="UTC"))
    assert rows[1][:2] == [close_formula(text), "x"]


def test_csv_writes_numbers_bare_times_in_the_readers_zone_and_nothing_for_none():
    data = write_csv([line(Score=Decimal("3.25"), Applied=NOON, Step="A")], time_zone="Europe/Berlin").decode()
    last = data.splitlines()[1]
    assert '"2026-07-01 14:00","A"' in last
    assert ",3.25," in last
    assert '"None"' not in last


def test_figures_are_those_of_the_report(scored, manager):
    content = show_application(scored, manager)
    (row,) = step_rows(content)
    cells = dict(zip([str(title) for title in STEPS], row, strict=True))
    judged = content.begun[0].judgement
    assert cells["Candidate"] == "Ottilie Okpara"
    assert (cells["Scorecards in"], cells["Scorecards needed"], cells["Sealed"]) == (2, 2, None)
    assert (cells["Score"], cells["Expected"]) == (Decimal(judged.score), Decimal(judged.expected))
    assert cells["Suggestion"] == judged.outcome
    lines = list(criterion_rows(content))
    assert [line[2] for line in lines] == [line.title for line in judged.findings.matrix.lines]
    assert {line[6] for line in lines} == {Decimal("4.0")}


def test_a_sealed_reader_gets_no_figure(scored, later, manager):
    ScorecardFactory(application=scored, stage=later, author=manager)
    content = show_application(scored, manager)
    rows = list(step_rows(content))
    heads = [str(title) for title in STEPS]
    for row in rows:
        cells = dict(zip(heads, row, strict=True))
        assert cells["Sealed"] == "sealed"
        hidden = ["Score", "Expected", "Coverage, %", "Widest difference", "Must-haves below their floor"]
        assert [cells[name] for name in [*hidden, "Suggestion", "Decision", "Decided by", "Decided"]] == [None] * 9
    assert list(criterion_rows(content)) == []


def test_an_application_in_new_has_one_line(further, manager):
    (row,) = step_rows(show_application(further[1], manager))
    assert row[:4] == ("Lucjan Sarpong", row[1], "Rejected", "New")
    assert len(row) == len(STEPS)


def test_a_workbook_holds_text_as_text(scored, manager):
    steps = [line(Candidate="=HYPERLINK(1)", Score=Decimal("3.25"), Applied=NOON)]
    criteria = [("=1+1", "https://example.org", "mailto:a", *[None] * (len(CRITERIA) - 3))]
    notes = [("What", "@SUM(1)")]
    data = write_xlsx(steps, criteria, notes, made_at=NOON, time_zone="UTC")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Steps", "Criteria", "About this file"]
    first = book["Steps"]
    assert (first["A2"].value, first["A2"].data_type) == ("=HYPERLINK(1)", "s")
    assert (first["K2"].value, first["E2"].value) == (3.25, NOON.replace(tzinfo=None))
    assert [cell.data_type for cell in book["Criteria"][2][:3]] == ["s", "s", "s"]
    assert all(cell.hyperlink is None for cell in book["Criteria"][2])
    assert book["About this file"]["B2"].data_type == "s"


def test_the_same_table_gives_the_same_bytes():
    rows = [line(Candidate="A", Score=Decimal("3.25"))]
    assert write_csv(rows, time_zone="UTC") == write_csv(rows, time_zone="UTC")
    books = [write_xlsx(rows, [], [("a", "b")], made_at=NOON, time_zone="UTC") for _time in range(2)]
    assert books[0] == books[1]
