"""The collections of floor 1: who sees which rows, and what a row says."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from hiring.core.api.models import IdempotencyKey
from hiring.core.api.tasks import forget_keys
from hiring.core.audit.trail import record
from hiring.core.models import Task, User
from tests.factories.core import PlaceFactory, UserFactory
from tests.factories.tokens import api_client


def results(person: User, path: str, **query: str) -> list[dict]:
    response = api_client(person).get(f"/api/v1/{path}/", query)
    assert response.status_code == 200, response.content
    return response.json()["results"]


def test_users(member: User, administrator: User) -> None:
    off = UserFactory(is_active=False)
    assert {row["id"] for row in results(member, "users")} == {
        person.public_id for person in (member, administrator, off)
    }
    assert [row["id"] for row in results(member, "users", is_active="false")] == [off.public_id]
    row = api_client(member).get(f"/api/v1/users/{administrator.public_id}/").json()
    assert row == {
        "id": administrator.public_id,
        "name": "Ada Admin",
        "email": administrator.email,
        "is_active": True,
        "is_administrator": True,
        "is_auditor": False,
        "is_recruiter": False,
        "time_zone": "UTC",
        "place": None,
    }


def test_tasks_are_seen_by_who_asked_for_them(member: User, administrator: User) -> None:
    task = Task.objects.create(kind="report", key="report:1", created_by=member, payload={"application": 5})
    Task.objects.create(kind="report", key="report:2")
    (row,) = results(member, "tasks")
    assert (row["id"], row["created_by"], row["state"]) == (task.public_id, member.public_id, "queued")
    assert "payload" not in row
    assert results(member, "tasks", state="done") == []
    assert len(results(administrator, "tasks")) == 2
    assert api_client(UserFactory()).get(f"/api/v1/tasks/{task.public_id}/").status_code == 404


def test_the_trail_is_for_auditors_and_administrators(
    member: User, recruiter: User, auditor: User, administrator: User
) -> None:
    with transaction.atomic():
        record("person.deactivated", actor=administrator, obj=member, fields=["is_active"])
        record("person.reactivated", actor=None, obj=member)
    for person in (auditor, administrator):
        rows = results(person, "audit")
        assert [row["action"] for row in rows] == ["person.reactivated", "person.deactivated"]
        assert [row["actor"] for row in rows] == [None, administrator.public_id]
    (row,) = results(auditor, "audit", actor=administrator.public_id)
    assert (row["fields"], row["object_id"]) == (["is_active"], member.public_id)
    assert results(auditor, "audit", action="nothing") == []
    for person in (member, recruiter):
        assert api_client(person).get("/api/v1/audit/").status_code == 403


def test_the_trail_goes_on_after_fifty(auditor: User) -> None:
    with transaction.atomic():
        for number in range(60):
            record(f"test.{number}", actor=None)
    client = api_client(auditor)
    first = client.get("/api/v1/audit/").json()
    second = client.get(first["next"]).json()
    actions = [row["action"] for row in first["results"] + second["results"]]
    assert actions == [f"test.{number}" for number in reversed(range(60))]
    assert (second["next"], client.get(second["previous"]).json()["results"]) == (None, first["results"])


def test_places(member: User) -> None:
    PlaceFactory(name="Lisbon", country="PT")
    PlaceFactory(name="Berlin", is_active=False)
    assert [row["name"] for row in results(member, "places", ordering="name")] == ["Berlin", "Lisbon"]
    assert [row["name"] for row in results(member, "places", is_active="true")] == ["Lisbon"]


@pytest.mark.parametrize("path", ["users", "tasks", "audit", "places"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_they_are_read_only(administrator: User, path: str, method: str) -> None:
    assert getattr(api_client(administrator), method)(f"/api/v1/{path}/").status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("path", ["users", "tasks", "audit", "places"])
def test_queries(administrator: User, path: str, rows: int, django_assert_num_queries: Callable[[int], object]) -> None:
    for number in range(rows):
        PlaceFactory()
        Task.objects.create(kind="report", key=f"report:{number}", created_by=UserFactory())
        with transaction.atomic():
            record("test", actor=UserFactory())
    client = api_client(administrator)
    client.get("/api/v1/users/me/")
    with django_assert_num_queries(2):
        assert len(client.get(f"/api/v1/{path}/").json()["results"]) >= rows


def test_keys_are_forgotten_after_a_day(member: User) -> None:
    now = timezone.now()
    for hours in (23, 25):
        made = now - timedelta(hours=hours)
        IdempotencyKey.objects.create(user=member, key=f"k{hours}", request_digest="", created_at=made)
    forget_keys()
    assert IdempotencyKey.objects.get().key == "k23"
