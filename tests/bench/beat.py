"""One beat of the reminders on 10,000 open cards: cards planned, cards standing still, mails going out.

A process of its own with a database of its own, on the server of DATABASE_URL or else on SQLite. The floor is a bare
read of the open cards in the same run. A beat takes less than a second and asks no more for more cards.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

ROUNDS = 7
MOST = 1.0  # second
CARDS = 10_000
MISSED = "Missed: "
AUTHORS, ROLES = 200, 20
BATCHES = 12  # SQLite writes two hundred rows in several statements, PostgreSQL in one


@dataclass(frozen=True)
class Beat:
    what: str
    cards: int
    seconds: float
    queries: int


class Beats:
    """The measurement as ``make bench`` runs it, once whatever the sizes."""

    def __init__(self, _pages: set[str]) -> None:
        self.output = ""

    def measure(self, _site: object) -> None:
        if self.output:
            return
        child = [sys.executable, "-m", "tests.bench.beat"]
        self.output = subprocess.run(child, capture_output=True, text=True, check=False).stdout or f"{MISSED}no answer"
        print(self.output, end="", flush=True)

    def missed(self) -> list[str]:
        return [line.removeprefix(MISSED) for line in self.output.splitlines() if line.startswith(MISSED)]


def main() -> None:
    folder = tempfile.mkdtemp(prefix="plumbline-beat-")
    os.environ |= {"PLUMBLINE_DATA": folder, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    try:
        sys.exit(_measure())
    finally:
        shutil.rmtree(folder)


def _measure() -> int:
    import django

    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    databases = setup_databases(0, interactive=False)
    try:
        beats = [beat for cards in (CARDS // 100, CARDS) for beat in _measure_size(cards)]
    finally:
        teardown_databases(databases, 0)
    return _judge(beats)


def _measure_size(cards: int) -> list[Beat]:
    """Add open cards until there are ``cards``, and let beats go by: planning all, then still, then with mails due."""
    from assessments.models import Reminder, Scorecard
    from assessments.reminders.tick import tick

    _fill(cards - Scorecard.objects.count())
    planning = []
    while not planning or Reminder.objects.values("card").distinct().count() < cards:
        planning.append(_time(tick))
    still = [_time(tick) for _ in range(ROUNDS)]
    floor = statistics.median(_time(_read_bare)[0] for _ in range(ROUNDS))
    sending = []
    for _ in range(ROUNDS):
        _let_some_be_due()
        sending.append(_time(tick))
    print(f"{cards:>7} cards: a bare read of them {floor * 1000:.0f} ms, {Reminder.objects.count()} rows in the ledger")
    return [
        Beat("planning", cards, max(seconds for seconds, _ in planning), max(count for _, count in planning)),
        Beat("still", cards, statistics.median(seconds for seconds, _ in still), still[-1][1]),
        Beat("sending", cards, max(seconds for seconds, _ in sending), max(count for _, count in sending)),
    ]


def _time(work: Callable[[], object]) -> tuple[float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start, len(asked)


def _read_bare() -> None:
    from assessments.models import Scorecard

    list(Scorecard.objects.open().values_list("pk", "due_at"))


def _let_some_be_due() -> None:
    """Fifty people have something due, as much as one beat takes."""
    from django.utils import timezone

    from assessments.models import Reminder

    people = list(Reminder.objects.planned().values_list("recipient", flat=True).distinct()[:50])
    rows = Reminder.objects.planned().filter(recipient__in=people).order_by("at").values_list("pk", flat=True)
    Reminder.objects.filter(pk__in=list(rows[:200])).update(at=timezone.now() - timedelta(minutes=1))


def _fill(count: int) -> None:
    from django.utils import timezone

    from assessments.models import Scorecard
    from candidates.models import Application, Candidate
    from hiring.core.models import User
    from hiring.models import Stage
    from tests.factories.core import PlaceFactory, UserFactory
    from tests.factories.hiring import MemberFactory, RoleFactory, StageFactory

    stages = list(Stage.objects.select_related("role"))
    if not stages:
        place = PlaceFactory()
        stages = [StageFactory(role=RoleFactory(place=place)) for _ in range(ROLES)]
        for stage in stages:
            MemberFactory(role=stage.role, right="manager")
        UserFactory.create_batch(AUTHORS, time_zone="Europe/Berlin", place=place)
    authors = list(User.objects.filter(place__isnull=False))
    now = timezone.now()
    first = Candidate.objects.count()
    people = Candidate.objects.bulk_create(
        Candidate(name=f"Candidate {number}", email=f"c{number}@example.org") for number in range(first, first + count)
    )
    applications = Application.objects.bulk_create(
        Application(candidate=person, role=stage.role, stage=stage, sort_name=person.name)
        for number, person in enumerate(people)
        for stage in [stages[number % ROLES]]
    )
    Scorecard.objects.bulk_create(
        Scorecard(
            application=application,
            stage=application.stage,
            author=authors[number % AUTHORS],
            rubric_version_id=application.stage.rubric_version_id,
            due_at=now + timedelta(hours=1 + number % 480),
        )
        for number, application in enumerate(applications)
    )


def _judge(beats: list[Beat]) -> int:
    faults = []
    for beat in beats:
        print(f"{beat.cards:>7} cards, {beat.what:<9} {beat.seconds * 1000:>6.0f} ms {beat.queries:>4} queries")
        if beat.seconds >= MOST:
            faults.append(f"{beat.what} takes {beat.seconds:.2f} s on {beat.cards} cards")
    few, many = beats[: len(beats) // 2], beats[len(beats) // 2 :]
    for less, more in zip(few, many, strict=True):
        if more.queries > less.queries + BATCHES:
            faults.append(f"{more.what} asks more for more cards: {less.queries}, then {more.queries}")
    for fault in faults:
        print(f"{MISSED}{fault}")
    return bool(faults)


if __name__ == "__main__":
    main()
