"""The ledger as it is read: filtered, fifty rows at a time, ready to print."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from assessments.reminders.models import Reminder
from assessments.reminders.querysets import ReminderQuerySet
from assessments.reminders.sending import INTERVIEWS, SCORECARDS
from assessments.reminders.states import Standing
from assessments.reminders.words import say_more, say_rung
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.mail.models import Mail
from hiring.core.mail.states import REPEATABLE_STATES
from hiring.core.paging import take_page
from hiring.roles.models import Role
from hiring.roles.permissions import rights_on

# the span of days that a filter stands for, from today on, last day included
SPANS = {"today": (0, 0), "ahead": (0, 7), "behind": (-7, 0), "month": (-30, 0)}
NEAREST, MOST_COUNTED = 6, 100
PEOPLE = ("recipient", "asked_by")


@dataclass(frozen=True, slots=True)
class Line:
    row: Reminder
    rung: str
    standing: str
    label: str
    more: str
    may_send_again: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    lines: Sequence[Line]
    after: str
    trouble: int  # rows whose mail failed or may have been sent, up to a hundred


def read_ledger(reader: User, wanted: Mapping[str, Any], *, after: str = "") -> Ledger:
    """Return the next fifty rows that the reader sees, latest moment first."""
    rows = narrow(Reminder.objects.visible_to(reader), **wanted)
    rows = rows if sees_others(reader) else rows.filter(recipient=reader)  # what an index answers
    page = take_page(_joined(rows), order="-at", after=after)
    roles = Role.objects.led_by(reader).filter(pk__in={row.role_id for row in page.rows})
    return Ledger(tell(page.rows, led=set(roles.values_list("pk", flat=True))), page.after, _count_trouble(reader))


def sees_others(reader: User) -> bool:
    """Tell whether somebody may see reminders to other people: an auditor, or who leads a role."""
    return reader.is_auditor or Role.objects.led_by(reader).exists()


def _count_trouble(reader: User) -> int:
    """Count what somebody should look at. The mails lead: few of them ever fail."""
    troubled = Mail.objects.filter(state__in=REPEATABLE_STATES, kind__in=(INTERVIEWS, SCORECARDS))
    return Reminder.objects.visible_to(reader).filter(mail__in=troubled)[:MOST_COUNTED].count()


def narrow(rows: ReminderQuerySet, **wanted: Any) -> ReminderQuerySet:
    """Narrow to what was asked for; whatever is empty is left as it is."""
    for name in ("role", "application", "rung"):
        if value := wanted.get(name):
            rows = rows.filter(**{name: value})
    if person := wanted.get("person"):
        rows = rows.filter(recipient=person)
    if state := wanted.get("state"):
        rows = rows.standing(state)
    if days := wanted.get("days"):
        rows = rows.filter(at__range=_span(days))
    if mail := wanted.get("mail"):
        rows = rows.filter(Q(public_id=mail) | Q(carrier__public_id=mail))
    return rows


def _span(days: str) -> tuple[datetime, datetime]:
    first, last = SPANS[days]
    today = timezone.localdate()
    zone = timezone.get_current_timezone()
    start = datetime.combine(today + timedelta(days=first), time.min, tzinfo=zone)
    return start, datetime.combine(today + timedelta(days=last), time.max, tzinfo=zone)


def read_nearest(application: Application, *, reader: User) -> list[Line]:
    """Return what is next of an application's reminders and what went before, latest first, by two queries.

    For a reader who sees the application: what ``visible_to`` says of its rows, asked of the role once.
    """
    rights = rights_on(application.role, reader)
    seen = Reminder.objects.filter(application=application).with_standing()
    if not (rights.leads or rights.auditor):
        seen = seen.filter(recipient=reader)
    rows = list(seen.select_related("card__stage", "mail", "carrier", *PEOPLE).order_by("-at", "-id")[:NEAREST])
    for row in rows:  # known already, and three tables less to plan with
        row.application, row.role = application, application.role
    return tell(rows, led={application.role_id} if rights.leads else set())


def tell(rows: Iterable[Reminder], *, led: Container[int]) -> list[Line]:
    """Put rows into words; who leads a role (``led``) may have its failed mails sent again."""
    return [
        Line(
            row,
            say_rung(row),
            row.standing,
            str(Standing(row.standing).label),
            say_more(row),
            row.role_id in led and row.standing in {Standing.FAILED, Standing.UNCERTAIN},
        )
        for row in rows
    ]


def _joined(rows: ReminderQuerySet) -> ReminderQuerySet:
    return rows.with_standing().select_related(
        "application__candidate", "role", "card__stage", "mail", "carrier", *PEOPLE
    )
