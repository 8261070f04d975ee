"""The ladder as time goes by, counted at a real mail server. Each beat and each task is run twice."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

import pytest
from django.db import connection
from django.utils import timezone

from assessments.debriefs.verbs import reject
from assessments.models import Reminder, Scorecard
from assessments.pipeline.closing import close_role
from assessments.pipeline.verbs import undo
from assessments.reminders.tick import tick
from assessments.scorecards.due import set_due
from assessments.scorecards.meetings import cancel_interview, miss_interview, move_interview
from assessments.scorecards.panels import assign_interviewers, decline, remove_interviewer
from candidates.models import Application, MoveReason
from hiring.core.accounts.working_hours import change_hours
from hiring.core.background.work import carry_out
from hiring.core.calendar.own_days import add_own_day
from hiring.core.mail import delivery
from hiring.core.models import Mail, Task, User
from hiring.models import Role, Stage
from tests.assessments.reminders.conftest import BERLIN, HOUR, at
from tests.factories.candidates import ApplicationFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory
from tests.mail_server import MailServer

Ledger = Callable[..., list[tuple]]


def letters_to(server: MailServer, user: User) -> list[tuple[datetime, str]]:
    """When which letter came, in order."""
    return [(_sent(letter), letter["Subject"]) for letter in server.letters if letter["To"] == user.email]


def _sent(letter: EmailMessage) -> datetime:
    return parsedate_to_datetime(letter["Date"]).replace(tzinfo=UTC).astimezone(BERLIN)


def text_of(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content()


def submit(card: Scorecard) -> None:
    Scorecard.objects.filter(pk=card.pk).update(state="submitted", submitted_at=timezone.now(), recommendation="yes")


def test_three_interviewers_of_whom_one_is_late(
    assign: Callable, live: Callable, runa: User, jonas: User, manager: User, mail_server: MailServer, ledger: Ledger
) -> None:
    third = UserFactory(name="Third", time_zone="Europe/Berlin")
    cards = {card.author: card for card in assign(runa, jonas, third, starts_at=at(17, 14), where="Room Lotwaage")}
    live(at(16, 8), at(18, 14))
    submit(cards[jonas])
    submit(cards[third])
    live(at(18, 14, 30), at(23, 17))
    submit(cards[runa])
    live(at(23, 17, 30), at(27, 18))

    both = [
        (at(16, 14), "Interview: Tue 17 Nov, 14:00"),
        (at(17, 13), "Interview: Tue 17 Nov, 14:00"),
        (at(17, 16), "Scorecard due Wed 18 Nov, 15:00: ML system design"),
    ]
    assert letters_to(mail_server, jonas) == letters_to(mail_server, third) == both
    late = "Scorecard late: ML system design"
    assert letters_to(mail_server, runa) == [
        *both,
        *[(moment, late) for moment in (at(18, 15), at(19, 15), at(20, 15), at(23, 15))],
    ]
    assert letters_to(mail_server, manager) == [(at(23, 15), "Runa Achterberg is late: ML system design")]
    assert set(mail_server.ids.values()) == {1}
    assert "Where: Room Lotwaage" in text_of(mail_server.letters[0])
    assert [row[2:] for row in ledger(recipient=runa)] == [("sent", "")] * 7 + [("skipped", "submitted")]
    assert [row[0] for row in ledger(recipient=jonas)] == ["day_before", "hour_before", "after", "due"]
    assert ledger(recipient=jonas)[-1][2:] == ("skipped", "submitted")


def test_up_to_ten_working_days(card: Scorecard, live: Callable, runa: User, mail_server: MailServer) -> None:
    live(at(18, 9), at(18, 9) + timedelta(days=21), step=2 * HOUR + HOUR / 2)
    days = [moment.day for moment, _subject in letters_to(mail_server, runa)]
    assert days == [18, 19, 20, 23, 24, 25, 26, 27, 30, 1, 2]


STOPS = {
    "submitted": lambda card, manager: submit(card),
    "left": lambda card, manager: remove_interviewer(card, actor=manager),
    "application_closed": lambda card, manager: reject(
        card.application, actor=manager, reason=MoveReason.objects.filter(kind="reject").first(), words="No."
    ),
    "role_closed": lambda card, manager: close_role(card.application.role, actor=manager, reason="The budget is gone."),
    "no_account": lambda card, manager: User.objects.filter(pk=card.author_id).update(is_active=False),
}


@pytest.mark.parametrize("why", STOPS)
def test_what_stops_it(
    card: Scorecard, manager: User, live: Callable, mail_server: MailServer, ledger: Ledger, why: str
) -> None:
    live(at(17, 8), at(18, 11))
    STOPS[why](card, manager)
    Mail.objects.filter(state="planned").delete()  # what tells of it is another room's
    Task.objects.filter(state="queued").delete()
    live(at(18, 11, 30), at(24, 12))
    assert len(mail_server.letters) == 1
    assert [row[0] for row in ledger()] == ["due", "late1"]
    assert [row[2:] for row in ledger()] == [("sent", ""), ("skipped", why)]


def test_who_declines_hears_nothing_more_and_who_comes_instead_does(
    card: Scorecard, assign: Callable, runa: User, jonas: User, live: Callable, mail_server: MailServer
) -> None:
    live(at(17, 8), at(17, 9))
    decline(card, actor=runa, reason="I know them.")
    assign(jonas, due_at=at(19, 12))
    live(at(17, 9, 30), at(19, 13))
    assert letters_to(mail_server, runa) == []
    assert letters_to(mail_server, jonas) == [(at(19, 12), "Scorecard late: ML system design")]


def test_an_undone_rejection_brings_the_rungs_back(
    card: Scorecard, manager: User, live: Callable, ledger: Ledger, clock: Callable
) -> None:
    live(at(17, 8), at(17, 8))
    STOPS["application_closed"](card, manager)
    tick()
    assert [row[2:] for row in ledger()] == [("skipped", "application_closed")]
    undo(Application.objects.get(), actor=manager, words="By mistake.")
    tick()
    assert ledger() == [("due", at(18, 10), "planned", "")]


def test_a_moved_interview_and_a_new_due_time_are_planned_anew(
    assign: Callable, runa: User, manager: User, ledger: Ledger
) -> None:
    (card,) = assign(runa, starts_at=at(18, 14))
    tick()
    assert [row[:2] for row in ledger()] == [
        ("day_before", at(17, 14)),
        ("hour_before", at(18, 13)),
        ("after", at(18, 16)),
        ("due", at(19, 15)),
    ]
    move_interview(card.interview, actor=manager, starts_at=at(20, 10))
    tick()
    assert [row for row in ledger() if row[2] == "skipped"] == [
        ("day_before", at(17, 14), "skipped", "changed"),
        ("hour_before", at(18, 13), "skipped", "changed"),
        ("after", at(18, 16), "skipped", "changed"),
        ("due", at(19, 15), "skipped", "changed"),
    ]
    assert [row[:2] for row in ledger(state="planned")] == [
        ("day_before", at(19, 10)),
        ("hour_before", at(20, 9)),
        ("after", at(20, 12)),
        ("due", at(23, 9)),  # on Saturday at eleven, by itself
    ]
    set_due(Scorecard.objects.get(), actor=manager, due_at=at(24, 12))
    move_interview(card.interview, actor=manager, starts_at=at(18, 14))
    tick()
    assert [row[:2] for row in ledger(state="planned")] == [
        ("day_before", at(17, 14)),
        ("hour_before", at(18, 13)),
        ("after", at(18, 16)),
        ("due", at(24, 12)),
    ]


@pytest.mark.parametrize("verb", [cancel_interview, miss_interview])
def test_an_interview_that_does_not_take_place(
    assign: Callable, runa: User, manager: User, clock: Callable, ledger: Ledger, verb: Callable
) -> None:
    (card,) = assign(runa, starts_at=at(17, 14))
    tick()
    clock(at(17, 14, 30))
    verb(card.interview, actor=manager)
    tick()
    assert [(row[0], row[3]) for row in ledger(state="skipped")][-2:] == [("after", "no_meeting"), ("due", "changed")]
    assert [row[:2] for row in ledger(state="planned")] == [("due", at(19, 14, 30))]


def test_outside_working_hours_and_on_holidays_it_waits(
    assign: Callable, runa: User, administrator: User, live: Callable, mail_server: MailServer
) -> None:
    add_own_day(runa.place, actor=administrator, day=at(19, 0).date(), name="Company day", reason="Everybody is off.")
    assign(runa, due_at=at(18, 20))
    live(at(18, 17), at(20, 18))
    assert [moment for moment, _ in letters_to(mail_server, runa)] == [at(20, 9)]


def test_changed_working_hours_move_what_is_planned(card: Scorecard, runa: User, ledger: Ledger) -> None:
    tick()
    assert ledger() == [("due", at(18, 10), "planned", "")]
    afternoons = (None, None, *[(at(16, 13).time(), at(16, 18).time())] * 3, None, None)
    change_hours(runa, actor=runa, place=runa.place, week=afternoons)
    tick()
    assert ledger() == [("due", at(18, 13), "planned", "")]


def test_managers_who_come_and_go(
    card: Scorecard, manager: User, administrator: User, live: Callable, role: Role, ledger: Ledger, jonas: User
) -> None:
    live(at(18, 9), at(20, 12))
    assert ledger(recipient=manager) == [("manager3", at(23, 10), "planned", "")]
    role.members.filter(user=manager).update(left_at=timezone.now())
    MemberFactory(role=role, user=jonas, right="manager")
    tick()
    assert ledger(recipient=manager)[0][2:] == ("skipped", "not_manager")
    assert ledger(recipient=jonas) == [("manager3", at(23, 10), "planned", "")]


def test_two_on_one_day_are_one_mail(
    card: Scorecard, assign: Callable, stage: Stage, runa: User, live: Callable, mail_server: MailServer, ledger: Ledger
) -> None:
    other = ApplicationFactory(role=stage.role, stage=stage)
    assign(runa, on=other, due_at=at(18, 15))
    live(at(18, 8), at(18, 18))
    assert letters_to(mail_server, runa) == [(at(18, 10), "2 scorecards are due from you")]
    assert [row[:3] for row in ledger()] == [
        ("due", at(18, 10), "sent"),
        ("due", at(18, 15), "merged"),
        ("late1", at(19, 10), "planned"),
        ("late1", at(19, 15), "planned"),
    ]
    merged = Reminder.objects.get(state="merged")
    assert merged.carrier == Reminder.objects.get(state="handed")


def test_a_day_of_interviews_is_announced_once(
    assign: Callable, stage: Stage, runa: User, live: Callable, mail_server: MailServer
) -> None:
    assign(runa, starts_at=at(18, 11))
    assign(runa, on=ApplicationFactory(role=stage.role, stage=stage), starts_at=at(18, 15))
    live(at(16, 8), at(18, 10, 30))
    assert letters_to(mail_server, runa) == [
        (at(17, 11), "2 interviews, the first: Wed 18 Nov, 11:00"),
        (at(18, 10), "2 interviews, the first: Wed 18 Nov, 11:00"),
    ]


def test_a_card_that_came_in_meanwhile_is_not_asked_for_in_a_mail_of_several(
    card: Scorecard,
    assign: Callable,
    stage: Stage,
    runa: User,
    clock: Callable,
    work_off: Callable,
    mail_server: MailServer,
) -> None:
    assign(runa, on=ApplicationFactory(role=stage.role, stage=stage), due_at=at(18, 15))
    clock(at(18, 10))
    tick()  # plans
    tick()  # sends
    submit(card)
    work_off()
    assert letters_to(mail_server, runa) == [(at(18, 10), "Scorecard due Wed 18 Nov, 15:00: ML system design")]


def test_the_clock_jumps_a_day_forward_and_back(
    assign: Callable, runa: User, live: Callable, mail_server: MailServer, ledger: Ledger
) -> None:
    assign(runa, starts_at=at(18, 14))
    live(at(17, 8), at(17, 12))
    live(at(18, 12), at(18, 13))  # a day forward: the day before is overtaken by the hour before
    live(at(17, 13), at(18, 17))  # and back
    assert letters_to(mail_server, runa) == [
        (at(18, 12), "Interview: Wed 18 Nov, 14:00"),
        (at(18, 16), "Scorecard due Thu 19 Nov, 15:00: ML system design"),
    ]
    assert [row[0:4:2] for row in ledger()][:3] == [
        ("day_before", "sent"),
        ("hour_before", "merged"),
        ("after", "sent"),
    ]


def test_after_days_away_nobody_gets_a_heap(
    card: Scorecard, runa: User, manager: User, live: Callable, mail_server: MailServer, ledger: Ledger
) -> None:
    live(at(17, 8), at(17, 9))
    live(at(24, 12), at(25, 11))  # the worker was away for a week
    assert [moment for moment, _ in letters_to(mail_server, runa)] == [at(24, 12), at(25, 10)]
    assert [moment for moment, _ in letters_to(mail_server, manager)] == [at(24, 12)]
    assert [row[0:4:3] for row in ledger(state="skipped", recipient=runa)] == [
        ("due", "overtaken"),
        ("late1", "overtaken"),
        ("late2", "overtaken"),
        ("late3", "overtaken"),
    ]


def test_what_could_not_be_told_in_time_says_so(assign: Callable, runa: User, ledger: Ledger) -> None:
    assign(runa, starts_at=at(16, 9))
    tick()
    assert ledger()[:2] == [
        ("day_before", at(13, 16, 59), "skipped", "passed"),
        ("hour_before", at(16, 8), "skipped", "no_working_minute"),
    ]


def test_the_mail_server_is_away_for_an_hour(
    card: Scorecard, runa: User, live: Callable, mail_server: MailServer, ledger: Ledger
) -> None:
    live(at(18, 9), at(18, 9, 30))
    mail_server.stop()
    live(at(18, 10), at(18, 10, 55), step=timedelta(minutes=5))
    assert ledger()[0][2] == "sending"
    mail_server.start()
    live(at(18, 11), at(18, 12), step=timedelta(minutes=5))
    assert len(letters_to(mail_server, runa)) == 1
    assert set(mail_server.ids.values()) == {1}
    assert ledger()[0][2] == "sent"


class Killed(BaseException):
    """As if the process were ended: nothing catches it."""


def test_a_worker_killed_between_claim_and_handing_over(
    card: Scorecard,
    runa: User,
    clock: Callable,
    work_off: Callable,
    mail_server: MailServer,
    ledger: Ledger,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tick()
    clock(at(18, 10))
    tick()
    real = delivery.hand_over

    def die(message: object) -> None:
        raise Killed

    monkeypatch.setattr(delivery, "hand_over", die)
    with pytest.raises(Killed):
        carry_out(Task.objects.get(kind="mail.send").pk)
    monkeypatch.setattr(delivery, "hand_over", real)
    clock(at(18, 10, 5))
    Task.objects.update(state="queued", claim="", lease_until=None)  # what the sweep does with a lost lease
    work_off()
    assert ledger()[0][2] == "uncertain"
    assert mail_server.letters == []


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once(card: Scorecard, clock: Callable, runa: User, mail_server: MailServer) -> None:
    clock(at(18, 10))
    failed: list[Exception] = []

    def beat() -> None:
        try:
            for _ in range(3):
                tick()
        except Exception as error:  # shown below
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=beat) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    for task in Task.objects.filter(kind="mail.send"):
        carry_out(task.pk)
        carry_out(task.pk)
    assert letters_to(mail_server, runa) == [(at(18, 10), "Scorecard late: ML system design")]
    assert sorted(Reminder.objects.values_list("rung", "number", "state")) == [
        ("due", 0, "handed"),
        ("late", 1, "planned"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_beat_asks_the_same_however_many_cards_there_are(
    assign: Callable, stage: Stage, clock: Callable, count: int, django_assert_num_queries: Callable
) -> None:
    for _ in range(count):
        assign(UserFactory(), on=ApplicationFactory(role=stage.role, stage=stage), due_at=at(18, 10))
    for moment, queries in ((at(17, 8), 17), (at(17, 9), 13), (at(18, 10), 34)):  # fresh, still, due
        clock(moment)
        with django_assert_num_queries(queries):
            tick()


def test_assign_interviewers_is_what_everything_starts_with(
    application: Application, stage: Stage, manager: User, runa: User, ledger: Ledger
) -> None:
    assign_interviewers(application, stage, actor=manager, people=[runa])
    tick()
    assert ledger() == [("due", at(18, 9), "planned", "")]  # eight o'clock is before hours
