"""What a sheet says, part by part, and what a save wants to change in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rubrics.sheets.models import Sheet, SheetRating

CLOSING = "*closing"  # the name of the closing part: a key of a criterion is a slug and has no star
LONGEST_TEXT = 10_000
LONGEST_PAGE_KEY = 24


@dataclass(frozen=True, slots=True)
class Answer:
    """One criterion: a level, or not assessed, or neither yet; the evidence; ticked red flags with their words."""

    level: int | None = None
    not_assessed: bool = False
    evidence: str = ""
    flags: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_given(self) -> bool:
        return self.level is not None or self.not_assessed

    def as_dict(self) -> dict[str, Any]:
        return {
            "level": self.level,
            "not_assessed": self.not_assessed,
            "evidence": self.evidence,
            "flags": dict(self.flags),
        }


NO_ANSWER = Answer()


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which page sent a save, and the how manieth save of that page it was. An empty one is like no other."""

    page: str = ""
    number: int = 0

    def __str__(self) -> str:
        return f"{self.page}.{self.number}" if self.page else ""

    def is_covered_by(self, standing: str) -> bool:
        """Tell whether this save, or a later one of the same page, has already left the stamp ``standing``."""
        page, _, number = standing.rpartition(".")
        return bool(self.page) and page == self.page and int(number) >= self.number

    def is_page_of(self, standing: str) -> bool:
        return bool(self.page) and standing.rpartition(".")[0] == self.page


@dataclass(frozen=True, slots=True)
class Save:
    """What a page wants to change: whole answers of some criteria, some closing fields, from a known version on."""

    version: int
    answers: Mapping[str, Answer] = field(default_factory=dict)
    closing: Mapping[str, Any] = field(default_factory=dict)
    stamp: Stamp = Stamp()

    @property
    def parts(self) -> tuple[str, ...]:
        return (*self.answers, *((CLOSING,) if self.closing else ()))


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer to a save: the version that holds now, when it was, and the parts that others changed meanwhile."""

    version: int
    at: datetime
    others: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def read_answer(rating: SheetRating) -> Answer:
    return Answer(rating.level, rating.not_assessed, rating.evidence, rating.flags)


def read_answers(ratings: Iterable[SheetRating], keys: Mapping[int, str]) -> dict[str, Answer]:
    """Return the answers by criterion key; ``keys`` maps the rubric criterion's id to it."""
    return {keys[rating.criterion_id]: read_answer(rating) for rating in ratings}


def read_closing(sheet: Sheet) -> dict[str, Any]:
    return {name: getattr(sheet, name) for name in sheet.CLOSING}


def write_content(sheet: Sheet, answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Return what a revision keeps: every part of the sheet as it stands."""
    return {**read_closing(sheet), "ratings": {key: answer.as_dict() for key, answer in answers.items()}}
