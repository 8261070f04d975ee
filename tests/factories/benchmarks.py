"""Benchmarks as they come along, and single ones."""

from decimal import Decimal

from hiring.benchmarks.loading import load_figures
from hiring.benchmarks.reader import read_own_figures
from hiring.models import Benchmark
from rubrics.models import Source

WORKS = {
    "hiringguide": "Guide to hiring machine learning engineers; the seven steps",
    "aiexpertnetwork": "AI Expert Network, How to Hire a Machine Learning Engineer That Delivers; red flags",
    "padmani2026": "S. Padmani, Hire an ML Engineer in 2026; pitfalls",
    "original": "written for this library",
}


def make_sources() -> dict[str, Source]:
    return {tag: Source.objects.get_or_create(tag=tag, defaults={"what": what})[0] for tag, what in WORKS.items()}


def load_own_benchmarks() -> None:
    make_sources()
    load_figures(read_own_figures())


def make_benchmark(**fields: object) -> Benchmark:
    """A salary of seniors that one source gives."""
    values = {
        "key": "salary_senior",
        "topic": "salary",
        "unit": "money_year",
        "currency": "USD",
        "low": Decimal(160000),
        "high": Decimal(200000),
        "is_open": True,
        "levels": ["senior"],
        "source": make_sources()["hiringguide"],
        "quote": "Senior ML Engineer: $160,000 to $200,000+",
    }
    return Benchmark.objects.create(**values | fields)
