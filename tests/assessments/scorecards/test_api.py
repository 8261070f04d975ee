from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone

from assessments.models import CardRead, Scorecard
from hiring.core.audit.models import AuditEntry
from hiring.core.models import User
from hiring.models import Stage
from tests.factories.assessments import InterviewFactory, ScorecardFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory
from tests.factories.tokens import api_client

URL = "/api/v1/scorecards/"
LONG = "Ran it for two years, watched latency and drift, rolled back twice."
SEALED = ["content", "revisions", "version", "saved_at"]


def at(card: Scorecard, verb: str = "") -> str:
    return f"{URL}{card.public_id}/{verb}"


def keys(card: Scorecard) -> list[str]:
    return list(card.rubric_version.criteria.order_by("position").values_list("criterion__key", flat=True))


def whole(card: Scorecard) -> dict:
    first, second = keys(card)
    return {
        "recommendation": "yes",
        "summary": "Runs things.",
        "ratings": {
            first: {"level": 4, "evidence": LONG, "flags": {"1": "Said so."}},
            second: {"not_assessed": True},
        },
    }


class Api:
    """A client that speaks JSON, as one person."""

    def __init__(self, person: User) -> None:
        self.client = api_client(person)
        self.get, self.delete = self.client.get, self.client.delete

    def patch(self, url: str, body: object = None, **more: object) -> HttpResponse:
        return self.client.patch(url, {} if body is None else body, content_type="application/json", **more)

    def post(self, url: str, body: object = None, **more: object) -> HttpResponse:
        return self.client.post(url, {} if body is None else body, content_type="application/json", **more)


@pytest.fixture
def desk(card: Scorecard) -> Api:
    return Api(card.author)


def test_a_card_is_filled_in_and_submitted(card: Scorecard, desk: Api) -> None:
    empty = desk.get(at(card))
    assert (empty.status_code, empty["ETag"]) == (200, '"1"')
    saved = desk.patch(at(card), whole(card), headers={"If-Match": empty["ETag"]})
    assert (saved.status_code, saved["ETag"]) == (200, '"2"')
    first, second = keys(card)
    assert saved.json()["content"] == {
        "recommendation": "yes",
        "summary": "Runs things.",
        "checklist": {},
        "ratings": {
            first: {"level": 4, "not_assessed": False, "evidence": LONG, "flags": {"1": "Said so."}},
            second: {"level": None, "not_assessed": True, "evidence": "", "flags": {}},
        },
    }
    done = desk.post(at(card, "submit/"), headers={"If-Match": saved["ETag"]})
    assert (done.status_code, done.json()["state"]) == (200, "submitted")
    (revision,) = done.json()["revisions"]
    assert revision["content"] == saved.json()["content"]


