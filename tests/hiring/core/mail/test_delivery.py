"""One mail and a real mail server: normal, slow, away, refusing, dying. Each task is run twice."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from hiring.core.background.models import Task
from hiring.core.background.sweep import sweep_tasks
from hiring.core.background.work import carry_out
from hiring.core.errors import NotAllowed, Refused
from hiring.core.mail import delivery
from hiring.core.mail.models import Mail
from hiring.core.mail.posting import post, send_again
from hiring.core.mail.registry import UnknownMailKind
from hiring.core.mail.states import MailState, Why
from hiring.core.mail.tasks import forget_addresses
from hiring.core.models import AuditEntry, User
from tests.hiring.core.mail import kinds
from tests.mail_server import MailServer

ID = "<test.news.one@127.0.0.1>"


def state_of(mail: Mail) -> tuple[str, str, int | None]:
    mail.refresh_from_db()
    return mail.state, mail.why, mail.reply


def test_a_mail_goes_out_once(news: Mail, mail_server: MailServer, work_off: Callable, member: User) -> None:
    assert post("test.news", key="one", to=member, about={}) == news
    work_off()
    assert mail_server.ids == {ID: 1}
    assert state_of(news) == (MailState.SENT, "", None)
    letter = mail_server.letters[0]
    assert (letter["To"], letter["Subject"]) == (member.email, "News for you")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    for part in letter.iter_parts():
        assert "http://127.0.0.1:8000/account/" in part.get_content()


def test_it_is_asked_for_in_the_caller_s_transaction(
    member: User, django_capture_on_commit_callbacks: Callable
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        post("test.news", key="one", to=member, about={})
    assert len(callbacks) == 1
    with pytest.raises(UnknownMailKind):
        post("test.nothing", key="one", to=member, about={})
    with pytest.raises(ValueError, match="ids"):
        post("test.news", key="Ada Lovelace", to=member, about={})


def test_not_before_its_time(member: User, mail_server: MailServer, work_off: Callable, time_machine: object) -> None:
    now = timezone.now()
    post("test.news", key="one", to=member, about={}, not_before=now + timedelta(hours=2))
    work_off()
    assert mail_server.ids == {}
    time_machine.move_to(now + timedelta(hours=2, seconds=1))
    work_off()
    assert mail_server.ids == {ID: 1}


def test_times_are_told_in_the_reader_s_zone(mail_server: MailServer, work_off: Callable, member: User) -> None:
    member.time_zone = "Asia/Kolkata"
    member.save()
    mail = post("test.news", key="one", to=member, about={})
    work_off()
    minutes = (mail.wanted_at.hour * 60 + mail.wanted_at.minute + 330) % 1440
    text = mail_server.letters[0].get_body(("plain",)).get_content()
    assert f"When: {minutes // 60:02}:{minutes % 60:02}" in text


@pytest.mark.parametrize(
    ("command", "reply", "end"),
    [
        ("MAIL", "451 later", (MailState.PLANNED, Why.REFUSED_NOW, 451)),
        ("RCPT", "450 greylisted", (MailState.PLANNED, Why.REFUSED_NOW, 450)),
        ("DATA", "452 full", (MailState.PLANNED, Why.REFUSED_NOW, 452)),
        ("MAIL", "550 no", (MailState.FAILED, Why.REFUSED, 550)),
        ("RCPT", "553 no such person", (MailState.FAILED, Why.REFUSED, 553)),
        ("DATA", "554 spam", (MailState.FAILED, Why.REFUSED, 554)),
    ],
)
def test_a_server_that_refuses(
    news: Mail,
    mail_server: MailServer,
    work_off: Callable,
    time_machine: object,
    command: str,
    reply: str,
    end: tuple,
    caplog: object,
    member: User,
) -> None:
    mail_server.replies[command] = reply
    work_off()
    assert state_of(news) == end
    assert mail_server.ids == {}
    assert news.public_id in caplog.text
    assert member.email not in caplog.text
    mail_server.replies.clear()
    time_machine.move_to(timezone.now() + timedelta(minutes=1))
    work_off()
    final = end[0] == MailState.FAILED
    assert mail_server.ids == ({} if final else {ID: 1})
    assert state_of(news) == (end if final else (MailState.SENT, "", None))


@pytest.mark.parametrize("command", ["MAIL", "RCPT"])
def test_a_server_that_dies_before_the_content(
    news: Mail, mail_server: MailServer, work_off: Callable, command: str
) -> None:
    mail_server.dies = command
    work_off()
    assert state_of(news) == (MailState.PLANNED, Why.UNREACHABLE, None)


def test_a_server_that_is_away_for_an_hour(
    news: Mail, mail_server: MailServer, work_off: Callable, time_machine: object
) -> None:
    mail_server.stop()
    tries = set()
    for _minute in range(60):
        work_off()
        assert state_of(news) == (MailState.PLANNED, Why.UNREACHABLE, None)
        tries.add(news.turn)
        time_machine.move_to(timezone.now() + timedelta(minutes=1))
    assert 5 <= len(tries) <= 12
    mail_server.start()
    time_machine.move_to(timezone.now() + delivery.LONGEST_WAIT)
    work_off()
    assert mail_server.ids == {ID: 1}
    assert state_of(news) == (MailState.SENT, "", None)


def test_a_server_that_never_comes_back(
    news: Mail, mail_server: MailServer, work_off: Callable, time_machine: object
) -> None:
    mail_server.stop()
    time_machine.move_to(timezone.now() + delivery.GIVEN_UP_AFTER + timedelta(minutes=1))
    work_off()
    assert state_of(news) == (MailState.FAILED, Why.UNREACHABLE, None)
    mail_server.start()


@pytest.mark.parametrize(("dies", "arrived"), [("content", {}), ("taken", {ID: 1})])
def test_a_server_that_dies_in_mid_delivery(
    news: Mail,
    mail_server: MailServer,
    work_off: Callable,
    time_machine: object,
    dies: str,
    arrived: dict,
    administrator: User,
) -> None:
    """Nobody knows whether it arrived: it says so, and a person decides."""
    mail_server.dies = dies
    work_off()
    assert state_of(news) == (MailState.UNCERTAIN, Why.BROKEN_OFF, None)
    mail_server.dies = ""
    time_machine.move_to(timezone.now() + timedelta(days=1))
    work_off()
    assert mail_server.ids == arrived
    send_again(news, actor=administrator)
    work_off()
    assert mail_server.ids == {ID: arrived.get(ID, 0) + 1}
    assert state_of(news) == (MailState.SENT, "", None)


def test_a_slow_server_is_waited_for(news: Mail, mail_server: MailServer, work_off: Callable, settings: object) -> None:
    settings.EMAIL_TIMEOUT = 5
    mail_server.waits["DATA"] = 1.2
    work_off()
    assert mail_server.ids == {ID: 1}
    assert state_of(news) == (MailState.SENT, "", None)


def test_a_server_too_slow_with_its_answer_may_have_taken_it(
    news: Mail, mail_server: MailServer, work_off: Callable, settings: object
) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    mail_server.waits["DATA"] = 1
    work_off()
    assert state_of(news) == (MailState.UNCERTAIN, Why.BROKEN_OFF, None)


def test_a_worker_that_dies_between_claim_and_end(
    news: Mail, mail_server: MailServer, time_machine: object, monkeypatch: pytest.MonkeyPatch, work_off: Callable
) -> None:
    """The process is gone after the claim: the task is taken back, and the mail is not sent a second time."""

    class Killed(BaseException):
        pass

    def die(message: object) -> None:
        raise Killed

    monkeypatch.setattr(delivery, "hand_over", die)
    with pytest.raises(Killed):
        carry_out(Task.objects.get().pk)
    monkeypatch.undo()
    assert state_of(news)[0] == MailState.SENDING
    time_machine.move_to(timezone.now() + timedelta(seconds=25))
    sweep_tasks()
    work_off()
    assert state_of(news) == (MailState.UNCERTAIN, Why.SENDER_DIED, None)
    assert mail_server.ids == {}


def test_the_truth_wins_over_being_taken_for_dead(news: Mail, mail_server: MailServer) -> None:
    """A worker that was only slow says in the end that the mail is sent."""
    slow = Mail.objects.select_related("recipient").get(pk=news.pk)
    assert delivery._claim(slow)
    delivery.deliver(Mail.objects.get(pk=news.pk), turn=0)
    assert state_of(news)[0] == MailState.UNCERTAIN
    delivery._send(slow, delivery.build(slow, delivery.write_letter(slow)))
    assert state_of(news) == (MailState.SENT, "", None)
    assert mail_server.ids == {ID: 1}


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment(member: User, mail_server: MailServer) -> None:
    mails = [post("test.news", key=str(number), to=member, about={}) for number in range(5)]
    gate = threading.Barrier(2)

    def run() -> None:
        for mail in mails:
            mine = Mail.objects.select_related("recipient").get(pk=mail.pk)
            gate.wait()
            delivery.deliver(mine, turn=0)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(mail_server.ids.values()) == [1] * 5
    assert {state_of(mail)[0] for mail in mails} == {MailState.SENT}


def test_who_needs_it_no_more_gets_none(news: Mail, mail_server: MailServer, work_off: Callable) -> None:
    kinds.SAYS["wanted"] = False
    work_off()
    assert state_of(news) == (MailState.DROPPED, Why.NOT_NEEDED, None)
    assert mail_server.ids == {}


def test_a_letter_whose_time_has_passed(news: Mail, mail_server: MailServer, work_off: Callable) -> None:
    kinds.SAYS["until"] = timezone.now()
    work_off()
    assert state_of(news) == (MailState.DROPPED, Why.TOO_LATE, None)


def test_who_cannot_sign_in_gets_none(news: Mail, mail_server: MailServer, work_off: Callable, member: User) -> None:
    member.is_active = False
    member.save()
    work_off()
    assert state_of(news) == (MailState.DROPPED, Why.NO_ACCOUNT, None)


def test_what_cannot_be_written_ends_as_failed(
    news: Mail, mail_server: MailServer, work_off: Callable, time_machine: object, administrator: User
) -> None:
    kinds.SAYS["fails"] = KeyError("Ada Lovelace")
    for _attempt in range(6):
        work_off()
        time_machine.move_to(timezone.now() + timedelta(minutes=10))
    assert state_of(news) == (MailState.FAILED, Why.BROKEN, None)
    kinds.SAYS["fails"] = None
    send_again(news, actor=administrator)
    work_off()
    assert mail_server.ids == {ID: 1}


def test_sending_again_is_for_administrators_and_only_where_it_makes_sense(
    news: Mail, mail_server: MailServer, work_off: Callable, administrator: User, member: User
) -> None:
    with pytest.raises(NotAllowed):
        send_again(news, actor=member)
    with pytest.raises(Refused, match="on its way"):
        send_again(news, actor=administrator)
    work_off()
    with pytest.raises(Refused, match="nothing to send again"):
        send_again(news, actor=administrator)
    Mail.objects.update(state=MailState.UNCERTAIN)
    send_again(news, actor=administrator)
    assert AuditEntry.objects.get().action == "mail.sent_again"
    assert state_of(news)[0] == MailState.PLANNED
    with pytest.raises(Refused):
        send_again(news, actor=administrator)


def test_a_row_holds_no_content(news: Mail, work_off: Callable, mail_server: MailServer) -> None:
    work_off()
    assert "Something has happened" not in str(Mail.objects.values().get())
    assert "Something has happened" not in str(list(Task.objects.values()))


def test_who_sees_a_row(news: Mail, member: User, administrator: User, recruiter: User) -> None:
    assert list(Mail.objects.visible_to(administrator)) == [news]
    assert list(Mail.objects.visible_to(member)) == [news]
    assert list(Mail.objects.visible_to(recruiter)) == []


def test_addresses_of_people_without_an_account_are_forgotten(
    news: Mail, mail_server: MailServer, work_off: Callable, time_machine: object
) -> None:
    post("test.account", key="gone", to="nobody@example.org", about={})
    work_off()
    later = timezone.now() + timedelta(days=30)
    post("test.account", key="open", to="nobody@example.org", about={}, not_before=later + timedelta(days=1))
    time_machine.move_to(later - timedelta(minutes=1))
    forget_addresses()
    assert Mail.objects.count() == 3
    time_machine.move_to(later + timedelta(minutes=1))
    forget_addresses()
    assert set(Mail.objects.values_list("key", flat=True)) == {news.key, "test.account:open"}
