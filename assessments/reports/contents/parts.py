"""What several reports share: a sheet as it is listed, the matrix of levels, what was seen and said. Values only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, Protocol

from hiring.roles.models import StageCriterion
from rubrics.scoring.rounding import half_up
from rubrics.scoring.summary import APART, CriterionSummary, Summary
from rubrics.sheets.models import SheetRating, SheetState

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
    name: str
    score: str
    assessed: int


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


class JudgedCell(Protocol):
    """A cell of a debrief or of the results of job reviews."""

    rating: SheetRating | None
    flags: Sequence[tuple[str, str]]


class JudgedRow(Protocol):
    criterion: StageCriterion
    line: CriterionSummary
    cells: Sequence[JudgedCell]
    mean: str


@dataclass(frozen=True, slots=True)
class Column:
    """A rater before it is text: the name, the key in the summary, what the first version said by criterion key."""

    name: str
    key: str
    first: Mapping[str, Any]


def find_out(
    rows: Iterable[JudgedRow], columns: Sequence[Column], summary: Summary, *, bar: Fraction, score: str, bar_text: str
) -> Findings:
    """Return what rows of a debrief or of job reviews say; ``columns`` in the order of their cells."""
    ordered = sorted(rows, key=lambda row: row.criterion.position)
    own = {rater.rater: rater for rater in summary.raters}
    scores = [own[column.key].score for column in columns if column.key in own]
    given = [value for value in scores if value is not None]
    matrix = Matrix(
        raters=tuple(_rater(column, own) for column in columns),
        lines=tuple(_line(row, columns) for row in ordered),
        score=score,
        at=_figure(summary.score),
        bar=bar_text,
        bar_at=float(bar),
        spread=half_up(max(given) - min(given)) if len(given) > 1 else "",
        reached=summary.score is not None and summary.score >= bar,
    )
    evidence = tuple(item for row in ordered if (item := _evidence(row, columns)).said)
    return Findings(
        matrix=matrix,
        evidence=evidence,
        printed=sum(len(item.said) for item in evidence),
        written=sum(bool(cell.rating and cell.rating.evidence) for row in ordered for cell in row.cells),
        flags=tuple(
            Flag(text, words, column.name, row.criterion.title)
            for row in ordered
            for column, cell in zip(columns, row.cells, strict=True)
            for text, words in cell.flags
        ),
    )


def _rater(column: Column, own: Mapping[str, Any]) -> Rater:
    summary = own.get(column.key)
    if summary is None or summary.score is None:
        return Rater(column.name, "", 0)
    return Rater(column.name, half_up(summary.score), summary.assessed)


def _line(row: JudgedRow, columns: Sequence[Column]) -> Line:
    return Line(
        title=row.criterion.title,
        weight=row.criterion.weight,
        floor=row.criterion.floor,
        given=tuple(
            _given(cell.rating, column.first.get(row.criterion.key))
            for column, cell in zip(columns, row.cells, strict=True)
        ),
        mean=row.mean,
        at=_figure(row.line.mean),
        lowest=row.line.lowest,
        highest=row.line.highest,
        spread=row.line.spread,
        is_below=row.line.below_floor,
    )


def _given(rating: SheetRating | None, first: Mapping[str, Any] | None) -> Given:
    if rating is None or not (rating.level or rating.not_assessed):
        return Given(None, answered=False)
    return Given(rating.level, amended=first is not None and first["level"] != rating.level)


def _evidence(row: JudgedRow, columns: Sequence[Column]) -> Evidence:
    """Print what decides: must-haves, levels 1, 2 and 5, and every criterion on which raters are apart."""
    whole = row.criterion.must_have or (row.line.spread or 0) >= APART
    return Evidence(
        row.criterion.title,
        tuple(
            Said(column.name, cell.rating.level, cell.rating.evidence)
            for column, cell in zip(columns, row.cells, strict=True)
            if cell.rating and cell.rating.evidence and (whole or cell.rating.level in TELLING)
        ),
    )


def _figure(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 4)