def test_without_if_match_428_with_an_old_one_412_and_both_texts(card: Scorecard, desk: Api) -> None:
    assert desk.patch(at(card), {"summary": "x"}).status_code == 428
    assert desk.post(at(card, "submit/")).status_code == 428
    desk.patch(at(card), {"summary": "Theirs."}, headers={"If-Match": '"1"'})
    stale = desk.patch(at(card), {"summary": "Mine."}, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    assert (stale.json()["yours"], stale.json()["theirs"]["content"]["summary"]) == ({"summary": "Mine."}, "Theirs.")
    assert Scorecard.objects.get().summary == "Theirs."


def test_what_is_missing_is_named_by_part(card: Scorecard, desk: Api) -> None:
    answer = desk.post(at(card, "submit/"), headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (400, "incomplete")
    assert list(answer.json()["errors"]) == [*keys(card), "*closing"]


def test_the_same_key_submits_once(card: Scorecard, desk: Api) -> None:
    desk.patch(at(card), whole(card), headers={"If-Match": '"1"'})
    headers = {"If-Match": '"2"', "Idempotency-Key": "once"}
    first, again = (desk.post(at(card, "submit/"), headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert AuditEntry.objects.filter(action="scorecard.submitted").count() == 1
    assert desk.post(at(card, "submit/"), headers={"If-Match": '"3"'}).status_code == 409


def test_an_amendment_takes_a_reason(card: Scorecard, desk: Api) -> None:
    desk.patch(at(card), whole(card), headers={"If-Match": '"1"'})
    desk.post(at(card, "submit/"), headers={"If-Match": '"2"'})
    change = {"recommendation": "no"}
    assert desk.post(at(card, "amend/"), change, headers={"If-Match": '"3"'}).status_code == 400
    answer = desk.post(at(card, "amend/"), {**change, "reason": "Slept on it."}, headers={"If-Match": '"3"'})
    assert answer.status_code == 200
    assert [(item["reason"], item["content"]["recommendation"]) for item in answer.json()["revisions"]] == [
        ("", "yes"),
        ("Slept on it.", "no"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"recommendation": "maybe"},
        {"recommendation": "yes"},
        {"summary": "x" * 10_001},
        {"checklist": {"Data 1": 1}},
        {"ratings": {"nowhere": {"level": 1}}},
        {"ratings": []},
        {},
    ],
)
def test_what_no_card_can_say_is_refused(card: Scorecard, desk: Api, body: dict) -> None:
    answer = desk.patch(at(card), body, headers={"If-Match": '"1"'})
    assert answer.status_code == 400
    assert Scorecard.objects.get().version == 1


def test_the_list_says_that_a_card_is_there_and_nothing_of_what_it_says(
    card: Scorecard, colleague: Scorecard, desk
) -> None:
    rows = desk.get(URL).json()["results"]
    assert {row["id"] for row in rows} == {card.public_id, colleague.public_id}
    for row in rows:
        assert not set(SEALED) & set(row)
        assert row["due_at"]
    assert "Said what ran" not in desk.get(URL).content.decode()


def test_filters(card: Scorecard, colleague: Scorecard, later: Stage, desk: Api) -> None:
    MemberFactory(role=later.role, user=card.author)  # as assigning them does
    other = ScorecardFactory(application=card.application, stage=later, author=card.author)
    for query, found in (
        ({"state": "submitted"}, {colleague}),
        ({"author": card.author.public_id}, {card, other}),
        ({"stage": later.public_id}, {other}),
        ({"application": card.application.public_id, "state": "open"}, {card, other}),
    ):
        rows = desk.get(URL, query).json()["results"]
        assert {row["id"] for row in rows} == {each.public_id for each in found}


def test_the_seal_holds(card: Scorecard, colleague: Scorecard, desk: Api, manager: User, auditor: User) -> None:
    sealed = desk.get(at(colleague))
    assert sealed.status_code == 403
    assert "you hold an open scorecard" in sealed.json()["detail"]
    for person in (manager, auditor):
        assert Api(person).get(at(card)).status_code == 403
        assert Api(person).get(at(colleague)).status_code == 200
    assert set(CardRead.objects.values_list("reader__name", flat=True)) == {manager.name, auditor.name}


def test_strangers_find_nothing_and_others_change_nothing(
    card: Scorecard, colleague: Scorecard, manager: User, member: User, administrator: User
) -> None:
    for person in (member, administrator):
        assert Api(person).get(at(card)).status_code == 404
        assert Api(person).get(URL).json()["results"] == []
    for verb in ("submit/", "amend/"):
        answer = Api(manager).post(at(colleague, verb), {"reason": "x"}, headers={"If-Match": "*"})
        assert answer.status_code == 403
    assert Api(manager).patch(at(card), {"summary": "x"}, headers={"If-Match": "*"}).status_code == 403
    assert Api(manager).delete(at(card)).status_code == 405


@pytest.mark.parametrize("state", ["closed", "left"])
def test_a_card_that_is_not_open_takes_nothing(card: Scorecard, desk: Api, state: str) -> None:
    Scorecard.objects.update(state=state, closed_at=timezone.now())
    answer = desk.patch(at(card), {"summary": "x"}, headers={"If-Match": '"1"'})
    assert answer.status_code == {"closed": 409, "left": 403}[state]


def test_the_list_costs_the_same_at_every_size(card: Scorecard, desk: Api, django_assert_num_queries: Callable) -> None:
    desk.get(URL)
    for _ in range(2):
        with django_assert_num_queries(2):  # token, cards
            desk.get(URL)
        ScorecardFactory.create_batch(2, application=card.application, stage=card.stage)


def test_interviews_are_seen_with_their_application(card: Scorecard, desk: Api, member: User, manager: User) -> None:
    interview = InterviewFactory(application=card.application, stage=card.stage, where="Room Lotwaage")
    InterviewFactory(application=card.application, stage=card.stage, state="cancelled")
    rows = desk.get("/api/v1/interviews/", {"state": "planned"}).json()["results"]
    assert [(row["id"], row["where"]) for row in rows] == [(interview.public_id, "Room Lotwaage")]
    assert desk.get(f"/api/v1/interviews/{interview.public_id}/").status_code == 200
    assert Api(member).get(f"/api/v1/interviews/{interview.public_id}/").status_code == 404
    assert Api(manager).post("/api/v1/interviews/", {}).status_code == 400


def test_somebody_is_put_on_a_panel(application, stage: Stage, manager: User) -> None:
    person = UserFactory()
    body = {"application": application.public_id, "stage": stage.public_id, "author": person.public_id}
    made = Api(manager).post(URL, body)
    assert made.status_code == 201
    assert (made.json()["author"], made.json()["state"]) == (person.public_id, "open")
    assert Api(manager).post(URL, body).status_code == 400
    assert Api(person).post(URL, body | {"author": manager.public_id}).status_code == 403


def test_a_draft_that_comes_back_says_nothing_to_who_brings_it_back(card: Scorecard, desk: Api, manager: User) -> None:
    version = desk.patch(at(card), whole(card), headers={"If-Match": "*"}).headers["ETag"]
    desk.post(at(card, "decline/"), {"reason": "I know the candidate well."})
    body = {
        "application": card.application.public_id,
        "stage": card.stage.public_id,
        "author": card.author.public_id,
    }
    again = Api(manager).post(URL, body)
    assert again.json()["id"] == card.public_id
    assert not set(SEALED) & set(again.json())
    assert "ETag" not in again.headers
    assert LONG not in again.content.decode()
    assert desk.get(at(card)).headers["ETag"] >= version


def test_an_interview_brings_its_panel_along(application, stage: Stage, manager: User) -> None:
    people = [UserFactory(), UserFactory()]
    body = {
        "application": application.public_id,
        "stage": stage.public_id,
        "people": [person.public_id for person in people],
        "starts_at": (timezone.now() + timedelta(days=1)).isoformat(),
        "where": "Room 4",
    }
    made = Api(manager).post("/api/v1/interviews/", body)
    assert made.status_code == 201
    cards = Scorecard.objects.filter(interview__public_id=made.json()["id"])
    assert sorted(card.author_id for card in cards) == sorted(person.pk for person in people)
    assert list(Api(manager).post("/api/v1/interviews/", body).json()["errors"]) == ["people"]
    assert Api(people[0]).post("/api/v1/interviews/", body).status_code == 403


def test_declining_needs_a_reason_and_its_author(card: Scorecard, desk: Api, manager: User) -> None:
    assert desk.post(at(card, "decline/"), {}).status_code == 400
    assert Api(manager).post(at(card, "decline/"), {"reason": "No."}).status_code == 403
    assert desk.post(at(card, "decline/"), {"reason": "I know the candidate well."}).json()["state"] == "left"
