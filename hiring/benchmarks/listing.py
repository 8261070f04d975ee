"""What the page of all benchmarks shows: topic by topic, with the sentences about where sources disagree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.benchmarks.models import Benchmark
from hiring.benchmarks.picking import Conflict, find_conflicts
from hiring.benchmarks.ranges import Figure
from hiring.benchmarks.reading import as_figure
from hiring.benchmarks.words import LEVELS, TOPICS, say_range


@dataclass(frozen=True, slots=True)
class Line:
    row: Benchmark
    figure: Figure


@dataclass(frozen=True, slots=True)
class Block:
    """One topic: its figures, and in words where they contradict each other."""

    topic: str
    label: str | Promise
    lines: Sequence[Line]
    conflicts: Sequence[str]


def list_benchmarks(rows: Iterable[Benchmark]) -> list[Block]:
    """Return the topics that have figures, in their order; figures that nobody may use count in no conflict."""
    lines = [Line(row, as_figure(row)) for row in rows]
    blocks = []
    for topic, label in TOPICS.items():
        here = [line for line in lines if line.row.topic == topic]
        conflicts = find_conflicts([line.figure for line in here if line.row.is_used])
        if here:
            blocks.append(Block(topic, label, here, [say_conflict(one) for one in conflicts]))
    return blocks


def say_conflict(conflict: Conflict) -> str:
    """Say a conflict: "Senior: 3 sources disagree: USD 160,000 to 200,000 and more a year (Guide ...); ..."."""
    said = "; ".join(
        f"{say_range(one.low, one.high, is_open=one.is_open, currency=one.currency, unit=one.unit)} ({one.source})"
        for one in conflict.figures
    )
    count = len(conflict.sources)
    text = ngettext("%(count)d source contradicts itself: %(said)s", "%(count)d sources disagree: %(said)s", count) % {
        "count": count,
        "said": said,
    }
    if not conflict.levels:
        return text
    levels = _(", ").join(str(LEVELS[level]) for level in conflict.levels)
    return _("%(levels)s: %(text)s") % {"levels": levels, "text": text}
