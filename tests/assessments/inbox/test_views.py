from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Scorecard
from hiring.core.models import User
from hiring.models import JobReview
from tests.factories.assessments import InterviewFactory, ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.hiring import JobDescriptionFactory, MemberFactory, StageFactory

pytestmark = pytest.mark.django_db

INBOX = "/"
DAY = timedelta(days=1)


@pytest.fixture
def desk(member: User, browser_as: Callable[[User], Client]) -> Client:
    return browser_as(member)


def inbox(desk: Client) -> object:
    answer = desk.get(INBOX)
    assert answer.status_code == 200
    return answer.context["inbox"]


def review_of(author: User, **more: object) -> JobReview:
    stage = StageFactory(is_gate=True, weight=0)
    return JobReview.objects.create(
        role=stage.role,
        stage=stage,
        description=JobDescriptionFactory(role=stage.role),
        author=author,
        rubric_version=stage.rubric_version,
        **{"due_at": timezone.now() + 3 * DAY, **more},
    )


def test_late_first_then_by_time_cards_and_reviews_in_one_list(member: User, desk: Client) -> None:
    now = timezone.now()
    later = ScorecardFactory(author=member, due_at=now + 5 * DAY)
    late = ScorecardFactory(author=member, due_at=now - 2 * DAY)
    review = review_of(member)
    ScorecardFactory(author=member, submitted=True)
    ScorecardFactory()

    shown = inbox(desk)
    assert [row.link for row in shown.due] == [
        reverse("scorecard", args=[late.public_id]),
        reverse("job-review", args=[review.public_id]),
        reverse("scorecard", args=[later.public_id]),
    ]
    assert [row.late for row in shown.due] == ["Late by 2 days", "", ""]
    assert shown.heading == "Three things are due from you. One is late."


def test_how_far_a_card_is(member: User, desk: Client) -> None:
    card = ScorecardFactory(author=member)
    criterion = card.rubric_version.criteria.first()
    assert [(row.saved, row.action) for row in inbox(desk).due] == [("Not started", "Start")]

    card.ratings.create(criterion=criterion, evidence="No level yet.")
    card.ratings.create(criterion=card.rubric_version.criteria.last(), not_assessed=True)
    Scorecard.objects.update(saved_at=timezone.now())
    (row,) = inbox(desk).due
    assert row.action == "Continue"
    assert row.saved.startswith("1 of 2, saved today, ")
    assert (row.picture.count('class="in"'), row.picture.count('class="out"')) == (1, 1)


def test_what_comes_after_an_interview_is_prepared(member: User, desk: Client) -> None:
    card = ScorecardFactory(author=member)
    card.interview = InterviewFactory(
        application=card.application, stage=card.stage, starts_at=timezone.now() + 2 * DAY
    )
    card.save()
    (row,) = inbox(desk).due
    assert row.action == "Prepare"
    assert row.saved.startswith("Interview ")


@time_machine.travel("2026-11-20T12:00:00Z", tick=False)
def test_the_agenda_has_todays_interviews_with_now_among_them(member: User, desk: Client) -> None:
    for hours in (-2, 2):
        card = ScorecardFactory(author=member)
        card.interview = InterviewFactory(
            application=card.application, stage=card.stage, starts_at=timezone.now() + timedelta(hours=hours)
        )
        card.save()
    InterviewFactory(starts_at=timezone.now() + timedelta(hours=1))
    (day,) = inbox(desk).agenda
    assert [(slot.time, slot.is_past, slot.meeting is None) for slot in day.slots] == [
        ("10:00", True, False),
        ("12:00", False, True),
        ("14:00", False, False),
    ]


def test_a_cancelled_interview_or_one_of_a_closed_application_is_not_in_it(member: User, desk: Client) -> None:
    for state, application in (("cancelled", "active"), ("planned", "rejected")):
        card = ScorecardFactory(author=member, application=ApplicationFactory(state=application))
        card.interview = InterviewFactory(
            application=card.application, stage=card.stage, starts_at=timezone.now() + DAY, state=state
        )
        card.save()
    assert inbox(desk).agenda == ()


