"""From the file of figures to figures: good in every respect or refused whole, with every fault named at once. Pure.

The manner is that of ``rubrics.library.reader``: its strict YAML, its fields and its problems with file, key and line.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from hiring.benchmarks.terms import MONEY, Engagement, Level, Region, Topic, Unit
from rubrics.library.fields import Field
from rubrics.library.problems import PackError, Problem, Reading
from rubrics.library.reader import MAX_BYTES
from rubrics.library.strict_yaml import load_yaml

OWN_FIGURES = Path(__file__).parent / "figures.yaml"
OWN_ASSUMPTION = "original"  # the tag of the library for what it does not take from anybody
HIGHEST = 9_999_999
WANTED = ("key", "topic", "unit", "low", "high", "source")
OPTIONAL = ("quote", "currency", "open", "levels", "region", "engagement", "published", "note")


@dataclass(frozen=True, slots=True)
class PackFigure:
    """One figure as the file has it; ``source`` is the tag of a source of the rubric library."""

    key: str
    topic: str
    unit: str
    currency: str
    low: Decimal
    high: Decimal
    is_open: bool
    levels: tuple[str, ...]
    region: str
    engagement: str
    source: str
    quote: str
    published: str
    note: str
    read_on: date


def read_own_figures() -> tuple[PackFigure, ...]:
    """The figures that come with Plumbline."""
    return read_file(OWN_FIGURES)


def read_file(path: Path) -> tuple[PackFigure, ...]:
    """Raises ``PackError``, for a missing file as well."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        return read_figures(content.decode("utf-8-sig"), path.name)
    except OSError as error:
        raise PackError([Problem(path.name, "", f"The file cannot be read: {error.strerror}.")]) from error
    except UnicodeDecodeError as error:
        raise PackError([Problem(path.name, "", "The file is not UTF-8 text.")]) from error


def read_figures(text: str, file: str) -> tuple[PackFigure, ...]:
    """Raises ``PackError`` with every problem of the text."""
    reading = Reading(file)
    parts = Field(load_yaml(text, reading), "", reading).parts(["schema_version", "read_on", "figures"])
    parts["schema_version"].whole(1, 1)
    read_on = _read_day(parts["read_on"])
    items = list(parts["figures"].items(1))
    figures = tuple(_read_figure(item, read_on) for item in items)
    _check_unique([figure.key for figure in figures], items)
    if len({figure.currency for figure in figures if figure.currency}) > 1:
        parts["figures"].refuse("All money of a file is in one currency, so that ranges can be spanned over it.")
    reading.stop()
    return figures


def _read_day(field: Field) -> date:
    text = field.text(10)
    try:
        return date.fromisoformat(text)
    except ValueError:
        if text:
            field.refuse("A day is wanted, as in '2026-11-29'.")
        return date.min


def _read_figure(field: Field, read_on: date) -> PackFigure:
    parts = field.parts(WANTED, OPTIONAL)
    unit = parts["unit"].choice(list(Unit))
    figure = PackFigure(
        key=parts["key"].key(),
        topic=parts["topic"].choice(list(Topic)),
        unit=unit,
        currency=parts["currency"].text(3) if "currency" in parts else "",
        low=Decimal(str(parts["low"].number(0, HIGHEST))),
        high=Decimal(str(parts["high"].number(0, HIGHEST))),
        is_open=parts["open"].flag() if "open" in parts else False,
        levels=_read_levels(parts.get("levels")),
        region=_read_choice(parts.get("region"), list(Region)),
        engagement=_read_choice(parts.get("engagement"), list(Engagement)),
        source=parts["source"].text(40),
        quote=parts["quote"].text() if "quote" in parts else "",
        published=parts["published"].text(20) if "published" in parts else "",
        note=parts["note"].text() if "note" in parts else "",
        read_on=read_on,
    )
    _check_figure(figure, field)
    return figure


def _read_choice(field: Field | None, allowed: Collection[str]) -> str:
    return field.choice(allowed) if field is not None else ""


def _read_levels(field: Field | None) -> tuple[str, ...]:
    if field is None:
        return ()
    return tuple(item.choice(list(Level)) for item in field.items(1, len(Level)))


def _check_figure(figure: PackFigure, field: Field) -> None:
    if field.is_broken:
        return
    if figure.low > figure.high:
        field.refuse(f"The low end {figure.low} lies above the high end {figure.high}.")
    if (figure.unit in MONEY) != bool(figure.currency):
        field.refuse("Money has a currency, everything else has none.")
    if figure.currency and not (len(figure.currency) == 3 and figure.currency.isascii() and figure.currency.isupper()):
        field.refuse("A currency has three capital letters, as in USD.")
    if len(set(figure.levels)) != len(figure.levels):
        field.refuse("A level stands twice.")
    if figure.source == OWN_ASSUMPTION and (figure.quote or not figure.note):
        field.refuse("An assumption of ours has a note and no quote.")
    if figure.source != OWN_ASSUMPTION and not figure.quote:
        field.refuse("A figure of a source has the words in which it says it.")


def _check_unique(keys: list[str], items: list[Field]) -> None:
    for place, key in enumerate(keys):
        if key and key in keys[:place]:
            items[place].refuse(f"The key {key} stands twice.")
