"""What reports tell about themselves: how many are kept, how large they are, how long they took."""

from collections.abc import Iterator

from django.db.models import Count, DurationField, ExpressionWrapper, F, Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from prometheus_client import Metric
from prometheus_client.core import SummaryMetricFamily

from assessments.reports.models import Report
from hiring.core.monitoring.vitals import Fact, Vitals, gauge


def read_vitals() -> Vitals:
    kept = _count_kept()
    facts = [Fact(_("Kept"), kept["count"]), Fact(_("Size of the files"), filesizeformat(kept["size"] or 0))]
    return Vitals(_("Reports"), facts)


def collect_metrics() -> Iterator[Metric]:
    kept = _count_kept()
    yield gauge("plumbline_reports_kept", "Reports whose file is kept.", kept["count"])
    yield gauge("plumbline_reports_bytes", "Size of the reports that are kept.", kept["size"] or 0)
    yield _times_by_kind()


def _count_kept() -> dict[str, int]:
    return Report.objects.exclude(file="").aggregate(count=Count("pk"), size=Sum("size"))


def _times_by_kind() -> Metric:
    """From being asked for until it could be opened."""
    family = SummaryMetricFamily("plumbline_report_seconds", "How long reports took.", labels=["kind"])
    took = ExpressionWrapper(F("ready_at") - F("created_at"), output_field=DurationField())
    ready = Report.objects.filter(ready_at__isnull=False).order_by("kind").values_list("kind")
    for kind, count, total in ready.annotate(count=Count("pk"), total=Sum(took)):
        family.add_metric([kind], count_value=count, sum_value=total.total_seconds())
    return family