def test_what_has_opened_to_the_reader(member: User, desk: Client) -> None:
    mine = ScorecardFactory(author=member, submitted=True)
    place = {"application": mine.application, "stage": mine.stage}
    assert inbox(desk).opened == []

    ScorecardFactory(**place, submitted=True)
    ScorecardFactory(**place)
    (card,) = inbox(desk).opened
    assert (card.public_id, card.cards_in, card.cards_due) == (mine.public_id, 2, 1)


def test_an_open_card_of_the_reader_keeps_it_sealed(member: User, desk: Client) -> None:
    mine = ScorecardFactory(author=member, submitted=True)
    ScorecardFactory(application=mine.application, stage=mine.stage, submitted=True)
    ScorecardFactory(application=mine.application, stage=StageFactory(role=mine.stage.role), author=member)
    assert inbox(desk).opened == []


def test_what_waits_for_a_managers_decision(member: User, desk: Client) -> None:
    stage = StageFactory(panel_size=2)
    application = ApplicationFactory(role=stage.role, stage=stage)
    for _ in range(2):
        ScorecardFactory(application=application, stage=stage, submitted=True)
    short = ApplicationFactory(role=stage.role, stage=stage)
    ScorecardFactory(application=short, stage=stage, submitted=True)
    assert inbox(desk).decide == []

    MemberFactory(role=stage.role, user=member, right="interviewer")
    assert inbox(desk).decide == []

    MemberFactory(role=stage.role, user=member, right="manager")
    shown = inbox(desk)
    assert [waiting.public_id for waiting in shown.decide] == [application.public_id]
    assert shown.heading == "Nothing is due from you. One decision waits for you."


def test_late_cards_of_colleagues_and_new_applications_of_ones_roles(member: User, desk: Client) -> None:
    stage = StageFactory()
    late = ScorecardFactory(stage=stage, application__role=stage.role, due_at=timezone.now() - DAY)
    ScorecardFactory(stage=stage, application__role=stage.role)
    ScorecardFactory(due_at=timezone.now() - DAY)
    MemberFactory(role=stage.role, user=member, right="recruiter")

    shown = inbox(desk)
    assert [card.public_id for card in shown.late] == [late.public_id]
    assert [(role.role, role.waiting) for role in shown.new] == [(stage.role.public_id, 2)]


def test_an_empty_home_says_what_comes_next(desk: Client) -> None:
    page = desk.get(INBOX).content.decode()
    assert "Nothing is due from you." in page
    assert "Scorecards come here when somebody puts you on a panel." in page
    assert "When your scorecard is in" in page
    assert "Waiting for your decision" not in page


@pytest.mark.parametrize("size", [1, 3])
def test_the_same_queries_at_every_size(
    member: User, desk: Client, size: int, django_assert_num_queries: Callable
) -> None:
    stage = StageFactory(panel_size=1)
    MemberFactory(role=stage.role, user=member, right="manager")
    for _ in range(size):
        ScorecardFactory(author=member)
        review_of(member)
        ScorecardFactory(application__role=stage.role, application__stage=stage, stage=stage, submitted=True)
        ScorecardFactory(application__role=stage.role, stage=stage, due_at=timezone.now() - DAY)
        mine = ScorecardFactory(author=member, submitted=True)
        ScorecardFactory(application=mine.application, stage=mine.stage, submitted=True)
    with django_assert_num_queries(10):
        desk.get(INBOX)


@pytest.mark.parametrize("name", ["due", "opened", "decide", "late"])
def test_each_list_has_a_page_of_its_own(member: User, desk: Client, name: str) -> None:
    address = reverse("inbox-list", args=[name])
    assert "Nothing here now." in desk.get(address).content.decode()


def test_a_long_list_goes_on(member: User, desk: Client) -> None:
    stage = StageFactory()
    cards = ScorecardFactory.create_batch(51, author=member, stage=stage, application__role=stage.role)
    shown = inbox(desk)
    assert len(shown.due) == 50
    assert shown.heading == "50+ scorecards are due from you."

    rest = desk.get(reverse("inbox-list", args=["due"]), {"after": shown.due_after})
    assert [row.link for row in rest.context["rows"]] == [reverse("scorecard", args=[cards[50].public_id])]


def test_other_lists_other_methods_and_other_people(member: User, desk: Client, client: Client) -> None:
    assert desk.get("/inbox/nothing/").status_code == 404
    assert desk.post(INBOX).status_code == 405
    assert client.get(INBOX).status_code == 302
    ScorecardFactory()
    assert inbox(desk).due == []
