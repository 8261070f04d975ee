"""Counts of requests, kept by each web process in a file of its own and added up at a scrape.

Everything else that /metrics tells is read from the database at the scrape: it is the same whichever process answers,
and right after a restart. Requests alone leave no row, so they are counted where they are answered.
"""

import os
from collections.abc import Iterable
from http import HTTPMethod

from prometheus_client import CollectorRegistry, Counter, Histogram, Metric
from prometheus_client.multiprocess import MultiProcessCollector

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
METHODS = frozenset(HTTPMethod)

_registry = CollectorRegistry()
_requests = Counter(
    "plumbline_requests", "Requests answered.", ["view", "method", "status"], registry=_registry
)  # exposed as plumbline_requests_total
_seconds = Histogram(
    "plumbline_request_seconds", "Seconds until an answer stood.", ["view"], buckets=BUCKETS, registry=_registry
)


def count_request(view: str, method: str, status: int, seconds: float) -> None:
    """``view``: the name of the address, empty for one that nothing stands at."""
    # A method is what a stranger says it is: only known ones make a series.
    _requests.labels(view or "none", method if method in METHODS else "other", status).inc()
    _seconds.labels(view or "none").observe(seconds)


def collect_counts() -> Iterable[Metric]:
    """Return the counts of all web processes, or of this one where they are not shared (tests, one process)."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return MultiProcessCollector(CollectorRegistry(), path=folder).collect()
    return _registry.collect()
