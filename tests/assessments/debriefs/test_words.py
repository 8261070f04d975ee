"""Every reason that the arithmetic can give has its sentence, and no sentence contradicts its figures."""

from fractions import Fraction

import pytest

from assessments.debriefs.words import SENTENCES, say
from rubrics.scoring.reasons import Reason, ReasonId
from rubrics.sheets.sentences import Names


def test_every_reason_of_a_suggestion_has_a_sentence() -> None:
    assert set(SENTENCES) == set(ReasonId) - {ReasonId.REVIEWS_MISSING}


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (
            Reason(ReasonId.BELOW_FLOOR, Fraction(296, 100), Fraction(3), "c"),
            "Serving stands at 2.9, below its floor of 3.0.",
        ),
        (
            Reason(ReasonId.LOW_COVERAGE, Fraction(698, 1000), Fraction(7, 10)),
            "Only 69 % of the weight was assessed; 70 % are needed.",
        ),
        (Reason(ReasonId.QUORUM_NOT_MET, Fraction(0), Fraction(1)), "0 scorecards are in, 1 is needed."),
        (
            Reason(ReasonId.SCORE_BELOW, Fraction(34, 10), Fraction(35, 10)),
            "The score of 3.40 is below the 3.50 that this seniority expects.",
        ),
        (
            Reason(ReasonId.SCORE_BELOW, Fraction(2996, 1000), Fraction(3)),
            "The score of 2.99 is below the 3.00 that this seniority expects.",
        ),
        (
            Reason(ReasonId.SCORE_REACHED, Fraction(397, 100), Fraction(3)),
            "The score of 3.97 reaches the 3.00 that this seniority expects.",
        ),
        (Reason(ReasonId.NOT_ASSESSED, None, Fraction(3), "c"), "Nobody assessed the must-have Serving."),
        (
            Reason(ReasonId.DISAGREEMENT, Fraction(3), Fraction(2), "c", ("a", "b", "d")),
            "Ann, Bo and Di differ by 3 levels on Serving.",
        ),
        (Reason(ReasonId.NO_SCORE, None, Fraction(3)), "Nothing has been assessed yet."),
    ],
)
def test_sentences(reason: Reason, sentence: str) -> None:
    assert say(reason, Names({"c": "Serving"}, {"a": "Ann", "b": "Bo", "d": "Di"})) == sentence
