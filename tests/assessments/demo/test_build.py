"""The demo: made by the verbs, on office days, with words for every criterion, and only where nobody is yet."""

from datetime import timedelta
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments.demo.build import build_demo
from assessments.demo.clock import SATURDAY, ZONE, ago, next_office_day, office_day
from assessments.demo.evidence import pick_evidence, read_sentences
from assessments.models import Decision, Interview, Reminder, Scorecard
from candidates.models import Application, Document, Move
from hiring.core.models import AuditEntry, Mail, Task, User
from hiring.models import ReadinessAnswer, Role, RoleReadiness, Team
from hiring.readiness.listing import list_standings
from rubrics.library.loading import load_library
from rubrics.library.reader import read_own_packs
from rubrics.models import Criterion
from tests.factories.core import UserFactory

LEAST_EVIDENCE = 40
LEVELS = [(1, "thin"), (2, "thin"), (3, "solid"), (4, "strong"), (5, "strong")]


@pytest.fixture
def library(db: None) -> None:
    load_library(read_own_packs(), actor=None)


def test_a_demo_has_people_at_every_point_of_the_way(library: None, carry_out_due: object) -> None:
    build_demo(seed=3, candidates=22)
    assert list(User.objects.order_by("id").values_list("email", flat=True)[:2]) == [
        "admin@demo.test",
        "manager@demo.test",
    ]
    assert [role.state for role in Role.objects.order_by("id")] == ["open", "open", "draft", "draft"]
    fraud = Role.objects.earliest("id")
    assert (fraud.cost_plan.budget, fraud.engagement_plan.chosen) == (190000, "full_time")
    applications = Application.objects.filter(role=fraud)
    assert applications.count() == 22
    assert set(applications.values_list("state", flat=True)) == {"active", "rejected", "hired"}
    assert set(applications.filter(state="active").values_list("stage__position", flat=True)) == {
        None,
        2,
        3,
        4,
        5,
        6,
        7,
    }
    assert set(Scorecard.objects.values_list("state", flat=True)) == {"open", "submitted"}
    assert Scorecard.objects.filter(state="open", due_at__lt=timezone.now()).exists()
    assert Interview.objects.filter(starts_at__gt=timezone.now()).exists()
    assert set(Decision.objects.values_list("outcome", flat=True)) == {"advance", "reject", "hire"}
    assert {move.at.astimezone(ZONE).weekday() < SATURDAY for move in Move.objects.all()} == {True}
    assert not AuditEntry.objects.filter(at__gt=timezone.now()).exists()

    assert Task.objects.filter(kind="documents.read", state="queued").count() == Document.objects.count() == 28
    told = set(Mail.objects.values_list("kind", flat=True))
    reminders = {"reminders.interviews", "reminders.scorecards"}
    assert told == {"panels.assigned", *reminders}, "mail of the past is forgotten"
    carry_out_due()
    assert set(Document.objects.values_list("state", flat=True)) == {"ready"}
    assert set(Mail.objects.exclude(kind__in=reminders).values_list("state", flat=True)) == {"sent"}
    ledger = Reminder.objects.with_standing()
    assert set(ledger.values_list("standing", flat=True)) == {"planned", "sent", "skipped", "failed", "uncertain"}


def test_one_team_of_the_demo_is_ready_and_one_is_not(library: None) -> None:
    build_demo(seed=3, candidates=0)
    verdicts = {line.team.name: line.standing.verdict for line in list_standings(list(Team.objects.all()))}
    assert (verdicts["Payments risk"].is_go, verdicts["Payments risk"].answered) == (True, 38)
    assert (verdicts["Customer retention"].blocks, verdicts["Customer retention"].answered) == (True, 13)
    assert verdicts["Customer support"].answered == 0
    assert list(RoleReadiness.objects.values_list("outcome", "blocked")) == [("go", False)] * 2
    assert not AuditEntry.objects.filter(at__gt=timezone.now()).exists()
    assert ReadinessAnswer.objects.filter(answered_at__gt=timezone.now() - timedelta(days=1)).count() == 0


def test_a_demo_goes_only_into_an_empty_database(library: None) -> None:
    UserFactory()
    with pytest.raises(CommandError, match="There are accounts already"):
        call_command("demo")
    assert not Role.objects.exists()


def test_a_demo_needs_the_library(db: None) -> None:
    with pytest.raises(CommandError, match="load_rubrics"):
        call_command("demo")
    assert not User.objects.exists()


def test_there_is_evidence_for_every_criterion_and_level(library: None) -> None:
    assert set(read_sentences()) == set(Criterion.objects.values_list("key", flat=True))
    sentences = [text for said in read_sentences().values() for texts in said.values() for text in texts]
    assert len(set(sentences)) == len(sentences)
    assert [text for text in sentences if len(text) < LEAST_EVIDENCE] == []
    chance = Random(1)
    said = read_sentences()["po_cost"]
    assert [pick_evidence("po_cost", level, chance) in said[kind] for level, kind in LEVELS] == [True] * len(LEVELS)


def test_the_clock_runs_behind_only_within_its_block() -> None:
    real = timezone.now()
    with ago(days=2):
        with ago(hours=1):
            assert timedelta(0) <= timezone.now() - (real - timedelta(days=2, hours=1)) < timedelta(minutes=1)
        assert timedelta(0) <= timezone.now() - (real - timedelta(days=2)) < timedelta(minutes=1)
    assert timedelta(0) <= timezone.now() - real < timedelta(minutes=1)


@pytest.mark.parametrize("days", range(7))
def test_office_days_are_no_weekends(days: int) -> None:
    with office_day(days + 7, 9.5):
        then = timezone.now().astimezone(ZONE)
    assert then.weekday() < SATURDAY
    assert (then.hour, then.minute) == (9, 30)
    ahead = next_office_day(days, 14)
    assert ahead.weekday() < SATURDAY
    assert ahead.hour == 14
