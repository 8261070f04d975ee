"""The status page: for administrators alone, faults first, each with what to do."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from hiring.core.background.heartbeats import BEAT, WORKER, stamp_heartbeat
from hiring.core.mail.models import Mail
from hiring.core.models import AuditEntry, Heartbeat, Task, User
from hiring.core.monitoring.vitals import Fault, Vitals
from hiring.core.operations.gathering import list_faults, read_all_vitals
from hiring.rooms import import_parts
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db
STATUS = "/status/"
QUERIES = 22 if connection.vendor == "postgresql" else 21  # the clock of the database's machine is asked


@pytest.fixture(autouse=True)
def _processes_live():
    stamp_heartbeat(BEAT)
    stamp_heartbeat(WORKER)


@pytest.fixture
def shown(administrator, browser_as):
    browser = browser_as(administrator)
    return lambda: browser.get(STATUS).content.decode()


def test_only_administrators_read_it(client, member, auditor, recruiter, administrator, browser_as):
    assert client.get(STATUS).status_code == 302
    for person in (member, auditor, recruiter):
        assert browser_as(person).get(STATUS).status_code == 403
    assert browser_as(administrator).get(STATUS).status_code == 200
    assert browser_as(administrator).post(STATUS).status_code == 405


def test_the_menu_of_administrators_leads_to_it(administrator, member, browser_as):
    link = f'<a href="{STATUS}">'
    assert link in browser_as(administrator).get("/account/").content.decode()
    assert link not in browser_as(member).get("/account/").content.decode()


def test_each_room_has_its_part_and_the_installation_comes_first():
    titles = [str(part.title) for part in read_all_vitals()]
    assert titles[:6] == ["This installation", "Audit trail", "Background work", "Mail", "Printing", "Backups"]
    assert len(titles) == len(set(titles)) == sum(hasattr(module, "read_vitals") for module in import_parts("vitals"))


def test_the_same_number_of_queries_whatever_there_is(shown, django_assert_num_queries):
    shown()  # asks for the fonts once
    with django_assert_num_queries(QUERIES):
        shown()
    for number in range(3):
        Task.objects.create(kind="report", key=f"report:{number}", state="failed")
    with django_assert_num_queries(QUERIES):
        shown()


def test_urgent_faults_come_first():
    slow, urgent = Fault("slow", "wait"), Fault("down", "go", urgent=True)
    assert list_faults([Vitals("a", faults=[slow]), Vitals("b", faults=[urgent])]) == [urgent, slow]


def test_silent_processes_are_urgent(shown):
    assert "stands still" not in shown()
    Heartbeat.objects.filter(name=WORKER).update(seen_at=timezone.now() - timedelta(minutes=5))
    assert "Background work stands still: worker not seen lately." in shown()
    Heartbeat.objects.all().delete()
    html = shown()
    assert "Background work stands still: beat and worker not seen lately." in html
    assert "note-danger" in html
    assert html.count("<dd>never") == 2


def test_failed_and_waiting_work_is_named(shown):
    Task.objects.create(kind="report", key="report:1", state="failed")
    assert "1 piece of work has failed." in shown()
    Task.objects.create(kind="report", key="report:2", due_at=timezone.now() - timedelta(minutes=6))
    assert "Work that is due has waited for more than 5 minutes." in shown()


def test_a_trail_that_is_not_linked_is_named(shown):
    AuditEntry.objects.create(action="test.made", at=timezone.now() - timedelta(minutes=2))
    assert "waited for more than a minute to be linked" in shown()


def test_mail_that_does_not_leave_is_named(shown, settings):
    settings.MAIL_IS_KEPT, settings.EMAIL_HOST, settings.EMAIL_PORT = False, "mail.example.org", 587
    html = shown()
    assert "mail.example.org:587" in html
    assert "No mail leaves" not in html
    settings.MAIL_IS_KEPT = True
    Mail.objects.create(kind="test", key="1", recipient=UserFactory(), state="failed", why="refused")
    Mail.objects.create(kind="test", key="2", recipient=UserFactory(), state="planned", why="unreachable")
    Mail.objects.create(kind="test", key="3", recipient=UserFactory(), state="uncertain", why="sender-died")
    html = shown()
    assert "No mail leaves this installation" in html
    assert "Mails wait because the mail server takes none. The mail server cannot be reached." in html
    assert "Of 1 mail nobody knows whether it went out." in html
    assert "The worker ended while it handed the mail over." in html


def test_an_installation_without_a_backup_is_reminded_of_it_after_a_week(shown, administrator):
    assert "none yet" in shown()
    User.objects.filter(pk=administrator.pk).update(created_at=timezone.now() - timedelta(days=8))
    assert "There has been no backup for 8 days." in shown()
    AuditEntry.objects.create(action="installation.backed_up", at=timezone.now() - timedelta(days=6))
    assert "There has been no backup" not in shown()
    AuditEntry.objects.create(action="installation.backed_up", at=timezone.now() - timedelta(days=9))
    assert "There has been no backup for 9 days." in shown()
