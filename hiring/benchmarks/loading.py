"""Loading the file of figures: an upsert by key, whole or not at all, and nothing the second time."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction

from hiring.benchmarks.models import Benchmark, BenchmarkRevision
from hiring.benchmarks.reader import OWN_FIGURES, PackFigure
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from rubrics.library.models import Source
from rubrics.library.problems import PackError, Problem
from rubrics.library.results import Loaded

CHANGEABLE = ("low", "high", "is_open", "note", "is_used")


@transaction.atomic
def load_figures(figures: Iterable[PackFigure], *, actor: User | None = None, file: str = OWN_FIGURES.name) -> Loaded:
    """Store what the file holds. A figure that a person changed stands, and is named in ``Loaded.kept``.

    Raises ``PackError`` for a source that the rubric library does not have.
    """
    done, wanted = Loaded(), {figure.key: figure for figure in figures}
    sources = _find_sources(wanted.values(), file)
    rows = {row.key: row for row in Benchmark.objects.filter(key__in=wanted)}
    for key, figure in wanted.items():
        digest = _digest(figure)
        row = rows.get(key) or Benchmark(key=key)
        if row.content_digest == digest:
            continue
        if row.pk and row.is_changed:
            done.kept.append(f"{key}: it was changed here and stands")
            continue
        (done.changed if row.pk else done.made).append(f"benchmark {key}")
        _store(row, figure, sources[figure.source], digest, file)
    if not done.is_unchanged:
        record("benchmarks.loaded", actor=actor, fields={name.split()[1] for name in done.made + done.changed})
    return done


def _find_sources(figures: Iterable[PackFigure], file: str) -> dict[str, Source]:
    tags = {figure.source for figure in figures}
    sources = {source.tag: source for source in Source.objects.filter(tag__in=tags)}
    if missing := sorted(tags - set(sources)):
        raise PackError([Problem(file, "", f"The rubric library has no source {tag!r}.") for tag in missing])
    return sources


def _digest(figure: PackFigure) -> str:
    text = json.dumps(asdict(figure), sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _store(row: Benchmark, figure: PackFigure, source: Source, digest: str, file: str) -> None:
    values = asdict(figure) | {"source": source, "levels": list(figure.levels), "content_digest": digest}
    row.version = row.version + 1 if row.pk else 1
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    write_revision(row, reason=f"Loaded from {file}.", author=None)


def write_revision(row: Benchmark, *, reason: str, author: User | None) -> None:
    """Keep what stands now under the row's version."""
    BenchmarkRevision.objects.create(
        benchmark=row,
        number=row.version,
        reason=reason,
        author=author,
        **{name: getattr(row, name) for name in CHANGEABLE},
    )
