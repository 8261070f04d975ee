"""What several reports share: a sheet as it is listed, the matrix of levels, what was seen and said. Values only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from rubrics.scoring.rounding import score_text
from rubrics.scoring.summary import APART, Summary
from rubrics.sheets.matrix import Row
from rubrics.sheets.models import Sheet, SheetRating, SheetState

MOST_RATERS_WITH_ROOM = 6
TELLING = frozenset({1, 2, 5})


@dataclass(frozen=True, slots=True)
class SheetLine:
    """That a scorecard or job review exists, whose it is and how far: open to everybody, also while it is sealed."""

    author: str
    state: str
    due_at: datetime
    submitted_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state == SheetState.OPEN

    @property
    def is_in(self) -> bool:
        return self.state == SheetState.SUBMITTED


@dataclass(frozen=True, slots=True)
class Given:
    """One level in the matrix. ``answered`` is false where nobody was asked: neither a level nor "not assessed"."""

    level: int | None
    answered: bool = True
    amended: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion over its raters; texts as they are printed, figures in levels as they are drawn."""

    title: str
    weight: int
    floor: int | None
    given: tuple[Given, ...]
    mean: str
    at: float | None
    lowest: int | None
    highest: int | None
    spread: int | None
    is_below: bool

    @property
    def is_apart(self) -> bool:
        return self.spread is not None and self.spread >= APART

    @property
    def levels(self) -> tuple[int, ...]:
        return tuple(one.level for one in self.given if one.level)


@dataclass(frozen=True, slots=True)
class Rater:
    """Somebody who rated; ``recommends`` is empty where sheets do not ask for it."""

    name: str
    score: str
    recommends: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Criteria by raters, in the order of the rubric, with the weighted score under it."""

    raters: tuple[Rater, ...]
    lines: tuple[Line, ...]
    score: str
    at: float | None
    bar: str
    bar_at: float
    spread: str
    reached: bool

    @property
    def has_room(self) -> bool:
        """Whether there is room for drawings beside the raters."""
        return len(self.raters) <= MOST_RATERS_WITH_ROOM

    @property
    def recommends(self) -> bool:
        return any(rater.recommends for rater in self.raters)

    @property
    def is_amended(self) -> bool:
        return any(given.amended for line in self.lines for given in line.given)

    @property
    def weight(self) -> int:
        return sum(line.weight for line in self.lines)


@dataclass(frozen=True, slots=True)
class Said:
    """What one rater wrote on a criterion."""

    author: str
    level: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was written on one criterion, as far as it is printed."""

    title: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """A red flag that somebody ticked, and where it showed."""

    text: str
    words: str
    author: str
    criterion: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Matrix, evidence and red flags of one panel or one round of reviews."""

    matrix: Matrix
    evidence: tuple[Evidence, ...]
    printed: int
    written: int
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The weighted score and its bar, as figures and as they are printed."""

    summary: Summary
    bar: Fraction
    score_text: str
    bar_text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A rater on the way to paper: the sheet, what its first version said by criterion, what it recommends."""

    sheet: Sheet
    first: Mapping[str, Any]
    recommends: str = ""

    @property
    def name(self) -> str:
        return self.sheet.author.name


def find_out(rows: Iterable[Row], columns: Sequence[Column], figures: Figures, *, whole: bool = False) -> Findings:
    """Return what rows of a debrief or of job reviews say; ``columns`` in the order of their cells.

    Unless ``whole``, only the evidence that decides is printed: on must-haves, of levels 1, 2 and 5, and on every
    criterion on which raters are apart.
    """
    place = {line.criterion.key: number for number, line in enumerate(figures.summary.criteria)}
    ordered = sorted(rows, key=lambda row: place[row.criterion.key])
    evidence = tuple(item for row in ordered if (item := _evidence(row, whole)).said)
    return Findings(
        matrix=_matrix(ordered, columns, figures),
        evidence=evidence,
        printed=sum(len(item.said) for item in evidence),
        written=sum(row.notes for row in ordered),
        flags=tuple(
            Flag(text, words, cell.sheet.author.name, row.criterion.title)
            for row in ordered
            for cell in row.cells
            for text, words in cell.flags
        ),
    )


def _matrix(rows: Sequence[Row], columns: Sequence[Column], figures: Figures) -> Matrix:
    own = {rater.rater: rater.score for rater in figures.summary.raters}
    given = [score for score in own.values() if score is not None]
    score = figures.summary.score
    return Matrix(
        raters=tuple(
            Rater(column.name, score_text(own.get(str(column.sheet.pk))), column.recommends) for column in columns
        ),
        lines=tuple(_line(row, columns) for row in rows),
        score=figures.score_text,
        at=_figure(score),
        bar=figures.bar_text,
        bar_at=round(float(figures.bar), 4),
        spread=score_text(max(given) - min(given)) if len(given) > 1 else "",
        reached=score is not None and score >= figures.bar,
    )


def _line(row: Row, columns: Sequence[Column]) -> Line:
    criterion, line = row.criterion, row.line
    return Line(
        title=criterion.title,
        weight=int(criterion.weight),
        floor=None if criterion.floor is None else int(criterion.floor),
        given=tuple(
            _given(cell.rating, column.first.get(criterion.key))
            for column, cell in zip(columns, row.cells, strict=True)
        ),
        mean=row.mean,
        at=_figure(line.mean),
        lowest=line.lowest,
        highest=line.highest,
        spread=line.spread,
        is_below=line.below_floor,
    )


def _given(rating: SheetRating | None, first: Mapping[str, Any] | None) -> Given:
    if rating is None or not (rating.level or rating.not_assessed):
        return Given(None, answered=False)
    return Given(rating.level, amended=first is not None and first["level"] != rating.level)


def _evidence(row: Row, whole: bool) -> Evidence:
    whole = whole or row.criterion.must_have or (row.line.spread or 0) >= APART
    return Evidence(
        row.criterion.title,
        tuple(
            Said(cell.sheet.author.name, cell.rating.level, cell.rating.evidence)
            for cell in row.cells
            if cell.rating and cell.rating.evidence and (whole or cell.rating.level in TELLING)
        ),
    )


def _figure(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 4)
