"""The matrix that debriefs and job reviews share."""

from fractions import Fraction

import pytest

from assessments.models import Rating, Scorecard
from rubrics.scoring.marks import Criterion, Mark
from rubrics.scoring.summary import summarise
from rubrics.sheets.matrix import Row, lay_out, read_marks
from tests.factories.assessments import ScorecardFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cards() -> list[Scorecard]:
    first = ScorecardFactory(submitted=True, level=4, author__name="Runa")
    where = {"application": first.application, "stage": first.stage}
    return [first, ScorecardFactory(**where, submitted=True, level=2, author__name="Jonas")]


def rows_of(cards: list[Scorecard]) -> tuple[Row, ...]:
    criteria = list(cards[0].rubric_version.criteria.select_related("criterion").order_by("position"))
    keys = {item.pk: item.criterion.key for item in criteria}
    ratings = list(Rating.objects.filter(sheet__in=cards).select_related("criterion"))
    marks = read_marks(((said.sheet_id, said.criterion_id, said.level) for said in ratings), keys)
    scored = [Criterion(key, key.title(), Fraction(50), must_have=True, floor=Fraction(3)) for key in keys.values()]
    return lay_out(summarise(scored, marks).criteria, cards, ratings, keys)


def test_marks_are_those_of_the_criteria_that_count() -> None:
    assert read_marks([(7, 1, 4), (7, 2, None), (8, 3, 5)], {1: "a", 2: "b"}) == [
        Mark("7", "a", 4),
        Mark("7", "b", None),
    ]


def test_each_row_has_a_cell_for_every_sheet_in_their_order(cards: list[Scorecard]) -> None:
    rows = rows_of(cards)
    assert [[cell.sheet for cell in row.cells] for row in rows] == [cards] * len(rows)
    assert [[cell.rating.level for cell in row.cells] for row in rows] == [[4, 2]] * len(rows)
    assert [(row.mean, row.notes, row.criterion.weight) for row in rows] == [("3.0", 2, 50)] * len(rows)


def test_who_left_a_criterion_out_has_an_empty_cell(cards: list[Scorecard]) -> None:
    cards[1].ratings.all().delete()
    for row in rows_of(cards):
        assert [cell.rating is None for cell in row.cells] == [False, True]
        assert [cell.says_something for cell in row.cells] == [True, False]
        assert row.notes == 1


def test_red_flags_stand_in_the_order_of_the_rubric_with_who_ticked_them(cards: list[Scorecard]) -> None:
    flags = cards[0].rubric_version.criteria.first().red_flags
    cards[0].ratings.update(flags={"1": "Twice.", "0": ""}, evidence="")
    cards[1].ratings.update(flags={"1": "Once."})
    row = rows_of(cards)[0]
    assert [cell.flags for cell in row.cells] == [((flags[0], ""), (flags[1], "Twice.")), ((flags[1], "Once."),)]
    assert row.flags == ((flags[0], ("Runa",)), (flags[1], ("Runa", "Jonas")))
    assert row.cells[0].says_something
