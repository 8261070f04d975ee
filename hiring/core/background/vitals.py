"""What background work tells about itself: tasks by state, the age of the oldest, worker and beat."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F, Min, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from prometheus_client import Metric
from prometheus_client.core import SummaryMetricFamily

from hiring.core.background.heartbeats import BEAT, FRESH, WORKER, last_seen
from hiring.core.background.models import Task
from hiring.core.background.states import TaskState
from hiring.core.monitoring.vitals import Fact, Fault, Vitals, gauge

LONGEST_WAIT = timedelta(minutes=5)


def read_vitals() -> Vitals:
    counts, oldest, seen = *_count_by_state(), last_seen()
    facts = [
        Fact(_("Worker last seen"), seen.get(WORKER) or _("never")),
        Fact(_("Beat last seen"), seen.get(BEAT) or _("never")),
        *(Fact(state.label, counts[state]) for state in TaskState),
    ]
    if oldest:
        facts.append(Fact(_("Waits longest"), oldest, note=_("due since then and not begun")))
    faults = (*_silent_processes(seen), *_slow_work(oldest), *_failed_work(counts[TaskState.FAILED]))
    return Vitals(_("Background work"), facts, faults, page="task-list", page_label=_("All background work"))


def collect_metrics() -> Iterator[Metric]:
    now = timezone.now()
    counts, oldest = _count_by_state()
    waits = (now - oldest).total_seconds() if oldest else 0
    ages = {name: (now - moment).total_seconds() for name, moment in last_seen().items()}
    yield gauge("plumbline_tasks", "Background work by state.", counts, label="state")
    yield gauge("plumbline_tasks_oldest_due_seconds", "How long the oldest work that is due has waited.", waits)
    yield gauge("plumbline_heartbeat_age_seconds", "Since worker and beat were last seen.", ages, label="process")
    yield _times_by_kind()


def _times_by_kind() -> Metric:
    """How long work took that is done, by kind: a PDF report, a resume that was read."""
    family = SummaryMetricFamily("plumbline_task_seconds", "How long work took that is done.", labels=["kind"])
    took = ExpressionWrapper(F("finished_at") - F("started_at"), output_field=DurationField())
    done = Task.objects.filter(state=TaskState.DONE, started_at__isnull=False)
    for kind, count, total in done.order_by("kind").values_list("kind").annotate(count=Count("pk"), total=Sum(took)):
        family.add_metric([kind], count_value=count, sum_value=total.total_seconds())
    return family


def _count_by_state() -> tuple[dict[str, int], datetime | None]:
    """Return how many tasks are in each state, and since when the oldest one that is due has waited."""
    rows = Task.objects.order_by().values_list("state").annotate(count=Count("pk"), since=Min("due_at"))
    found = {state: (count, since) for state, count, since in rows}
    _count, since = found.get(TaskState.QUEUED, (0, None))
    counts = {state.value: found.get(state, (0, None))[0] for state in TaskState}
    return counts, since if since and since <= timezone.now() else None


def _silent_processes(seen: dict[str, datetime]) -> Iterator[Fault]:
    silent = [name for name in (BEAT, WORKER) if name not in seen or timezone.now() - seen[name] > FRESH]
    if silent:
        text = _("Background work stands still: %(names)s not seen lately.") % {"names": _(" and ").join(silent)}
        remedy = _("Look whether these processes run, and into their log. Nothing that was asked for is lost.")
        yield Fault(text, remedy, urgent=True)


def _slow_work(oldest: datetime | None) -> Iterator[Fault]:
    if oldest and timezone.now() - oldest > LONGEST_WAIT:
        text = _("Work that is due has waited for more than %(minutes)d minutes.")
        yield Fault(text % {"minutes": LONGEST_WAIT.total_seconds() // 60}, _("Start another worker if it stays so."))


def _failed_work(count: int) -> Iterator[Fault]:
    if count:
        text = ngettext("%(count)d piece of work has failed.", "%(count)d pieces of work have failed.", count)
        yield Fault(text % {"count": count}, _("Look at it under Background work; it can be tried again from there."))
