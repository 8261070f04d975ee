"""When a worker and the beat were last seen."""

from datetime import datetime, timedelta

from django.utils import timezone

from hiring.core.background.models import Heartbeat

WORKER, BEAT = "worker", "beat"
FRESH = timedelta(seconds=30)


def stamp_heartbeat(name: str) -> None:
    """Write down that ``name`` is alive now."""
    now = timezone.now()
    if not Heartbeat.objects.filter(name=name).update(seen_at=now):
        Heartbeat.objects.bulk_create([Heartbeat(name=name, seen_at=now)], ignore_conflicts=True)


def last_seen() -> dict[str, datetime]:
    """Return when each of worker and beat was last seen; one that never was is left out."""
    return dict(Heartbeat.objects.values_list("name", "seen_at"))
