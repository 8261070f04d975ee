from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.scoring.checklist import Band, find_band, score_checklist
from rubrics.scoring.errors import BadAnswer, BadChecklist, NoBand

SECTIONS = {
    key: tuple(f"{key.capitalize()} {number}" for number in range(1, 8))
    for key in ("data", "model", "infra", "monitor")
}
TESTS = [test for tests in SECTIONS.values() for test in tests]
BANDS = [
    Band(None, 0, "research"),
    Band(0, 1, "holes"),
    Band(1, 2, "first steps"),
    Band(2, 3, "reasonable"),
    Band(3, 5, "strong"),
    Band(5, 7, "exceptional"),
]


def answer_all(**sums):
    """Answers whose section sums are `sums`, by whole points and halves."""
    answers = dict.fromkeys(TESTS, 0)
    for section, total in sums.items():
        whole, half = divmod(Fraction(total), 1)
        for test in SECTIONS[section][: int(whole)]:
            answers[test] = 1
        if half:
            answers[SECTIONS[section][int(whole)]] = 0.5
    return answers


def test_the_worked_example():
    score = score_checklist(SECTIONS, answer_all(data=4, model=3, infra=5, monitor="1.5"))
    assert {section.key: section.score for section in score.sections} == {
        "data": 4,
        "model": 3,
        "infra": 5,
        "monitor": Fraction(3, 2),
    }
    assert score.final == Fraction(3, 2)
    assert find_band(score.final, BANDS).reading == "first steps"


@pytest.mark.parametrize(
    ("score", "reading"),
    [
        ("0", "research"),
        ("0.5", "holes"),
        ("1", "holes"),
        ("1.5", "first steps"),
        ("2", "first steps"),
        ("2.5", "reasonable"),
        ("3", "reasonable"),
        ("3.5", "strong"),
        ("5", "strong"),
        ("5.5", "exceptional"),
        ("7", "exceptional"),
    ],
)
def test_a_band_excludes_its_lower_and_includes_its_upper_bound(score, reading):
    assert find_band(Fraction(score), BANDS).reading == reading


def test_a_score_outside_every_band_is_refused():
    with pytest.raises(NoBand, match="no band holds the score 15/2"):
        find_band(Fraction(15, 2), BANDS)


def test_bounds_are_exact():
    band = Band(Decimal("0.5"), Decimal("1.5"), "x")
    assert (band.over, band.up_to) == (Fraction(1, 2), Fraction(3, 2))


def test_what_is_open_leaves_a_range():
    answers = answer_all(data=4, model=3, infra=5, monitor="1.5")
    del answers["Monitor 1"], answers["Monitor 7"], answers["Data 7"]  # 1, 0 and 0 points
    score = score_checklist(SECTIONS, answers)
    monitor = score.sections[3]
    assert (monitor.score, monitor.unanswered, monitor.at_most) == (
        Fraction(1, 2),
        ("Monitor 1", "Monitor 7"),
        Fraction(5, 2),
    )
    assert (score.at_least, score.at_most, score.final) == (Fraction(1, 2), Fraction(5, 2), None)


def test_the_minimum_can_be_settled_while_tests_are_open():
    answers = answer_all(data=4, model=3, infra=5)
    del answers["Data 7"]
    assert score_checklist(SECTIONS, answers).final == 0


def test_nothing_answered():
    score = score_checklist(SECTIONS, {})
    assert (score.at_least, score.at_most, score.final) == (0, 7, None)


@pytest.mark.parametrize("answer", [0, 1, 0.5, Decimal("0.5"), "0.5", Fraction(1, 2), 0.0, 1.0])
def test_the_three_answers(answer):
    (section,) = score_checklist({"data": ["Data 1"]}, {"Data 1": answer}).sections
    assert section.score == Fraction(answer)


@pytest.mark.parametrize(
    "answer", [2, -1, 0.25, 1.5, "yes", None, True, float("nan"), float("inf"), Decimal("0.51"), []]
)
def test_other_answers_are_refused_those_of_2016_too(answer):
    with pytest.raises(BadAnswer, match=r"Data 1: .* is no answer; a listed test takes 0, 0.5 or 1"):
        score_checklist(SECTIONS, {"Data 1": answer})


def test_a_test_stands_on_the_list():
    with pytest.raises(BadAnswer, match="Data 8"):
        score_checklist(SECTIONS, {"Data 8": 1})


def test_a_checklist_has_sections_with_tests():
    for sections in ({}, {"data": []}, {"data": ["Data 1"], "model": []}):
        with pytest.raises(BadChecklist, match="at least one"):
            score_checklist(sections, {})
    with pytest.raises(BadChecklist, match="twice"):
        score_checklist({"data": ["Data 1"], "model": ["Data 1"]}, {})


@given(st.dictionaries(st.sampled_from(TESTS), st.sampled_from([0, 0.5, 1])), st.sampled_from([0, 0.5, 1]))
def test_answering_narrows_the_range(answers, answer):
    before = score_checklist(SECTIONS, answers)
    assert before.at_least == min(section.score for section in before.sections)
    still_open = [test for test in TESTS if test not in answers]
    assert (before.final is None) == (before.at_least < before.at_most)
    if still_open:
        after = score_checklist(SECTIONS, {**answers, still_open[0]: answer})
        assert before.at_least <= after.at_least <= after.at_most <= before.at_most


@given(st.fixed_dictionaries({test: st.sampled_from([0, 0.5, 1]) for test in TESTS}))
def test_a_full_checklist_has_one_score_in_one_band(answers):
    final = score_checklist(SECTIONS, answers).final
    assert 0 <= final <= 7
    assert [band.holds(final) for band in BANDS].count(True) == 1
