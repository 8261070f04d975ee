from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Interview, Scorecard
from candidates.models import Application
from hiring.core.models import User
from hiring.models import Stage
from tests.factories.assessments import ScorecardFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory, StageFactory

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def address(application: Application, stage: Stage) -> str:
    return reverse("panel-assign", args=[application.public_id, stage.public_id])


@pytest.fixture
def planner(manager: User, browser_as: Callable[[User], Client]) -> Client:
    User.objects.filter(pk=manager.pk).update(time_zone="Europe/Berlin")
    return browser_as(manager)


def in_days(days: int) -> str:
    """A time as a planner sends it, without a zone."""
    return f"{datetime.now(BERLIN) + timedelta(days=days):%Y-%m-%dT10:00}"


def test_the_hiring_team_is_suggested_least_loaded_first(
    planner: Client, address: str, stage: Stage, card: Scorecard, manager: User
) -> None:
    busy, free, gone = (UserFactory(name=name) for name in ("Busy", "Free", "Gone"))
    for user in (busy, free, gone, card.author):
        MemberFactory(role=stage.role, user=user)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    ScorecardFactory.create_batch(2, author=busy)

    form = planner.get(address).context["form"]
    assert [(found.user, found.load) for found in form.suggestions.values()] == [(free, 0), (manager, 0), (busy, 2)]


@pytest.mark.parametrize("size", [1, 3])
def test_the_page_costs_the_same_at_every_size(
    planner: Client,
    address: str,
    application: Application,
    stage: Stage,
    size: int,
    django_assert_num_queries: Callable,
) -> None:
    for _ in range(size):
        ScorecardFactory(application=application, stage=stage)
        MemberFactory(role=stage.role)
    with django_assert_num_queries(8):
        planner.get(address)


