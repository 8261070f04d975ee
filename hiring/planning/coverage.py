"""What a process covers: criterion by step as a heat map, and who owns each of the five parts of the work. Pure.

The map has one section for each part of the work and one for each further group of criteria. A number in it is the
share of the whole process, step weight times criterion weight, in per cent; all numbers of a complete process sum to
100. A step owns a part where enough of its 100 points are given for it (``ProcessRules.owning``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from hiring.planning.process import PlannedCriterion, PlannedStep, share_of
from hiring.planning.rules import Part

BANDS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a criterion meets a step. ``band`` 1 to 5 says how dark it is drawn, 0 that the step does not judge it."""

    share: Fraction = Fraction(0)
    points: int = 0
    must_have: bool = False
    band: int = 0

    @property
    def percent(self) -> float:
        """The share as pages print it."""
        return float(self.share)


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion over all steps that judge candidates."""

    key: str
    title: str
    cells: tuple[Cell, ...]

    @property
    def times(self) -> int:
        """In how many steps it is judged."""
        return sum(cell.band > 0 for cell in self.cells)

    @property
    def share(self) -> Fraction:
        return sum((cell.share for cell in self.cells), Fraction(0))

    @property
    def percent(self) -> float:
        return float(self.share)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that belong together: a part of the work, or the rest of a group of criteria.

    ``points`` are those of each step for the section; ``owners`` are the steps that own the part.
    """

    part: Part | None
    group: str
    rows: tuple[Row, ...]
    points: tuple[int, ...]
    owners: tuple[PlannedStep, ...] = ()

    @property
    def share(self) -> Fraction:
        return sum((row.share for row in self.rows), Fraction(0))


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole map. ``steps`` are its columns."""

    steps: tuple[PlannedStep, ...]
    sections: tuple[Section, ...]

    @property
    def rows(self) -> list[Row]:
        return [row for section in self.sections for row in section.rows]

    @property
    def twice(self) -> list[Row]:
        return [row for row in self.rows if row.times > 1]

    @property
    def nowhere(self) -> list[Row]:
        return [row for row in self.rows if not row.times]

    @property
    def share(self) -> Fraction:
        """What all criteria count together: 100 for steps that are a whole process."""
        return sum((section.share for section in self.sections), Fraction(0))

    @property
    def percent(self) -> float:
        return float(self.share)

    @property
    def unowned(self) -> list[Section]:
        return [section for section in self.sections if section.part is not None and not section.owners]


def band_of(share: Fraction, largest: Fraction) -> int:
    """Return 1 to 5 for a share on the scale of the largest one, 0 for none.

    Of a largest share of 5 per cent: 5 is band 5, 4.5 also (4.5 of each fifth), 1 is band 1, 1.01 band 2.

    >>> [band_of(Fraction(share), Fraction(5)) for share in ("0", "1", "1.01", "4.5", "5")]
    [0, 1, 2, 5, 5]
    """
    return ceil(BANDS * share / largest) if share else 0


def draw_map(
    steps: Sequence[PlannedStep], parts: Sequence[Part], *, known: Iterable[PlannedCriterion], owning: int
) -> Coverage:
    """Return the map of these steps. ``known`` are criteria that one could judge: those in no step are empty rows.

    The five-step interview judges "Deployment, release and rollback" with 40 points in a step of 27 per cent: 10.8 per
    cent of the process, and with no other criterion of CI/CD there that step owns it (40 is at least 15).
    """
    judged = tuple(step for step in steps if step.judges_candidates)
    catalogue = _catalogue(judged, list(known))
    largest = max((share_of(step, item) for step in judged for item in step.criteria), default=Fraction(0))
    rows = {key: _draw_row(item, judged, largest) for key, item in catalogue.items()}
    taken = {key for part in parts for key in part.criteria}
    sections = [_section_of_part(part, rows, judged, owning) for part in parts]
    for group in dict.fromkeys(item.group for item in catalogue.values()):
        keys = [key for key, item in catalogue.items() if item.group == group and key not in taken]
        if keys:
            points = tuple(step.points_for(keys) for step in judged)
            sections.append(Section(None, group, tuple(rows[key] for key in keys), points))
    return Coverage(judged, tuple(sections))


def _catalogue(steps: Sequence[PlannedStep], known: Sequence[PlannedCriterion]) -> dict[str, PlannedCriterion]:
    """Every criterion once, in the order of the known ones, then of the steps; called as the first step calls it."""
    used: dict[str, PlannedCriterion] = {}
    for step in steps:
        for item in step.criteria:
            used.setdefault(item.key, item)
    order = dict.fromkeys([*(item.key for item in known), *used])
    names = {item.key: item for item in known} | used
    return {key: names[key] for key in order}


def _draw_row(item: PlannedCriterion, steps: Sequence[PlannedStep], largest: Fraction) -> Row:
    cells = []
    for step in steps:
        found = next((own for own in step.criteria if own.key == item.key), None)
        share = share_of(step, found) if found else Fraction(0)
        cells.append(Cell(share, found.weight, found.must_have, band_of(share, largest)) if found and share else Cell())
    return Row(item.key, item.title, tuple(cells))


def _section_of_part(part: Part, rows: Mapping[str, Row], steps: Sequence[PlannedStep], owning: int) -> Section:
    points = tuple(step.points_for(part.criteria) for step in steps)
    owners = tuple(step for step, has in zip(steps, points, strict=True) if has >= owning)
    return Section(part, "", tuple(rows[key] for key in part.criteria if key in rows), points, owners)
