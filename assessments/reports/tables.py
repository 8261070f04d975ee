"""The figures of decision reports as a table, for people who go on calculating: one line for a candidate and step.

Text cells that a spreadsheet would take for a formula are closed (OWASP, CSV injection): in a CSV file by an apostrophe
before them, in an Excel file by the type of the cell. Figures stay numbers. What is sealed to the reader is empty and
says so.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import xlsxwriter
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.reports.contents.applications import ApplicationContent
from assessments.reports.contents.parts import Line
from assessments.reports.contents.steps import StepContent

Cell = str | Decimal | int | datetime | None
Row = tuple[Cell, ...]

STEPS: tuple[str | Promise, ...] = (
    gettext_lazy("Candidate"),
    gettext_lazy("Role"),
    gettext_lazy("State"),
    gettext_lazy("Stands at"),
    gettext_lazy("Applied"),
    gettext_lazy("Step"),
    gettext_lazy("Rubric version"),
    gettext_lazy("Scorecards in"),
    gettext_lazy("Scorecards needed"),
    gettext_lazy("Sealed"),
    gettext_lazy("Score"),
    gettext_lazy("Expected"),
    gettext_lazy("Coverage, %"),
    gettext_lazy("Widest difference"),
    gettext_lazy("Must-haves below their floor"),
    gettext_lazy("Suggestion"),
    gettext_lazy("Decision"),
    gettext_lazy("Decided by"),
    gettext_lazy("Decided"),
)
CRITERIA: tuple[str | Promise, ...] = (
    gettext_lazy("Candidate"),
    gettext_lazy("Step"),
    gettext_lazy("Criterion"),
    gettext_lazy("Weight, %"),
    gettext_lazy("Floor"),
    gettext_lazy("Ratings"),
    gettext_lazy("Mean"),
    gettext_lazy("Lowest"),
    gettext_lazy("Highest"),
    gettext_lazy("Difference"),
)
# What opens a formula in Excel, LibreOffice or Google Sheets, in half and in full width, and what hides one.
OPENS_A_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")


def step_rows(content: ApplicationContent) -> Iterator[Row]:
    """Yield a line for each judged step that has begun; one without a step for an application that has none."""
    for step in content.begun or (None,):
        yield (*_about(content), *(_of_step(step, content) if step else [None] * (len(STEPS) - 5)))


def criterion_rows(content: ApplicationContent) -> Iterator[Row]:
    """Yield a line for each criterion of each step that the reader may read."""
    for step in content.begun:
        if step.judgement:
            for line in step.judgement.findings.matrix.lines:
                yield (content.candidate, step.title, *_of_line(line))


def _about(content: ApplicationContent) -> Row:
    return (content.candidate, content.role, content.state, content.standing or _("New"), content.applied_at)


def _of_step(step: StepContent, content: ApplicationContent) -> Row:
    judged, decision = step.judgement, step.decision
    lines = judged.findings.matrix.lines if judged else ()
    spreads = [line.spread for line in lines if line.spread is not None]
    return (
        step.title,
        step.rubric_number,
        step.submitted,
        step.panel_size,
        _("sealed") if content.is_sealed else None,
        _number(judged.score) if judged else None,
        _number(judged.expected) if judged else None,
        _number(judged.coverage) if judged else None,
        max(spreads, default=None),
        ", ".join(line.title for line in lines if line.is_below) or None,
        judged.outcome if judged else None,
        decision.outcome if decision else None,
        decision.actor if decision else None,
        decision.at if decision else None,
    )


def _of_line(line: Line) -> Row:
    given = len(line.levels)
    return (line.title, line.weight, line.floor, given, _number(line.mean), line.lowest, line.highest, line.spread)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def write_csv(rows: Iterable[Row], *, time_zone: str) -> bytes:
    """Return the lines of ``STEPS`` as CSV (RFC 4180, UTF-8 with a mark so that Excel reads it so)."""
    zone, target = ZoneInfo(time_zone), io.StringIO(newline="")
    writer = csv.writer(target, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([str(title) for title in STEPS])
    for row in rows:
        writer.writerow([_csv_cell(cell, zone) for cell in row])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _csv_cell(cell: Cell, zone: ZoneInfo) -> str | Decimal | int:
    if isinstance(cell, datetime):
        return f"{cell.astimezone(zone):%Y-%m-%d %H:%M}"
    if isinstance(cell, str):
        return close_formula(cell)
    return "" if cell is None else cell


def close_formula(text: str) -> str:
    """Return ``text`` so that no spreadsheet calculates it when it stands alone in a cell of a CSV file."""
    text = text.replace("\0", "")
    return f"'{text}" if text.lstrip(" ").startswith(OPENS_A_FORMULA) else text


def write_xlsx(
    steps: Sequence[Row],
    criteria: Sequence[Row],
    notes: Sequence[tuple[str, str]],
    *,
    made_at: datetime,
    time_zone: str,
) -> bytes:
    """Return a workbook of three sheets: steps, criteria, and ``notes`` on what the file is."""
    target = io.BytesIO()
    # Nothing that people wrote becomes a formula, a link or a number.
    closed = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, {"in_memory": True, **closed})
    book.set_properties({"created": made_at.replace(tzinfo=None), "title": str(notes[0][1]) if notes else ""})
    zone = ZoneInfo(time_zone)
    _write_sheet(book, _("Steps"), STEPS, steps, zone)
    _write_sheet(book, _("Criteria"), CRITERIA, criteria, zone)
    _write_sheet(book, _("About this file"), (_("What"), _("Value")), notes, zone)
    book.close()
    return target.getvalue()


def _write_sheet(
    book: xlsxwriter.Workbook, title: str, heads: Sequence[str | Promise], rows: Sequence[Row], zone: ZoneInfo
) -> None:
    sheet = book.add_worksheet(title)
    bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.freeze_panes(1, 0)
    widths = [len(str(head)) for head in heads]
    for column, head in enumerate(heads):
        sheet.write_string(0, column, str(head), bold)
    writers: dict[type, Callable[[int, int, Cell], object]] = {
        str: lambda row, column, cell: sheet.write_string(row, column, cell.replace("\0", "")),
        int: sheet.write_number,
        Decimal: sheet.write_number,
        datetime: lambda row, column, cell: sheet.write_datetime(
            row, column, cell.astimezone(zone).replace(tzinfo=None), moment
        ),
    }
    for place, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if cell is not None:
                writers[type(cell)](place, column, cell)
                widths[column] = max(widths[column], 16 if isinstance(cell, datetime) else len(str(cell)))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 2, 60))
    if rows:
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
