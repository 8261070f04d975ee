from decimal import Decimal
from fractions import Fraction

import pytest

from rubrics.scoring.errors import (
    BadFigure,
    DuplicateCriterion,
    DuplicateMark,
    InexactNumber,
    LevelOutOfRange,
    MisplacedFloor,
    UnknownCriterion,
)
from rubrics.scoring.marks import Criterion, Mark, tabulate
from tests.rubrics.scoring.examples import make_criterion


def test_a_criterion_holds_exact_figures():
    criterion = Criterion("a", "A", 17, True, Decimal("2.5"), advice_floor=None)
    assert (criterion.weight, criterion.floor, criterion.advice_floor) == (17, Fraction(5, 2), None)
    assert type(criterion.weight) is Fraction
    assert type(criterion.floor) is Fraction


@pytest.mark.parametrize("weight", [0.5, None, True])
def test_a_weight_is_exact(weight):
    with pytest.raises(InexactNumber):
        make_criterion("a", weight)


def test_a_weight_may_be_zero_and_not_less():
    assert make_criterion("a", 0).weight == 0
    with pytest.raises(BadFigure, match="weight of a is -1, allowed is 0 or more"):
        make_criterion("a", -1)


@pytest.mark.parametrize("level", [1, 5])
def test_a_floor_may_be_any_level(level):
    assert make_criterion("a", 10, level).floor == level
    assert make_criterion("a", advice_floor=level).advice_floor == level


@pytest.mark.parametrize("level", [0, Decimal("0.9"), Decimal("5.1"), 6])
def test_a_floor_is_a_level(level):
    with pytest.raises(BadFigure, match=r"^floor of a is "):
        make_criterion("a", 10, level)
    with pytest.raises(BadFigure, match=r"^advice_floor of a is "):
        make_criterion("a", advice_floor=level)


def test_a_floor_belongs_to_a_must_have():
    with pytest.raises(MisplacedFloor, match="a: a must-have needs a floor"):
        Criterion("a", "A", 10, must_have=True)
    with pytest.raises(MisplacedFloor):
        Criterion("a", "A", 10, must_have=False, floor=3)


@pytest.mark.parametrize("level", [None, 1, 2, 3, 4, 5])
def test_a_mark_is_a_level_or_not_assessed(level):
    assert Mark("ann", "a", level).level == level


@pytest.mark.parametrize("level", [0, 6, -1, 2.5, 3.0, "3", True, Fraction(3)])
def test_a_mark_is_nothing_else(level):
    with pytest.raises(LevelOutOfRange, match=r"a: level .* is not a whole number from 1 to 5"):
        Mark("ann", "a", level)


def test_the_table_has_every_criterion_and_every_rater():
    criteria = [make_criterion("b"), make_criterion("a"), make_criterion("c")]
    marks = [Mark("cat", "a", 3), Mark("ann", "b", None), Mark("ann", "a", 5)]
    table = tabulate(criteria, marks)
    assert table == {
        "b": {"ann": None, "cat": None},
        "a": {"ann": 5, "cat": 3},
        "c": {"ann": None, "cat": None},
    }
    assert list(table) == ["b", "a", "c"]
    assert [list(row) for row in table.values()] == [["ann", "cat"]] * 3


def test_the_table_refuses_what_stands_twice_or_nowhere():
    criteria = [make_criterion("a")]
    with pytest.raises(DuplicateMark, match="a has two marks of rater ann"):
        tabulate(criteria, [Mark("ann", "a", None), Mark("ann", "a", 3)])
    with pytest.raises(UnknownCriterion, match="x is no criterion of this rubric"):
        tabulate(criteria, [Mark("ann", "x", 3)])
    with pytest.raises(DuplicateCriterion, match="a stands twice"):
        tabulate(criteria * 2, [])


def test_a_criterion_is_no_must_have_unless_it_says_so():
    criterion = Criterion("a", "A", 10)
    assert (criterion.must_have, criterion.floor, criterion.advice_floor) == (False, None, None)
