"""Loading twice changes nothing, what a person changed stands, and the database holds the rules by itself."""

from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from hiring.benchmarks.editing import edit_benchmark
from hiring.benchmarks.loading import load_figures
from hiring.benchmarks.reader import read_own_figures
from hiring.core.models import AuditEntry, User
from hiring.models import Benchmark, BenchmarkRevision
from rubrics.library.problems import PackError
from tests.factories.benchmarks import load_own_benchmarks, make_benchmark, make_sources

WHY = "Our own market data of this year."


def test_loading_twice_changes_nothing(db: None) -> None:
    make_sources()
    figures = read_own_figures()
    assert len(load_figures(figures).made) == len(figures) == Benchmark.objects.count()
    assert load_figures(figures).is_unchanged
    assert BenchmarkRevision.objects.count() == len(figures)
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["benchmarks.loaded"]


def test_a_newer_file_changes_what_no_person_changed(administrator: User) -> None:
    load_own_benchmarks()
    edit_benchmark(
        Benchmark.objects.get(key="salary_mid"), actor=administrator, reason=WHY, low=Decimal(1), high=Decimal(2)
    )
    newer = [
        replace(one, high=one.high + 1) if one.key in {"salary_mid", "salary_junior"} else one
        for one in read_own_figures()
    ]
    done = load_figures(newer)
    assert done.changed == ["benchmark salary_junior"]
    assert done.kept == ["salary_mid: it was changed here and stands"]
    assert Benchmark.objects.get(key="salary_mid").high == 2
    junior = Benchmark.objects.get(key="salary_junior")
    assert (junior.high, junior.version) == (120001, 2)
    assert [one.high for one in junior.revisions.all()] == [120001, 120000]


def test_a_source_that_the_library_lacks_refuses_the_whole_file(db: None) -> None:
    make_sources()["padmani2026"].delete()
    with pytest.raises(PackError, match="has no source 'padmani2026'"):
        load_figures(read_own_figures())
    assert not Benchmark.objects.exists()


def test_the_command(db: None) -> None:
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_benchmarks", stdout=StringIO())
    make_sources()
    for said in (f"{len(read_own_figures())} new, 0 changed.\n", "Nothing to change.\n"):
        out = StringIO()
        call_command("load_benchmarks", stdout=out)
        assert out.getvalue() == said


@pytest.mark.parametrize(
    "fields",
    [
        {"low": Decimal(-1)},
        {"low": Decimal(9), "high": Decimal(8)},
        {"currency": ""},
        {"unit": "weeks"},
        {"unit": "miles", "currency": ""},
        {"topic": "weather"},
        {"region": "mars"},
        {"engagement": "barter"},
        {"quote": "", "note": ""},
    ],
)
def test_the_database_refuses_what_is_no_figure(db: None, fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_benchmark(**fields)


def test_history_never_changes(db: None) -> None:
    load_own_benchmarks()
    with pytest.raises(IntegrityError), transaction.atomic():
        BenchmarkRevision.objects.update(reason="another")
    with pytest.raises(IntegrityError), transaction.atomic():
        BenchmarkRevision.objects.all().delete()
