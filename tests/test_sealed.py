"""Sealed scoring on every surface: what a sealed card says changes nothing that a sealed colleague is answered.

Two worlds, the same but for the content of one submitted sheet, are compared byte by byte: every address of
``tests/crawl/addresses.txt``, in every order and filter, headers, cursors and the number of queries. Somebody who may
read the sheet is asked the same, and must be answered otherwise.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from assessments.models import Scorecard
from candidates.models import Application
from hiring.core.api import paging
from hiring.intake.models import JobReview
from hiring.intake.reviews import start_review
from hiring.models import Role
from tests.crawl.asking import Visitors, undone
from tests.crawl.installation import House, Thing
from tests.crawl.sealing import (
    Content,
    Question,
    Reply,
    damning,
    decide,
    differences,
    glowing,
    hear_everything,
    questions_of,
    start_sequences_alike,
    submit_card,
    submit_job_review,
)
from tests.crawl.table import read_addresses, read_mounted
from tests.factories.assessments import ScorecardFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory

MOUNTED = read_mounted()
ADDRESSES = read_addresses(MOUNTED)
NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
pytestmark = pytest.mark.django_db

# who is sealed from the card while it is in, and who still is when its stage is decided
SEALED = {
    "scoring": "open card on the same stage",
    "late scorer": "open card on another stage",
    "judge": "manager with an open card",
    "recruiting scorer": "recruiter with an open card",
    "auditing scorer": "auditor with an open card",
    "left": "declined, and is off the candidate",
    "left manager": "manager who declined",
    "left recruiter": "recruiter who declined",
}
SEALED_FROM_REVIEW = {
    "scoring": "open review of their own",
    "left": "left their review",
    "administrator": "no part of the hiring team",
}
STILL_SEALED = ("scoring", "judge", "auditing scorer")
CARD_THINGS = ("house.all", "role.open", "application.judged", "candidate.judged", "document.ready", "interview.judged")
CARD_THINGS += ("card.new", "card.open", "card.submitted", "decision.hold", "decision.new", "report.ready")
REVIEW_THINGS = ("house.all", "role.draft", "review.new", "review.open", "review.submitted", "review.left")


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[House]:
    logging.disable(logging.WARNING)
    with time_machine.travel(NOW, tick=False), django_db_blocker.unblock(), undone():
        house = House()
        _seat_more(house)
        yield house
    logging.disable(logging.NOTSET)


def _seat_more(house: House) -> None:
    """The people of ``SEALED`` whom the crawl does not have, and an author with an open card and an open review."""
    judged = Application.objects.get(public_id=house.things["application.judged"].id)
    draft = Role.objects.get(public_id=house.things["role.draft"].id)
    first, second, _third = judged.role.stages.order_by("position")
    rights = {"recruiting scorer": "is_recruiter", "auditing scorer": "is_auditor", "left recruiter": "is_recruiter"}
    for name in ("author", "late scorer", "left manager", *rights):
        house.people[name] = UserFactory(name=name.capitalize(), **({rights[name]: True} if name in rights else {}))
    for name in ("late scorer", "recruiting scorer", "auditing scorer"):
        ScorecardFactory(application=judged, stage=second, author=house.people[name])
    MemberFactory(role=judged.role, user=house.people["left manager"], right="manager")
    for name in ("left manager", "left recruiter"):
        ScorecardFactory(application=judged, stage=first, author=house.people[name], state="left")
    card = ScorecardFactory(application=judged, stage=first, author=house.people["author"])
    MemberFactory(role=draft, user=house.people["author"])
    review = start_review(draft, actor=house.people["author"])
    house.things |= {"card.new": Thing(card.public_id), "review.new": Thing(review.public_id)}


@pytest.fixture(scope="module")
def visitors(house: House) -> Visitors:
    return Visitors(house)


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "PAGE_SIZE", 2)  # so that there are cursors


@pytest.fixture
def ask(house: House, visitors: Visitors) -> Callable:
    """Return a function that hears everything that ``who`` is answered in the world of ``content``."""

    def hear(who: str, things: tuple[str, ...], make: Callable[[], dict[str, str]]) -> dict[Question, Reply]:
        judged = house.things["application.judged"]
        values = {
            "application": judged.id,
            "stage": judged.more["stage"],
            "candidate": judged.more["candidate"],
            "author": house.people["author"].public_id,
            "actor": house.people["author"].public_id,
            "role": f"{house.things['role.open'].id} {house.things['role.draft'].id}",
            "q": "candidate",
        }
        with undone():
            start_sequences_alike()
            lots = make()
            return hear_everything(lambda: questions_of(house, ADDRESSES, MOUNTED, things, who, values), visitors, lots)

    return hear


def card_world(house: House, content: Callable[[list[str]], Content], *, decided: bool) -> Callable[[], dict[str, str]]:
    def make() -> dict[str, str]:
        card = Scorecard.objects.get(public_id=house.things["card.new"].id)
        keys = list(card.rubric_version.criteria.values_list("criterion__key", flat=True))
        submit_card(card, content(keys))
        house.things.pop("decision.new", None)
        return decide(house, card, content(keys)) if decided else {}

    return make


def review_world(house: House, content: Callable[[list[str]], Content]) -> Callable[[], dict[str, str]]:
    def make() -> dict[str, str]:
        review = JobReview.objects.get(public_id=house.things["review.new"].id)
        keys = list(review.rubric_version.criteria.values_list("criterion__key", flat=True))
        submit_job_review(review, content(keys))
        return {}

    return make


def compare_cards(house: House, ask: Callable, who: str, *, decided: bool) -> dict[Question, str]:
    worlds = [ask(who, CARD_THINGS, card_world(house, content, decided=decided)) for content in (glowing, damning)]
    return differences(*worlds)


def compare_reviews(house: House, ask: Callable, who: str) -> dict[Question, str]:
    return differences(*(ask(who, REVIEW_THINGS, review_world(house, content)) for content in (glowing, damning)))


@pytest.mark.parametrize("who", SEALED)
def test_a_card_that_is_in_is_sealed(house: House, ask: Callable, who: str) -> None:
    assert compare_cards(house, ask, who, decided=False) == {}


@pytest.mark.parametrize("who", STILL_SEALED)
def test_a_decided_stage_is_sealed(house: House, ask: Callable, who: str) -> None:
    """Reasons, figures and different views beside a decision are content as well."""
    assert compare_cards(house, ask, who, decided=True) == {}


@pytest.mark.parametrize("who", SEALED_FROM_REVIEW)
def test_a_job_review_is_sealed(house: House, ask: Callable, who: str) -> None:
    assert compare_reviews(house, ask, who) == {}


@pytest.mark.parametrize(("who", "decided"), [("scored", False), ("auditor", True)])
def test_who_may_read_a_card_is_answered_otherwise(house: House, ask: Callable, who: str, decided: bool) -> None:
    """The comparison sees what there is to see: it would find a leak."""
    judged, card = house.things["application.judged"], house.things["card.new"]
    debrief = reverse("debrief", args=[judged.id, judged.more["stage"]])
    shown = [reverse("scorecard", args=[card.id]), reverse("api:scorecard-detail", args=[card.id]), debrief]
    found = {question.url for question in compare_cards(house, ask, who, decided=decided) if question.method == "get"}
    assert found >= {*shown, *([reverse("api:decision-list")] if decided else [])}


@pytest.mark.parametrize("who", ["idle"])
def test_who_may_read_a_review_is_answered_otherwise(house: House, ask: Callable, who: str) -> None:
    review, draft = house.things["review.new"].id, house.things["role.draft"].id
    shown = [reverse("job-review", args=[review]), reverse("api:job-review-detail", args=[review])]
    found = {question.url for question in compare_reviews(house, ask, who) if question.method == "get"}
    assert found >= {*shown, reverse("job-results", args=[draft]), reverse("api:job-review-list")}
