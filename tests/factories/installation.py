"""A small installation with a row of every kind that the API has, and somebody with every right in it."""

from django.db import transaction

from assessments.models import Decision
from assessments.reminders.tick import tick
from assessments.reminders.verbs import remind_now
from assessments.reports.making import print_application
from candidates.applications.models import Application
from candidates.documents.models import Document
from candidates.documents.storage import ORIGINALS
from hiring.core.audit.trail import record
from hiring.core.files import store_file
from hiring.core.models import Task, User
from hiring.intake.descriptions import write_description
from hiring.intake.reviews import start_review
from hiring.models import Role, Stage
from hiring.planning.costing import enter_cost
from hiring.planning.engaging import state_facts
from rubrics.models import Checklist
from tests.factories.assessments import InterviewFactory, ScorecardFactory
from tests.factories.benchmarks import make_benchmark
from tests.factories.candidates import ApplicationFactory, MoveReasonFactory
from tests.factories.core import PlaceFactory, UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory, StageFactory
from tests.factories.intake import TEXT, make_review
from tests.factories.readiness import make_copy
from tests.factories.roles import make_library, make_role


def furnish() -> User:
    """Return an administrator and recruiter who manages the one role. Rooms add here what their collections show."""
    caller = UserFactory(name="Everything", is_administrator=True, is_recruiter=True)
    PlaceFactory()
    Task.objects.create(kind="report", key="report:1", created_by=caller)
    Checklist.objects.create(key="checks", title="Checks")
    MoveReasonFactory()
    make_benchmark()
    role = RoleFactory()
    stages = [StageFactory(role=role), StageFactory(role=role)]
    MemberFactory(role=role, user=caller, right="manager")
    make_copy(role)
    enter_cost(role, actor=caller, candidates=5)
    state_facts(role, actor=caller, facts={"core": "core"})
    fresh = ApplicationFactory(role=role)
    _add_resume(fresh, caller)
    _judge(role, stages[0], caller)
    _draft(caller)
    with transaction.atomic():
        record("test.made", actor=caller, obj=caller)
    return caller


def _draft(caller: User) -> None:
    """A role in draft with its text, one review of it in and one open from the caller."""
    draft = make_role(make_library(), actor=caller, manager=caller)
    write_description(draft, actor=caller, text=TEXT)
    make_review(draft, {"outcome": 3, "environment": None})
    start_review(draft, actor=caller)


def _judge(role: Role, stage: Stage, caller: User) -> None:
    """An application with one card in, one due from the caller of another application, and a decision."""
    judged = ApplicationFactory(role=role, stage=stage)
    for _ in range(2):
        ScorecardFactory(application=judged, stage=stage, submitted=True)
    print_application(judged, actor=caller)
    Decision.objects.create(application=judged, stage=stage, outcome="hold", reason="One more talk.", actor=caller)
    open_one = ApplicationFactory(role=role, stage=stage)
    interview = InterviewFactory(application=open_one, stage=stage)
    card = ScorecardFactory(application=open_one, stage=stage, author=caller, interview=interview)
    remind_now(card, actor=caller)
    tick()


def _add_resume(application: Application, caller: User) -> None:
    content = b'{"basics": {"name": "A. Candidate"}}'
    Document.objects.create(
        candidate=application.candidate,
        application=application,
        file_name="resume.json",
        kind="json",
        size=len(content),
        sha256="0" * 64,
        file=store_file(ORIGINALS, content),
        state="ready",
        text="A. Candidate",
        added_by=caller,
    )
