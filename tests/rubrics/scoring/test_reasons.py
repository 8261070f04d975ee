from fractions import Fraction

import pytest

from rubrics.scoring.reasons import Reason, ReasonId
from rubrics.scoring.rounding import Compared

WITHOUT_FIGURES = {ReasonId.NO_SCORE, ReasonId.NOT_ASSESSED}


@pytest.mark.parametrize(
    ("kind", "value", "bar", "shown"),
    [
        (ReasonId.BELOW_FLOOR, "2.96", "3", Compared("2.9", "3.0", False)),
        (ReasonId.BELOW_ADVICE_FLOOR, "2.5", "3", Compared("2.5", "3.0", False)),
        (ReasonId.SCORE_REACHED, "3.966", "3", Compared("3.97", "3.00", True)),
        (ReasonId.SCORE_BELOW, "2.997", "3", Compared("2.99", "3.00", False)),
        (ReasonId.LOW_COVERAGE, "0.698", "0.7", Compared("69", "70", False)),
        (ReasonId.DISAGREEMENT, "3", "2", Compared("3", "2", True)),
        (ReasonId.QUORUM_NOT_MET, "1", "2", Compared("1", "2", False)),
        (ReasonId.REVIEWS_MISSING, "0", "2", Compared("0", "2", False)),
    ],
)
def test_figures_are_printed_by_what_they_are(kind, value, bar, shown):
    assert Reason(kind, Fraction(value), Fraction(bar)).printed == shown


def test_every_reason_with_figures_is_tried_above():
    cases = test_figures_are_printed_by_what_they_are.pytestmark[0].args[1]
    assert {case[0] for case in cases} == set(ReasonId) - WITHOUT_FIGURES


@pytest.mark.parametrize("kind", sorted(WITHOUT_FIGURES))
def test_a_reason_without_a_figure_prints_none(kind):
    with pytest.raises(AssertionError, match="compares nothing"):
        _ = Reason(kind, None, Fraction(3)).printed