def test_people_are_put_on_the_panel_with_an_interview_in_the_readers_zone(
    planner: Client, address: str, stage: Stage, runa: User, jonas: User
) -> None:
    MemberFactory(role=stage.role, user=runa)
    sent = {
        "do": "assign",
        "people": [runa.public_id],
        "others": f" {jonas.email.upper()} ,",
        "starts_at": in_days(2),
        "minutes": "45",
        "where": "Room Lotwaage",
    }
    answer = planner.post(address, sent, follow=True)
    assert "On the panel now: Runa Achterberg, Jonas Tveitane." in answer.content.decode()

    interview = Interview.objects.get()
    assert f"{interview.starts_at.astimezone(BERLIN):%H:%M}" == "10:00"
    assert (interview.ends_at - interview.starts_at, interview.where) == (timedelta(minutes=45), "Room Lotwaage")
    assert set(Scorecard.objects.values_list("author__name", "interview")) == {
        ("Runa Achterberg", interview.pk),
        ("Jonas Tveitane", interview.pk),
    }


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "people"),
        ({"others": "nobody@example.org"}, "others"),
        ({"others": ",".join(f"p{n}@example.org" for n in range(11))}, "others"),
        ({"people": ["x"]}, "people"),
        ({"starts_at": "soon"}, "starts_at"),
        ({"minutes": "1"}, "minutes"),
        ({"due_at": "2020-01-01T10:00"}, "due_at"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_the_rest_is_kept(
    planner: Client, address: str, stage: Stage, runa: User, sent: dict, field: str
) -> None:
    MemberFactory(role=stage.role, user=runa)
    people = {} if field == "people" else {"people": [runa.public_id]}
    answer = planner.post(address, {"do": "assign", "where": "Room Lotwaage", **people, **sent})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Room Lotwaage" in answer.content.decode()
    assert not Scorecard.objects.exists()


def test_two_clicks_make_one_panel(planner: Client, address: str, stage: Stage, runa: User) -> None:
    sent = {"do": "assign", "others": runa.email, "starts_at": in_days(1), "minutes": "60"}
    assert planner.post(address, sent).status_code == 302
    assert planner.post(address, sent).status_code == 422
    assert Scorecard.objects.count() == Interview.objects.count() == 1


def test_a_due_time_is_set_and_somebody_is_taken_off(planner: Client, address: str, card: Scorecard) -> None:
    planner.post(address, {"do": "due", "id": card.public_id, f"{card.public_id}-due_at": in_days(4)})
    card.refresh_from_db()
    assert card.due_is_set
    assert f"{card.due_at.astimezone(BERLIN):%H:%M}" == "10:00"

    assert planner.post(address, {"do": "remove", "id": card.public_id}).status_code == 302
    assert planner.post(address, {"do": "remove", "id": card.public_id}).status_code == 302
    card.refresh_from_db()
    assert card.state == "left"


def test_a_due_time_that_has_passed_is_refused_in_place(planner: Client, address: str, card: Scorecard) -> None:
    for sent in ("", "2020-01-01T10:00"):
        answer = planner.post(address, {"do": "due", "id": card.public_id, f"{card.public_id}-due_at": sent})
        assert answer.status_code == 422
        (seat,) = answer.context["panel"].seats
        assert list(seat.form.errors) == ["due_at"]


def test_an_interview_is_moved_and_cancelled(planner: Client, address: str, runa: User) -> None:
    planner.post(address, {"do": "assign", "others": runa.email, "starts_at": in_days(1), "minutes": "60"})
    pid = Interview.objects.get().public_id
    wrong = {f"{pid}-starts_at": in_days(3), f"{pid}-ends_at": in_days(2)}
    assert planner.post(address, {"do": "move", "id": pid, **wrong}).status_code == 422
    planner.post(address, {"do": "move", "id": pid, f"{pid}-starts_at": in_days(3), f"{pid}-where": "Room 2"})
    moved = Interview.objects.get()
    assert (moved.where, moved.ends_at - moved.starts_at) == ("Room 2", timedelta(hours=1))
    assert Scorecard.objects.get().due_at == moved.ends_at + timedelta(hours=24)

    for _ in range(2):
        assert planner.post(address, {"do": "cancel", "id": pid}).status_code == 302
    assert Interview.objects.get().state == "cancelled"


def test_who_left_and_why_is_told_to_who_plans(planner: Client, address: str, card: Scorecard) -> None:
    Scorecard.objects.update(state="left", left_reason="On leave that week.")
    page = planner.get(address).content.decode()
    assert "On leave that week." in page


def test_where_nobody_can_be_added_the_page_says_why(planner: Client, address: str, runa: User) -> None:
    Application.objects.update(state="rejected")
    page = planner.get(address).content.decode()
    assert "This application is closed" in page
    assert 'value="assign"' not in page
    answer = planner.post(address, {"do": "assign", "others": runa.email})
    assert answer.status_code == 422
    assert not Scorecard.objects.exists()


def test_who_may(
    address: str, card: Scorecard, auditor: User, member: User, recruiter: User, browser_as: Callable, client: Client
) -> None:
    assert browser_as(recruiter).get(address).status_code == 200
    for person, status in ((auditor, 403), (card.author, 403), (member, 404)):
        assert browser_as(person).get(address).status_code == status
        assert browser_as(person).post(address, {"do": "remove", "id": card.public_id}).status_code == status
    assert client.get(address).status_code == 302


def test_what_is_not_there(planner: Client, address: str, application: Application, stage: Stage) -> None:
    gate = StageFactory(role=stage.role, is_gate=True, weight=0)
    other = StageFactory()
    for wrong in (gate, other):
        assert planner.get(reverse("panel-assign", args=[application.public_id, wrong.public_id])).status_code == 404
    elsewhere = ScorecardFactory()
    for sent in ({"do": "remove", "id": elsewhere.public_id}, {"do": "cancel", "id": ""}, {"do": "due", "id": "\0"}):
        assert planner.post(address, sent).status_code == 404
    assert planner.put(address).status_code == 405


@pytest.mark.parametrize("sent", [{}, {"do": "sing", "where": "Room 4"}])
def test_without_a_button_nothing_is_done_and_what_was_typed_stays(
    planner: Client, address: str, sent: dict[str, str]
) -> None:
    before = Scorecard.objects.count()
    answer = planner.post(address, sent)
    assert (answer.status_code, Scorecard.objects.count()) == (422, before)
    assert "Press the button of what you want to do." in answer.text
    assert ("Room 4" in answer.text) == bool(sent)
