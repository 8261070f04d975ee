"""The matrix of one rubric: criterion by rater, with evidence, for the cards of a debrief and for job reviews.

Whoever calls this passes only sheets that its reader may read; the seal is asked before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rubrics.scoring.marks import Criterion, Mark
from rubrics.scoring.rounding import mean_text
from rubrics.scoring.summary import CriterionSummary
from rubrics.sheets.models import Sheet, SheetRating


@dataclass(frozen=True, slots=True)
class Cell:
    """What one rater said on one criterion; ``flags`` are (red flag, where it showed)."""

    sheet: Sheet
    rating: SheetRating | None
    flags: tuple[tuple[str, str], ...]

    @property
    def says_something(self) -> bool:
        return bool(self.flags or (self.rating and self.rating.evidence))


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion over all raters; ``mean`` is ready to print."""

    line: CriterionSummary
    cells: tuple[Cell, ...]

    @property
    def criterion(self) -> Criterion:
        return self.line.criterion

    @property
    def mean(self) -> str:
        return mean_text(self.line.mean, self.criterion.floor)

    @property
    def flags(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each ticked red flag with the names of who ticked it."""
        by_flag: dict[str, list[str]] = {}
        for cell in self.cells:
            for flag, _words in cell.flags:
                by_flag.setdefault(flag, []).append(cell.sheet.author.name)
        return tuple((flag, tuple(names)) for flag, names in by_flag.items())

    @property
    def notes(self) -> int:
        return sum(bool(cell.rating and cell.rating.evidence) for cell in self.cells)


def read_marks(ratings: Iterable[tuple[int, int, int | None]], keys: Mapping[int, str]) -> list[Mark]:
    """Return (id of the sheet, id of the frozen criterion, level) as marks, of the criteria in ``keys``.

    The rater of a mark is the id of the sheet as text.
    """
    return [Mark(str(sheet), keys[criterion], level) for sheet, criterion, level in ratings if criterion in keys]


def lay_out(
    lines: Iterable[CriterionSummary],
    sheets: Sequence[Sheet],
    ratings: Iterable[SheetRating],
    keys: Mapping[int, str],
) -> tuple[Row, ...]:
    """Return a row for each line, with a cell for every sheet (``ratings`` joined with their criterion)."""
    said = {(rating.sheet_id, keys.get(rating.criterion_id)): rating for rating in ratings}
    return tuple(
        Row(line, tuple(_cell(sheet, said.get((sheet.pk, line.criterion.key))) for sheet in sheets)) for line in lines
    )


def _cell(sheet: Sheet, rating: SheetRating | None) -> Cell:
    if rating is None:
        return Cell(sheet, None, ())
    texts = rating.criterion.red_flags
    ticked = sorted(rating.flags.items(), key=lambda item: int(item[0]))
    return Cell(sheet, rating, tuple((texts[int(at)], words) for at, words in ticked))
