"""A role with a manager, an application, three interviewers, and a clock that a test puts where it likes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture

from assessments.models import Reminder, Scorecard
from assessments.reminders.tick import tick
from assessments.scorecards.panels import assign_interviewers
from candidates.models import Application
from hiring.core.background.models import Task
from hiring.core.background.work import carry_out
from hiring.core.models import Mail, User
from hiring.models import Role, Stage
from tests.factories.candidates import ApplicationFactory
from tests.factories.core import PlaceFactory, UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory, StageFactory

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in Berlin in November 2026; the 16th and the 23rd are Mondays."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def clock(db: None, time_machine: TimeMachineFixture) -> Callable[[datetime], None]:
    """Put the clock somewhere; it stands still. Every test begins on a Monday at eight."""

    def move(moment: datetime) -> None:
        time_machine.move_to(moment, tick=False)

    move(at(16, 8))
    return move


@pytest.fixture
def role(clock: Callable) -> Role:
    return RoleFactory(title="Senior ML engineer", place=PlaceFactory(name="Berlin"))


@pytest.fixture
def stage(role: Role) -> Stage:
    return StageFactory(role=role, title="ML system design")


@pytest.fixture
def application(stage: Stage) -> Application:
    return ApplicationFactory(role=stage.role, stage=stage, candidate__name="Ottilie Okpara")


@pytest.fixture
def manager(role: Role) -> User:
    user = UserFactory(name="Mana Ger", time_zone="Europe/Berlin")
    return MemberFactory(role=role, user=user, right="manager").user


@pytest.fixture
def runa(clock: Callable) -> User:
    return UserFactory(name="Runa Achterberg", time_zone="Europe/Berlin", place=PlaceFactory())


@pytest.fixture
def jonas(clock: Callable) -> User:
    return UserFactory(name="Jonas Tveitane", time_zone="Europe/Berlin")


@pytest.fixture
def assign(application: Application, stage: Stage, manager: User) -> Callable[..., list[Scorecard]]:
    """Put people on the panel, without the mails that tell of it: those are another room's."""

    def put(*people: User, on: Application | None = None, **terms: object) -> list[Scorecard]:
        cards = assign_interviewers(on or application, stage, actor=manager, people=people, **terms)
        Task.objects.all().delete()
        Mail.objects.all().delete()
        return cards

    return put


@pytest.fixture
def card(assign: Callable, runa: User) -> Scorecard:
    """Runa's card, due on Wednesday at ten."""
    return assign(runa, due_at=at(18, 10))[0]


@pytest.fixture
def work_off(db: None) -> Callable[[], None]:
    """A worker that does every task that is due, each twice, until none is left."""

    def work() -> None:
        while due := list(Task.objects.due(timezone.now()).values_list("pk", flat=True)):
            for pk in due * 2:
                carry_out(pk)

    return work


@pytest.fixture
def live(clock: Callable, work_off: Callable) -> Callable[[datetime, datetime], None]:
    """Let time go by, a beat every half hour, each twice, and a worker that does what there is to do."""

    def go(start: datetime, end: datetime, step: timedelta = HOUR / 2) -> None:
        moment = start
        while moment <= end:
            clock(moment)
            tick()
            tick()
            work_off()
            moment += step

    return go


@pytest.fixture
def ledger(db: None) -> Callable[..., list[tuple]]:
    """Return the rows in order: rung with its day, where it is planned, how it stands and why."""

    def read(**wanted: object) -> list[tuple]:
        rows = Reminder.objects.filter(**wanted).with_standing().order_by("at", "pk")
        return [
            (f"{row.rung}{row.number or ''}", timezone.localtime(row.at, BERLIN), row.standing, row.why) for row in rows
        ]

    return read
