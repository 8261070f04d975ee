"""What documents tell about themselves: how many, in which state, how large."""

from collections.abc import Iterator

from django.db.models import Count, Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from prometheus_client import Metric

from candidates.documents.models import Document, DocumentState
from hiring.core.monitoring.vitals import Fact, Vitals, gauge


def read_vitals() -> Vitals:
    counts, size = _count_by_state()
    facts = [Fact(state.label, counts[state]) for state in DocumentState]
    return Vitals(_("Documents"), [*facts, Fact(_("Size of the files"), filesizeformat(size))])


def collect_metrics() -> Iterator[Metric]:
    yield gauge("plumbline_documents", "Documents by state.", _count_by_state()[0], label="state")


def _count_by_state() -> tuple[dict[str, int], int]:
    """Return how many documents are in each state, and how many bytes their files have."""
    rows = list(Document.objects.order_by().values_list("state").annotate(Count("pk"), Sum("size")))
    counts = {state.value: 0 for state in DocumentState} | {state: count for state, count, _size in rows}
    return counts, sum(size for _state, _count, size in rows)
