"""Who hears what of which verb: each effect once, nobody of what they did themselves."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from assessments.debriefs.verbs import reject
from assessments.models import Scorecard
from assessments.pipeline.closing import close_role
from assessments.pipeline.verbs import undo
from assessments.scorecards import notices
from assessments.scorecards.due import set_due
from assessments.scorecards.meetings import (
    cancel_interview,
    hold_interview,
    miss_interview,
    move_interview,
    plan_interview,
)
from assessments.scorecards.panels import assign_interviewers, decline, remove_interviewer
from candidates.models import Application, MoveReason
from hiring.core.mail.delivery import write_letter
from hiring.core.mail.registry import NotWanted
from hiring.core.models import Mail, User
from hiring.models import Role, Stage
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.hiring import MemberFactory

START = timedelta(days=2)


def told(*, since: int = 0) -> list[tuple[str, str]]:
    rows = Mail.objects.filter(pk__gt=since).order_by("recipient__name", "id")
    return [(mail.kind, mail.recipient.name) for mail in rows.select_related("recipient")]


def last() -> int:
    return Mail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def latest(kind: str) -> Mail:
    return Mail.objects.select_related("recipient").filter(kind=kind).latest("pk")


@pytest.fixture
def panel(application: Application, stage: Stage, manager: User, runa: User, jonas: User) -> list[Scorecard]:
    return assign_interviewers(
        application,
        stage,
        actor=manager,
        people=[runa, jonas, manager],
        starts_at=timezone.now() + START,
        where="Room Lotwaage",
    )


def test_assigned_is_told_to_each_but_not_to_oneself(panel: list[Scorecard]) -> None:
    assert told() == [(notices.ASSIGNED, "Jonas Tveitane"), (notices.ASSIGNED, "Runa Achterberg")]
    card = panel[0]
    facts = dict(write_letter(latest(notices.ASSIGNED)).facts)
    assert facts["Role"] == "Senior ML engineer"
    assert facts["Where"] == "Room Lotwaage"
    assert f"{card.interview.starts_at:%H:%M}" in facts["When"]


def test_a_confidential_role_is_not_named(panel: list[Scorecard], role: Role) -> None:
    Role.objects.update(confidential=True)
    letter = write_letter(latest(notices.ASSIGNED))
    assert dict(letter.facts)["Role"] == "Confidential"
    assert role.title not in str(letter)


def test_who_comes_back_is_told_again(panel: list[Scorecard], manager: User, application: Application) -> None:
    card, before = panel[0], last()
    remove_interviewer(card, actor=manager)
    assign_interviewers(application, card.stage, actor=manager, people=[card.author])
    assert told(since=before) == [(notices.REMOVED, "Runa Achterberg"), (notices.ASSIGNED, "Runa Achterberg")]
    with pytest.raises(NotWanted):
        write_letter(latest(notices.REMOVED))
    with pytest.raises(NotWanted):
        write_letter(Mail.objects.filter(kind=notices.ASSIGNED, recipient=card.author).earliest("pk"))
    assert write_letter(latest(notices.ASSIGNED))


def test_what_was_submitted_meanwhile_needs_no_mail(panel: list[Scorecard]) -> None:
    Scorecard.objects.update(state="submitted", submitted_at=timezone.now(), recommendation="yes")
    with pytest.raises(NotWanted):
        write_letter(latest(notices.ASSIGNED))


def test_an_interview_planned_later(application: Application, stage: Stage, manager: User, runa: User) -> None:
    cards = assign_interviewers(application, stage, actor=manager, people=[runa])
    before = last()
    plan_interview(application, stage, actor=manager, cards=cards, starts_at=timezone.now() + START)
    assert told(since=before) == [(notices.PLANNED, "Runa Achterberg")]


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({"hours": 3}, ["It was planned for {was}."]),
        ({"hours": 0, "where": "Room Senkblei"}, ["The time stays, the place is new."]),
        ({"hours": 3, "where": "Room Senkblei"}, ["It was planned for {was}.", "The place is new as well."]),
        ({"hours": 0, "where": " Room Lotwaage "}, None),
    ],
)
def test_a_moved_interview(panel: list[Scorecard], manager: User, change: dict, lines: list[str] | None) -> None:
    interview, before = panel[0].interview, last()
    was = write_letter(latest(notices.ASSIGNED)).facts[2][1]
    starts_at = interview.starts_at + timedelta(hours=change["hours"])
    move_interview(interview, actor=manager, starts_at=starts_at, where=change.get("where"))
    if lines is None:
        assert told(since=before) == []
        return
    assert told(since=before) == [(notices.MOVED, "Jonas Tveitane"), (notices.MOVED, "Runa Achterberg")]
    letter = write_letter(latest(notices.MOVED))
    assert [*letter.lines] == [line.format(was=was) for line in lines]
    assert letter.by == starts_at


def test_of_two_moves_the_last_is_told(panel: list[Scorecard], manager: User) -> None:
    interview = panel[0].interview
    for hours in (3, 5):
        move_interview(interview, actor=manager, starts_at=interview.starts_at + timedelta(hours=hours))
    first, second = Mail.objects.filter(kind=notices.MOVED, recipient=panel[0].author).order_by("pk")
    with pytest.raises(NotWanted):
        write_letter(first)
    assert write_letter(second)


def test_a_cancelled_interview_leaves_the_card(panel: list[Scorecard], manager: User) -> None:
    before = last()
    cancel_interview(panel[0].interview, actor=manager)
    assert told(since=before) == [(notices.CANCELLED, "Jonas Tveitane"), (notices.CANCELLED, "Runa Achterberg")]
    letter = write_letter(latest(notices.CANCELLED))
    assert "stays open" in letter.lines[1]
    assert [word for word, _value in letter.facts] == ["Role", "Stage", "Scorecard due"]
    with pytest.raises(NotWanted):
        write_letter(_stale(panel[0]))


def _stale(card: Scorecard) -> Mail:
    """A mail about the interview's move that was on its way when it was cancelled."""
    about = {"card": card.public_id, "interview": card.interview.public_id, "place": True}
    key = f"{notices.MOVED}:{card.public_id}:0"
    return Mail.objects.create(kind=notices.MOVED, key=key, recipient=card.author, about=about)


