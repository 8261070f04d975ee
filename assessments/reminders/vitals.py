"""What the ledger tells about itself: what is planned, what should have gone out, what failed."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from prometheus_client import Metric

from assessments.reminders.models import Reminder
from assessments.reminders.querysets import ReminderQuerySet
from assessments.reminders.states import Standing
from hiring.core.monitoring.vitals import Fact, Fault, Vitals, gauge

PATIENCE = timedelta(minutes=5)  # a beat comes every twenty seconds


def read_vitals() -> Vitals:
    counts = _count_by_standing()
    facts = [Fact(standing.label, counts[standing]) for standing in Standing]
    return Vitals(_("Reminders"), facts, list(_overdue()), page="reminder-list", page_label=_("Open the reminders"))


def collect_metrics() -> Iterator[Metric]:
    yield gauge("plumbline_reminders", "Reminders by state.", _count_by_standing(), label="state")
    yield gauge("plumbline_reminders_overdue", "Planned reminders whose moment has passed.", _waiting().count())


def _count_by_standing() -> dict[str, int]:
    rows = Reminder.objects.with_standing().order_by().values_list("standing").annotate(count=Count("pk"))
    found = dict(rows)
    return {standing.value: found.get(standing.value, 0) for standing in Standing}


def _waiting() -> ReminderQuerySet:
    return Reminder.objects.planned().filter(at__lte=timezone.now() - PATIENCE)


def _overdue() -> Iterator[Fault]:
    if count := _waiting().count():
        text = ngettext("%(count)d reminder should have gone out.", "%(count)d reminders should have gone out.", count)
        remedy = _("They go out with the next beat. Look at whether the beat and a worker run.")
        yield Fault(text % {"count": count}, remedy, urgent=True)
