"""Three interviewers, one of them late, under a clock that is moved; the recruiter looks at the ledger in a browser."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from time_machine import TimeMachineFixture

from assessments.models import Scorecard
from assessments.reminders.tick import tick
from assessments.scorecards.panels import assign_interviewers
from candidates.models import Application
from hiring.core.background.work import carry_out
from hiring.core.models import Mail, Task, User
from tests.factories.candidates import ApplicationFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory, StageFactory
from tests.flows.conftest import WIDTHS, check, resize
from tests.mail_server import MailServer

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
BERLIN = ZoneInfo("Europe/Berlin")
HOURS = (8, 9, 10, 13, 14, 15, 16, 17, 18)  # of each day on which a beat comes


@pytest.fixture
def monday() -> datetime:
    """Midnight of a Monday to come without holidays after it: the browser's own clock stays where it is."""
    day = datetime.now(BERLIN).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    while day.weekday():
        day += timedelta(days=1)
    return day


@pytest.fixture
def live(time_machine: TimeMachineFixture) -> Callable[[datetime, datetime], None]:
    """Let time go by: each beat twice, and a worker that does each task twice."""

    def go(start: datetime, end: datetime) -> None:
        day = start.replace(hour=0)
        while day <= end:
            for moment in (day.replace(hour=hour) for hour in HOURS):
                if start <= moment <= end:
                    time_machine.move_to(moment, tick=False)
                    tick()
                    tick()
                    for pk in [*Task.objects.due(timezone.now()).values_list("pk", flat=True)] * 2:
                        carry_out(pk)
            day += timedelta(days=1)

    return go


@pytest.fixture
def application(monday: datetime, time_machine: TimeMachineFixture) -> Application:
    time_machine.move_to(monday + timedelta(hours=8), tick=False)
    stage = StageFactory(role=RoleFactory(title="Senior ML engineer"), title="ML system design")
    return ApplicationFactory(role=stage.role, stage=stage, candidate__name="Ottilie Okpara")


def hand_in(*cards: Scorecard) -> None:
    keys = [card.pk for card in cards]
    Scorecard.objects.filter(pk__in=keys).update(state="submitted", submitted_at=timezone.now(), recommendation="yes")


def reminders_to(server: MailServer, user: User) -> list[str]:
    """Subjects of the reminders that somebody got; what tells of the panel is another room's."""
    subjects = [letter["Subject"] for letter in server.letters if letter["To"] == user.email]
    return [subject for subject in subjects if not subject.startswith("You are on a panel")]


def test_one_is_late(
    page: Page,
    enter: Callable,
    faults: Callable,
    live: Callable,
    application: Application,
    monday: datetime,
    mail_server: MailServer,
) -> None:
    role = application.role
    recruiter, manager = (UserFactory(name=name, time_zone="Europe/Berlin") for name in ("Emre Dalgard", "Mana Ger"))
    MemberFactory(role=role, user=recruiter, right="recruiter")
    MemberFactory(role=role, user=manager, right="manager")
    late, *quick = [UserFactory(name=name, time_zone="Europe/Berlin") for name in ("Runa Achterberg", "Jonas", "Kaja")]
    tuesday = monday + timedelta(days=1)
    cards = assign_interviewers(
        application, application.stage, actor=recruiter, people=[late, *quick], starts_at=tuesday.replace(hour=14)
    )
    live(monday.replace(hour=8), monday.replace(hour=14) + timedelta(days=2))
    hand_in(*[card for card in cards if card.author != late])
    live(monday.replace(hour=15) + timedelta(days=2), monday.replace(hour=16) + timedelta(days=7))

    assert [len(reminders_to(mail_server, user)) for user in quick] == [3, 3]
    assert len(reminders_to(mail_server, late)) == 3 + 1 + 3
    assert reminders_to(mail_server, manager) == ["Runa Achterberg is late: ML system design"]
    assert set(mail_server.ids.values()) == {1}

    enter(page, recruiter, "/reminders/")
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(7 + 1 + 4 + 4 + 1)  # hers and her next one, theirs, the manager's
    for width in WIDTHS:
        resize(page, width)
        check(page, faults)
    page.get_by_label("State").select_option("Skipped")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("the scorecard is in")
    page.get_by_label("State").select_option("Sent")
    page.get_by_label("Person").select_option("Runa Achterberg")
    expect(rows).to_have_count(7)
    page.get_by_label("Kind").select_option("Scorecard late")
    expect(rows).to_have_count(3)
    page.locator("body").press("j")
    expect(page.get_by_role("link", name="Ottilie Okpara").first).to_be_focused()
    page.get_by_label("State").select_option("Failed")
    expect(page.get_by_text("No reminder fits these filters.")).to_be_visible()

    page.goto(page.url.split("/reminders/")[0] + reverse("application", args=[application.public_id]))
    page.locator("summary", has_text="Reminders").click()
    expect(page.locator(".nearest > li")).to_have_count(6)
    for width in WIDTHS:
        resize(page, width)
        check(page, faults)

    _send_again(page, recruiter, enter, mail_server)
    hand_in(*[card for card in cards if card.author == late])
    before = len(mail_server.letters)
    live(monday.replace(hour=17) + timedelta(days=7), monday.replace(hour=18) + timedelta(days=11))
    assert len(mail_server.letters) == before
    page.goto(page.url.split("/reminders/")[0] + "/reminders/?state=planned")
    expect(page.get_by_text("No reminder fits these filters.")).to_be_visible()


def _send_again(page: Page, recruiter: User, enter: Callable, server: MailServer) -> None:
    """A mail that may have been sent stands above the ledger, and goes out again by a button."""
    Mail.objects.filter(pk=Mail.objects.filter(kind="reminders.scorecards").latest("id").pk).update(state="failed")
    enter(page, recruiter, "/reminders/")
    expect(page.get_by_text("1 reminder failed or may not have arrived.")).to_be_visible()
    page.get_by_role("link", name="Failed").click()
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("goes out again")).to_be_visible()
    before = len(server.letters)
    for pk in list(Task.objects.due(timezone.now()).values_list("pk", flat=True)) * 2:
        carry_out(pk)
    assert len(server.letters) == before + 1