def test_another_due_time(panel: list[Scorecard], manager: User, jonas: User) -> None:
    before = last()
    set_due(panel[1], actor=manager, due_at=timezone.now() + timedelta(days=4))
    assert told(since=before) == [(notices.DUE_CHANGED, "Jonas Tveitane")]


def test_who_declines_is_not_told_but_who_planned_is(panel: list[Scorecard], runa: User) -> None:
    before = last()
    decline(panel[0], actor=runa, reason="I know them well.")
    assert told(since=before) == [(notices.DECLINED, "Mana Ger")]
    letter = write_letter(latest(notices.DECLINED))
    assert letter.subject == "Runa Achterberg has declined: ML system design"
    assert "know them" not in str(letter)


def test_rejecting_tells_each_author_once(
    panel: list[Scorecard], application: Application, later: Stage, manager: User, runa: User
) -> None:
    assign_interviewers(application, later, actor=manager, people=[runa])
    before = last()
    reject(application, actor=manager, reason=MoveReason.objects.filter(kind="reject").first(), words="")
    assert told(since=before) == [(notices.CLOSED, "Jonas Tveitane"), (notices.CLOSED, "Runa Achterberg")]
    mine = Mail.objects.get(kind=notices.CLOSED, recipient=runa)
    letter = write_letter(mine)
    assert letter.subject == "2 scorecards are no longer needed"
    assert [item.title for item in letter.sections[0].items] == ["ML system design", "Communication"]


def test_undone_at_once_nothing_is_said_to_be_over(
    panel: list[Scorecard], application: Application, manager: User
) -> None:
    reject(application, actor=manager, reason=MoveReason.objects.filter(kind="reject").first(), words="")
    application.refresh_from_db()
    before = last()
    undo(application, actor=manager, words="A slip.")
    assert told(since=before) == [(notices.REOPENED, "Jonas Tveitane"), (notices.REOPENED, "Runa Achterberg")]
    with pytest.raises(NotWanted):
        write_letter(latest(notices.CLOSED))
    assert write_letter(latest(notices.REOPENED)).subject == "A scorecard is needed again"


