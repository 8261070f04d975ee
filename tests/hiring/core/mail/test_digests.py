"""The digest: at one's own hour, one a day, only what still stands, nothing where there is nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from hiring.core.errors import NotAllowed
from hiring.core.mail.choices import choose_mail
from hiring.core.mail.digests import next_digest
from hiring.core.mail.models import Mail, MailChoice
from hiring.core.mail.posting import post
from hiring.core.mail.states import MailState, Why
from hiring.core.models import User
from tests.hiring.core.mail import kinds
from tests.mail_server import MailServer

BERLIN, NEW_YORK, AUCKLAND = "Europe/Berlin", "America/New_York", "Pacific/Auckland"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.fixture
def reader(member: User, time_machine: object) -> User:
    """Wants news in a digest at 8 in Berlin; it is Monday, 14:00 there."""
    time_machine.move_to(at("2026-11-30T13:00:00+00:00"))
    member.time_zone = BERLIN
    member.save()
    choose_mail(member, actor=member, digest_groups=["test-news"], digest_hour=8)
    return member


def news_for(person: User, number: int = 1) -> Mail:
    return post("test.news", key=str(number), to=person, about={})


def states() -> list[str]:
    return list(Mail.objects.exclude(kind="mail.digest").order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize(
    ("zone", "after", "due"),
    [
        (BERLIN, "2026-11-30T13:00:00+00:00", "2026-12-01T07:00:00+00:00"),
        (BERLIN, "2026-11-30T06:59:59+00:00", "2026-11-30T07:00:00+00:00"),
        (BERLIN, "2026-11-30T07:00:00+00:00", "2026-12-01T07:00:00+00:00"),
        # the clocks go forward and back over night
        (BERLIN, "2026-03-28T12:00:00+00:00", "2026-03-29T06:00:00+00:00"),
        (BERLIN, "2026-10-24T12:00:00+00:00", "2026-10-25T07:00:00+00:00"),
        (NEW_YORK, "2026-03-07T20:00:00+00:00", "2026-03-08T12:00:00+00:00"),
        (NEW_YORK, "2026-10-31T20:00:00+00:00", "2026-11-01T13:00:00+00:00"),
        (AUCKLAND, "2026-04-04T00:00:00+00:00", "2026-04-04T20:00:00+00:00"),
        (AUCKLAND, "2026-09-26T00:00:00+00:00", "2026-09-26T19:00:00+00:00"),
    ],
)
def test_the_next_digest_is_at_the_hour_of_one_s_own_clock(zone: str, after: str, due: str) -> None:
    choice = MailChoice(person=User(time_zone=zone), digest_hour=8)
    assert next_digest(choice, at(after)) == at(due)


@pytest.mark.parametrize("hour", range(24))
def test_every_hour_comes_on_a_day_without_it(hour: int) -> None:
    """02:00 is left out in Berlin that night; a digest for it comes all the same."""
    choice = MailChoice(person=User(time_zone=BERLIN), digest_hour=hour)
    start = at("2026-03-28T23:30:00+00:00")
    assert start < next_digest(choice, start) <= start + timedelta(hours=24)


def test_what_may_wait_comes_in_one_mail(
    reader: User, mail_server: MailServer, work_off: Callable, time_machine: object
) -> None:
    for number in range(3):
        news_for(reader, number)
    post("test.account", key="one", to=reader, about={})
    work_off()
    assert [letter["Subject"] for letter in mail_server.letters] == ["News for you"]
    assert states() == [MailState.HELD] * 3 + [MailState.SENT]
    time_machine.move_to(at("2026-12-01T07:00:01+00:00"))
    work_off()
    assert [letter["Subject"] for letter in mail_server.letters][1:] == ["3 things for you in Plumbline"]
    assert states() == [MailState.MERGED] * 3 + [MailState.SENT]
    digest = Mail.objects.get(kind="mail.digest")
    assert (digest.key, digest.parts.count()) == (f"mail.digest:{reader.public_id}:2026-12-01", 3)
    text = mail_server.letters[1].get_body(("plain",)).get_content()
    assert text.count("Something has happened.") == 3


def test_a_day_without_news_has_no_digest(
    reader: User, mail_server: MailServer, work_off: Callable, time_machine: object
) -> None:
    time_machine.move_to(at("2026-12-01T07:00:01+00:00"))
    work_off()
    assert mail_server.letters == []
    assert not Mail.objects.exists()


def test_what_is_settled_meanwhile_is_left_out(
    reader: User, mail_server: MailServer, work_off: Callable, time_machine: object
) -> None:
    news_for(reader)
    work_off()
    kinds.SAYS["wanted"] = False
    time_machine.move_to(at("2026-12-01T07:00:01+00:00"))
    work_off()
    assert mail_server.letters == []
    digest = Mail.objects.get(kind="mail.digest")
    assert (digest.state, digest.why) == (MailState.DROPPED, Why.NOT_NEEDED)


def test_one_digest_a_day_whatever_the_clock_does(
    reader: User, mail_server: MailServer, work_off: Callable, time_machine: object
) -> None:
    news_for(reader, 1)
    work_off()
    time_machine.move_to(at("2026-12-01T07:00:01+00:00"))
    work_off()
    time_machine.move_to(at("2026-11-30T13:00:00+00:00"))  # a day back
    news_for(reader, 2)
    work_off()
    time_machine.move_to(at("2026-12-01T07:00:01+00:00"))
    work_off()
    assert (len(mail_server.letters), states()) == (1, [MailState.MERGED, MailState.HELD])
    time_machine.move_to(at("2026-12-02T07:00:01+00:00"))
    work_off()
    assert len(mail_server.letters) == 2
    assert states() == [MailState.MERGED] * 2


@pytest.mark.parametrize("field", ["by", "until"])
def test_what_the_digest_would_bring_too_late_comes_at_once(
    reader: User, mail_server: MailServer, work_off: Callable, field: str
) -> None:
    kinds.SAYS[field] = timezone.now() + timedelta(hours=3)
    news_for(reader)
    work_off()
    assert len(mail_server.letters) == 1


def test_another_hour_and_no_digest_any_more(
    reader: User, mail_server: MailServer, work_off: Callable, time_machine: object
) -> None:
    news_for(reader)
    work_off()
    choose_mail(reader, actor=reader, digest_groups=["test-news"], digest_hour=17)
    work_off()
    assert (states(), mail_server.letters) == ([MailState.HELD], [])
    time_machine.move_to(at("2026-11-30T16:00:01+00:00"))
    work_off()
    assert len(mail_server.letters) == 1
    time_machine.move_to(at("2026-12-01T07:00:01+00:00"))  # the hour of before
    news_for(reader, 2)
    work_off()
    assert len(mail_server.letters) == 1
    choose_mail(reader, actor=reader, digest_groups=[], digest_hour=17)
    work_off()
    assert states() == [MailState.MERGED, MailState.SENT]
    assert len(mail_server.letters) == 2


def test_a_choice_is_its_owner_s(reader: User, administrator: User) -> None:
    with pytest.raises(NotAllowed):
        choose_mail(reader, actor=administrator, digest_groups=[], digest_hour=8)


def test_what_cannot_wait_cannot_be_chosen(reader: User) -> None:
    choice = choose_mail(reader, actor=reader, digest_groups=["account", "nothing", "test-news"], digest_hour=9)
    assert choice.digest_groups == ["test-news"]
