"""Saying that an interview did not take place: from the panel's page, from one's scorecard, by the API."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from assessments.models import Interview, Scorecard
from hiring.core.models import User
from tests.factories.assessments import InterviewFactory
from tests.factories.core import UserFactory
from tests.factories.tokens import api_client

HOUR = timedelta(hours=1)


@pytest.fixture
def interview(card: Scorecard) -> Interview:
    """An interview of Runa's card that has ended."""
    start = timezone.now() - 3 * HOUR
    interview = InterviewFactory(application=card.application, stage=card.stage, starts_at=start)
    Scorecard.objects.filter(pk=card.pk).update(interview=interview)
    return interview


def test_from_the_panels_page(interview: Interview, manager: User, browser_as: Callable) -> None:
    client = browser_as(manager)
    url = reverse("panel-assign", args=[interview.application.public_id, interview.stage.public_id])
    assert ">Held<" in client.get(url).content.decode()
    assert client.post(url, {"do": "miss", "id": interview.public_id}).status_code == 302
    assert ">Missed<" in client.get(url).content.decode()
    assert client.post(url, {"do": "miss", "id": interview.public_id}).status_code == 302
    interview.refresh_from_db()
    assert interview.state == "missed"
    assert client.post(url, {"do": "hold", "id": interview.public_id}).status_code == 302
    interview.refresh_from_db()
    assert interview.state == "planned"


def test_from_ones_scorecard(interview: Interview, card: Scorecard, browser_as: Callable) -> None:
    client, page = browser_as(card.author), reverse("scorecard", args=[card.public_id])
    missed, held = (reverse(f"interview-{what}", args=[interview.public_id]) for what in ("missed", "held"))
    assert missed in client.get(page).content.decode()
    assert client.post(missed)["Location"] == page
    shown = client.get(page).content.decode()
    assert held in shown
    assert "Missed: today" in shown or "Missed: yesterday" in shown
    assert client.post(held)["Location"] == page
    interview.refresh_from_db()
    assert interview.state == "planned"


@pytest.mark.parametrize("what", ["missed", "held"])
def test_who_may(
    interview: Interview, manager: User, colleague: Scorecard, auditor: User, browser_as: Callable, what: str
) -> None:
    if what == "held":
        Interview.objects.update(state="missed")
    url = reverse(f"interview-{what}", args=[interview.public_id])
    application = reverse("application", args=[interview.application.public_id])
    assert browser_as(UserFactory()).post(url).status_code == 404
    assert browser_as(auditor).post(url).status_code == 403
    assert browser_as(colleague.author).post(url).status_code == 403  # on the panel, but of no such interview
    assert browser_as(manager).get(url).status_code == 405
    assert browser_as(manager).post(url)["Location"] == application


def test_by_the_api(interview: Interview, card: Scorecard, manager: User) -> None:
    url = f"/api/v1/interviews/{interview.public_id}/"

    def ask(user: User, what: str, body: dict | None = None) -> HttpResponse:
        return api_client(user).post(f"{url}{what}/", body or {}, content_type="application/json")

    assert api_client(card.author).get(url).json()["held"] is True
    answer = ask(card.author, "miss")
    assert (answer.status_code, answer.json()["state"], answer.json()["held"]) == (200, "missed", False)
    assert ask(card.author, "miss").status_code == 409
    assert ask(card.author, "cancel").status_code == 403
    assert ask(card.author, "hold").json()["state"] == "planned"
    moved = ask(manager, "move", {"starts_at": (timezone.now() + 24 * HOUR).isoformat()})
    assert (moved.status_code, moved.json()["held"]) == (200, False)
    assert ask(manager, "cancel").json()["state"] == "cancelled"
    assert ask(UserFactory(), "miss").status_code == 404
