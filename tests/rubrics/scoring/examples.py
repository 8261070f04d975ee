"""Figures for the tests of the arithmetic: rubrics of the library by hand, and drawn ones."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from hypothesis import strategies as st

from rubrics.scoring.marks import Criterion, Mark
from rubrics.scoring.summary import Summary, summarise

RATERS = ("ann", "bob", "cat", "dan")

# MLOps and production readiness, step 5 of the seven-step process: criterion, weight, floor of a must-have.
PRODUCTION = (
    ("po_pipeline", 17, None),
    ("po_cicd", 15, None),
    ("po_deployment", 18, 3),
    ("po_lineage", 12, None),
    ("po_monitoring", 20, 3),
    ("po_incidents", 10, None),
    ("po_cost", 8, None),
)
# Three interviewers; ann did not get to lineage.
THREE_CARDS = {
    "ann": (4, 3, 4, None, 2, 4, 2),
    "bob": (4, 4, 5, 3, 4, 4, 4),
    "cat": (3, 3, 4, 3, 2, 3, 3),
}


def make_criterion(key: str, weight: object = 10, floor: object = None, group: str = "technical", **more) -> Criterion:
    return Criterion(key, key.upper(), weight, floor is not None, floor, group=group, **more)


def make_rubric(*lines: tuple[str, int, int | None], group: str = "technical") -> tuple[Criterion, ...]:
    return tuple(make_criterion(key, weight, floor, group) for key, weight, floor in lines)


def make_marks(criteria: Sequence[Criterion], cards: Mapping[str, Sequence[int | None]]) -> list[Mark]:
    return [
        Mark(rater, criterion.key, level)
        for rater, levels in cards.items()
        for criterion, level in zip(criteria, levels, strict=True)
    ]


def summarise_cards(criteria: Sequence[Criterion], **cards: Sequence[int | None]) -> Summary:
    return summarise(criteria, make_marks(criteria, cards))


def line_of(summary: Summary, key: str):
    return next(line for line in summary.criteria if line.criterion.key == key)


weights = st.integers(1, 60).map(Fraction) | st.fractions(Fraction(1, 7), 40, max_denominator=9)
levels = st.integers(1, 5)
answers = st.none() | levels


@st.composite
def rubrics(draw) -> tuple[Criterion, ...]:
    size = draw(st.integers(1, 7))
    floors = st.none() | st.integers(1, 5)
    return tuple(make_criterion(f"c{place}", draw(weights), draw(floors)) for place in range(size))


@st.composite
def judged(draw, answers=answers) -> tuple[tuple[Criterion, ...], list[Mark]]:
    """A rubric and the marks of none to four raters on all its criteria."""
    criteria = draw(rubrics())
    raters = RATERS[: draw(st.integers(0, len(RATERS)))]
    return criteria, [Mark(rater, one.key, draw(answers)) for rater in raters for one in criteria]
