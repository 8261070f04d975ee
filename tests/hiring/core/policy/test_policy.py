"""The figures of the policy: bounds, reasons, what holds now, and the page."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.urls import reverse

from hiring.core.accounts.models import User
from hiring.core.audit.models import AuditEntry
from hiring.core.errors import Invalid, NotAllowed
from hiring.core.policy.changing import change_figure, list_standings
from hiring.core.policy.figures import FIGURES, Figure, read_policy
from hiring.core.policy.models import PolicyChange

WHY = "Too many cards were late."


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES.keys())
def test_every_figure_is_whole(figure: Figure) -> None:
    assert figure.lowest <= figure.default <= figure.highest
    assert figure.default == round(figure.default, figure.places)
    assert all((str(figure.label), str(figure.meaning), str(figure.unit)))


def test_the_latest_change_holds(administrator: User, django_assert_num_queries: Callable) -> None:
    assert read_policy() == {key: figure.default for key, figure in FIGURES.items()}
    for value in (48, 36):
        change_figure("scorecard.due_hours", Decimal(value), actor=administrator, reason=WHY)
    change_figure("job_review.score", Decimal("3.5"), actor=administrator, reason=WHY)
    with django_assert_num_queries(1):
        assert read_policy(["scorecard.due_hours", "evidence.characters"]) == {
            "scorecard.due_hours": 36,
            "evidence.characters": 40,
        }
    with django_assert_num_queries(1):
        standings = {standing.figure.key: standing for standing in list_standings()}
        assert standings["scorecard.due_hours"].change.changed_by.name == "Ada Admin"
    assert str(standings["scorecard.due_hours"].value) == "36"
    assert str(standings["job_review.score"].value) == "3.5"
    assert standings["evidence.characters"].change is None


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("scorecard.due_hours", "0", "Choose 1 to 240 hours."),
        ("scorecard.due_hours", "241", "Choose 1 to 240 hours."),
        ("scorecard.due_hours", "1.5", "Choose a whole number."),
        ("scorecard.due_hours", "24", "This is what stands already."),
        ("job_review.score", "3.05", "Write one decimal at most."),
        ("job_review.score", "5.1", "Choose 1 to 5 of 5."),
    ],
)
def test_bounds(administrator: User, key: str, value: str, text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        change_figure(key, Decimal(value), actor=administrator, reason=WHY)
    assert refusal.value.errors == {"value": [text]}
    assert not PolicyChange.objects.exists()


@pytest.mark.parametrize("reason", ["", "   ", "Because  ", "\n" * 12])
def test_a_change_has_a_reason(administrator: User, reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        change_figure("scorecard.due_hours", Decimal(30), actor=administrator, reason=reason)
    assert list(refusal.value.errors) == ["reason"]


@pytest.mark.parametrize(("key", "value"), [("scorecard.due_hours", "1"), ("scorecard.due_hours", "240")])
def test_the_bounds_themselves_are_allowed(administrator: User, key: str, value: str) -> None:
    change_figure(key, Decimal(value), actor=administrator, reason=WHY)
    assert read_policy([key])[key] == Decimal(value)


def test_only_administrators_change(auditor: User, recruiter: User, member: User) -> None:
    for actor in (auditor, recruiter, member):
        with pytest.raises(NotAllowed):
            change_figure("scorecard.due_hours", Decimal(30), actor=actor, reason=WHY)


def test_an_unknown_figure(administrator: User) -> None:
    with pytest.raises(KeyError):
        change_figure("no.such", Decimal(1), actor=administrator, reason=WHY)


def test_the_trail_names_the_figure_and_not_the_reason(administrator: User) -> None:
    change_figure("scorecard.due_hours", Decimal(30), actor=administrator, reason=WHY)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.fields, entry.digests) == ("policy.changed", ["scorecard.due_hours"], {})


def test_the_page_of_a_figure(administrator: User, auditor: User, browser_as: Callable) -> None:
    client, url = browser_as(administrator), reverse("policy-figure", args=["scorecard.due_hours"])
    response = client.post(url, {"value": "999", "reason": "short"})
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "value": ["Choose 1 to 240 hours."],
        "reason": ["Write the reason in at least 10 characters."],
    }
    assert client.post(url, {"value": "many", "reason": WHY}).status_code == 422
    assert client.post(url, {"value": "48", "reason": WHY})["Location"] == reverse("policy")
    page = browser_as(auditor).get(url).content.decode()
    assert WHY in page
    assert "Ada Admin" in page
    assert "<textarea" not in page
    assert "48" in browser_as(auditor).get(reverse("policy")).content.decode()
