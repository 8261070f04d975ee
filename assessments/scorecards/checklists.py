"""The checklist of a production stage, filled in for the one system that a candidate describes. It scores no person."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rubrics.library.models import Checklist, RubricVersion
from rubrics.scoring.checklist import Band, find_band, score_checklist
from rubrics.sheets.frozen import read_criteria

PRODUCTION = "production_readiness"  # the library's name of the stage whose criteria ask for a running system
LONGEST_ID = 40
POINTS = {"0": 0, "0.5": 0.5, "1": 1}  # as a form sends them
CHOICES = (("0", _("Not done")), ("0.5", _("By hand")), ("1", _("Automated")))


def validate_answers(value: object) -> None:
    """Take {test id: 0, 0.5 or 1}; whether the ids are those of a checklist is for the verb to check."""
    legal = isinstance(value, dict) and all(
        len(test) <= LONGEST_ID and type(points) in {int, float} and points in {0, 0.5, 1}
        for test, points in value.items()
    )
    if not legal:
        raise ValidationError(_("A test of the checklist has 0, 0.5 or 1 point."))


def find_checklist(version: RubricVersion) -> Checklist | None:
    """Return the checklist that goes with a rubric version: one for those that judge production readiness."""
    if not any(item.stage == PRODUCTION for item in read_criteria(version)):
        return None
    return Checklist.objects.order_by("key").first()


def test_ids(checklist: Checklist) -> set[str]:
    return {test["id"] for section in checklist.sections for test in section["tests"]}


@dataclass(frozen=True, slots=True)
class Test:
    id: str
    text: str
    value: str  # one of CHOICES, or empty where it is not answered


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    tests: tuple[Test, ...]
    points: Decimal


@dataclass(frozen=True, slots=True)
class FilledChecklist:
    """A checklist with a card's answers, its sums, and the reading of the final score once that is certain."""

    title: str
    note: str
    sections: tuple[Section, ...]
    answered: int
    total: int
    final: Decimal | None
    reading: str


def fill_checklist(checklist: Checklist, answers: Mapping[str, float]) -> FilledChecklist:
    """Put answers and sums together; the final score is the lowest of the sections, known when it cannot change."""
    tests = {section["key"]: [test["id"] for test in section["tests"]] for section in checklist.sections}
    known = {test: points for test, points in answers.items() if test in test_ids(checklist)}
    score = score_checklist(tests, known)
    sums = {section.key: section.score for section in score.sections}
    bands = [
        Band(band["over"] and Fraction(str(band["over"])), Fraction(str(band["up_to"])), band["reading"])
        for band in checklist.bands
    ]
    return FilledChecklist(
        title=checklist.title,
        note=checklist.note,
        sections=tuple(
            Section(
                section["key"],
                section["title"],
                tuple(Test(test["id"], test["test"], _value(known.get(test["id"]))) for test in section["tests"]),
                _decimal(sums[section["key"]]),
            )
            for section in checklist.sections
        ),
        answered=len(known),
        total=sum(len(ids) for ids in tests.values()),
        final=None if score.final is None else _decimal(score.final),
        reading="" if score.final is None else find_band(score.final, bands).reading,
    )


def _value(points: float | None) -> str:
    return "" if points is None else f"{points:g}"


def _decimal(points: Fraction) -> Decimal:
    """Halves are exact in both."""
    return Decimal(points.numerator) / points.denominator
