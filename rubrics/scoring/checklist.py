"""The ML Test Score: a checklist for one system that a candidate describes. It scores systems, not persons.

Source: Breck, Cai, Nielsen, Salib, Sculley (2017), "The ML Test Score", IEEE Big Data. A test gives 0 points
when not done, 1/2 when done by hand with the result written down, 1 when automated and repeated. The trap: the
workshop paper of 2016 gave 1 and 2 points and other bands; its answers are refused here, not rescaled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rubrics.scoring.arithmetic import Exact, exact
from rubrics.scoring.errors import BadAnswer, BadChecklist, InexactNumber, NoBand

ANSWERS = (Fraction(0), Fraction(1, 2), Fraction(1))


@dataclass(frozen=True, slots=True)
class Band:
    """A reading of the final score: more than `over` (None: no lower end) and at most `up_to`."""

    over: Fraction | None
    up_to: Fraction
    reading: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "up_to", exact(self.up_to))
        if self.over is not None:
            object.__setattr__(self, "over", exact(self.over))

    def holds(self, score: Fraction) -> bool:
        return score <= self.up_to and (self.over is None or score > self.over)


@dataclass(frozen=True, slots=True)
class SectionScore:
    """`score` in points: the sum of the answers given. `unanswered` are test ids, worth 0 to 1 point each."""

    key: str
    score: Fraction
    unanswered: tuple[str, ...]

    @property
    def at_most(self) -> Fraction:
        return self.score + len(self.unanswered)


@dataclass(frozen=True, slots=True)
class ChecklistScore:
    """Section sums, and what the final score, the minimum of the sections, is known to be.

    `at_least` takes every open test as not done, `at_most` as automated. `final` is None while they differ.
    """

    sections: tuple[SectionScore, ...]
    at_least: Fraction
    at_most: Fraction

    @property
    def final(self) -> Fraction | None:
        return self.at_least if self.at_least == self.at_most else None


def score_checklist(sections: Mapping[str, Sequence[str]], answers: Mapping[str, Exact | float]) -> ChecklistScore:
    """Score `answers` ({test id: 0, 1/2 or 1}) on `sections` ({section: test ids}); a test may stay open.

    A float is taken here, since 0.5 is exact in binary as well and JSON has nothing else.
    Errors: BadChecklist, BadAnswer.
    """
    known = [test for tests in sections.values() for test in tests]
    if not sections or not all(sections.values()):
        raise BadChecklist("a checklist has at least one section, and a section at least one test")
    if len(set(known)) < len(known):
        raise BadChecklist("a test stands twice on the checklist")
    points = {test: _points(test, answer, known) for test, answer in answers.items()}
    scores = tuple(_score_section(key, tests, points) for key, tests in sections.items())
    return ChecklistScore(
        scores,
        at_least=min(section.score for section in scores),
        at_most=min(section.at_most for section in scores),
    )


def find_band(score: Fraction, bands: Sequence[Band]) -> Band:
    """The band that holds the score; each excludes its lower bound and includes its upper. Errors: NoBand."""
    for band in bands:
        if band.holds(score):
            return band
    raise NoBand(score)


def _score_section(key: str, tests: Sequence[str], points: Mapping[str, Fraction]) -> SectionScore:
    return SectionScore(
        key,
        score=sum((points.get(test, Fraction(0)) for test in tests), Fraction(0)),
        unanswered=tuple(test for test in tests if test not in points),
    )


def _points(test: str, answer: Exact | float, known: Sequence[str]) -> Fraction:
    if test not in known:
        raise BadAnswer(test, answer)
    try:
        points = exact(Fraction(answer) if isinstance(answer, float) else answer)
    except (InexactNumber, ValueError, OverflowError):
        raise BadAnswer(test, answer) from None
    if points not in ANSWERS:
        raise BadAnswer(test, answer)
    return points
