"""Rows as the pure figures that calculators take."""

from collections.abc import Iterable

from hiring.benchmarks.models import Benchmark
from hiring.benchmarks.ranges import Figure
from rubrics.library.listing import show_source


def read_figures(topics: Iterable[str] = ()) -> list[Figure]:
    """Return the figures in use, of all topics by default, by one query.

    Ask them by ``picking.pick(figures, topic, level=..., region=..., engagement=...)``.
    """
    rows = Benchmark.objects.in_use().select_related("source")
    wanted = list(topics)
    return [as_figure(row) for row in (rows.filter(topic__in=wanted) if wanted else rows)]


def as_figure(row: Benchmark) -> Figure:
    return Figure(
        key=row.key,
        topic=row.topic,
        unit=row.unit,
        currency=row.currency,
        low=row.low,
        high=row.high,
        is_open=row.is_open,
        levels=tuple(row.levels),
        region=row.region,
        engagement=row.engagement,
        source=show_source(row.source).name,
        quote=row.quote,
        note=row.note,
        published=row.published,
        is_changed=row.is_changed,
        address=row.public_id,
    )
