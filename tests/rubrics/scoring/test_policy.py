from decimal import Decimal
from fractions import Fraction

import pytest

from rubrics.scoring.errors import BadFigure, InexactNumber
from rubrics.scoring.policy import Policy


def test_the_defaults_are_the_librarys():
    policy = Policy()
    assert (policy.coverage, policy.disagreement) == (Fraction(7, 10), 2)
    assert (policy.job_reviews, policy.job_score) == (2, 3)
    assert policy.evidence_min == 40


def test_figures_become_exact():
    policy = Policy(coverage=Decimal("0.7"), job_score=Decimal("3.5"))
    assert (policy.coverage, policy.job_score) == (Fraction(7, 10), Fraction(7, 2))
    assert Policy(job_score=None).job_score is None


@pytest.mark.parametrize(
    "figures",
    [
        {"coverage": 0, "disagreement": 1, "job_reviews": 1, "job_score": 1, "evidence_min": 1},
        {"coverage": 1, "disagreement": 4, "job_reviews": 9, "job_score": 5, "evidence_min": 900},
    ],
)
def test_the_ends_of_each_range_are_taken(figures):
    assert {name: getattr(Policy(**figures), name) for name in figures} == figures


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("coverage", Decimal("-0.01")),
        ("coverage", Decimal("1.01")),
        ("disagreement", 0),
        ("disagreement", 5),
        ("job_reviews", 0),
        ("job_score", Decimal("0.9")),
        ("job_score", Decimal("5.1")),
        ("evidence_min", 0),
    ],
)
def test_what_is_outside_is_refused(name, value):
    with pytest.raises(BadFigure, match=f"^{name} is ") as caught:
        Policy(**{name: value})
    assert caught.value.name == name


@pytest.mark.parametrize("name", ["coverage", "job_score"])
def test_floats_are_refused(name):
    with pytest.raises(InexactNumber):
        Policy(**{name: 0.5})