def test_closing_a_role_tells_each_author_once(role: Role, stage: Stage, manager: User, runa: User) -> None:
    for _number in range(3):
        ScorecardFactory(application=ApplicationFactory(role=role, stage=stage), stage=stage, author=runa)
    close_role(role, actor=manager, reason="Filled.")
    assert told() == [(notices.CLOSED, "Runa Achterberg")]
    assert write_letter(latest(notices.CLOSED)).subject == "3 scorecards are no longer needed"


def test_a_past_interview_is_not_announced(application: Application, stage: Stage, manager: User, runa: User) -> None:
    """Written down afterwards: the card is due all the same."""
    start = timezone.now() - timedelta(hours=5)
    (card,) = assign_interviewers(application, stage, actor=manager, people=[runa], starts_at=start)
    assert write_letter(latest(notices.ASSIGNED))
    move_interview(card.interview, actor=manager, starts_at=start - timedelta(hours=1))
    with pytest.raises(NotWanted):
        write_letter(latest(notices.MOVED))


def test_missed_and_held_after_all(
    application: Application, stage: Stage, manager: User, runa: User, jonas: User
) -> None:
    start = timezone.now() - timedelta(hours=2)
    cards = assign_interviewers(application, stage, actor=manager, people=[runa, jonas], starts_at=start)
    before = last()
    miss_interview(cards[0].interview, actor=jonas)
    assert told(since=before) == [(notices.MISSED, "Runa Achterberg")]
    assert write_letter(latest(notices.MISSED))
    before = last()
    hold_interview(cards[0].interview, actor=runa)
    assert told(since=before) == [(notices.DUE_CHANGED, "Jonas Tveitane")]
    assert write_letter(latest(notices.DUE_CHANGED))
    with pytest.raises(NotWanted):
        write_letter(latest(notices.MISSED))


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Asia/Kolkata", "Tue 1 December 2026, 20:30 to 21:30, Kolkata time"),
        ("America/New_York", "Tue 1 December 2026, 10:00 to 11:00, New York time"),
        ("UTC", "Tue 1 December 2026, 15:00 to 16:00, UTC"),
        ("Asia/Tokyo", "Wed 2 December 2026, 00:00 to 01:00, Tokyo time"),
        ("Pacific/Auckland", "Wed 2 December 2026, 04:00 to 05:00, Auckland time"),
    ],
)
def test_times_are_the_reader_s(
    application: Application,
    stage: Stage,
    manager: User,
    runa: User,
    time_machine: object,
    zone: str,
    words: str,
) -> None:
    time_machine.move_to(datetime.fromisoformat("2026-11-30T12:00:00+00:00"))
    User.objects.filter(pk=runa.pk).update(time_zone=zone)
    starts_at = datetime.fromisoformat("2026-12-01T15:00:00+00:00")
    assign_interviewers(application, stage, actor=manager, people=[runa], starts_at=starts_at)
    assert dict(write_letter(latest(notices.ASSIGNED)).facts)["When"] == words


def test_a_verb_that_is_refused_tells_nothing(
    panel: list[Scorecard], manager: User, carry_out_due: Callable, mailoutbox: list
) -> None:
    before = last()
    with pytest.raises(Exception, match="passed"):
        set_due(panel[0], actor=manager, due_at=timezone.now())
    assert told(since=before) == []
    carry_out_due()
    assert len(mailoutbox) == 2


def test_the_team_s_recruiter_may_plan_and_hears_of_declines(
    application: Application, stage: Stage, runa: User, recruiter: User
) -> None:
    MemberFactory(role=application.role, user=recruiter, right="recruiter")
    (card,) = assign_interviewers(application, stage, actor=recruiter, people=[runa])
    decline(card, actor=runa, reason="On leave.")
    assert told() == [(notices.DECLINED, "Rec Ruiter"), (notices.ASSIGNED, "Runa Achterberg")]
