"""Cursor paging: every row once, in order, at the same cost on each page."""

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from hiring.core.models import User
from hiring.roles.models import Role
from tests.factories.hiring import RoleFactory, TeamFactory
from tests.factories.tokens import api_client

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def roles(db: None) -> list[Role]:
    """120 roles, of which five at a time were made in the same moment."""
    first = RoleFactory(title="Role 000", created_at=START)
    shared = {name: getattr(first, name) for name in ("team", "place", "process", "role_type", "seniority")}
    return [
        first,
        *(
            RoleFactory(title=f"Role {n:03}", created_at=START + timedelta(hours=n // 5), **shared)
            for n in range(1, 120)
        ),
    ]


def walk(client: Client, url: str, direction: str = "next") -> Iterator[list[str]]:
    while url:
        page = client.get(url).json()
        yield [row["title"] for row in page["results"]]
        url = page[direction]


@pytest.mark.parametrize("ordering", ["", "created_at", "-created_at", "title", "-title"])
def test_forward_and_back_again(client: Client, shop: str, roles: list[Role], ordering: str) -> None:
    titles = [role.title for role in roles]
    expected = titles if ordering in ("created_at", "title") else titles[::-1]
    start = f"{shop}?ordering={ordering}" if ordering else shop
    pages = list(walk(client, start))
    assert [len(page) for page in pages] == [50, 50, 20]
    assert [title for page in pages for title in page] == expected
    url = start
    while following := client.get(url).json()["next"]:
        url = following
    assert list(walk(client, url, "previous")) == pages[::-1]


def test_a_row_that_moves_hides_no_other(client: Client, shop: str, roles: list[Role]) -> None:
    page = client.get(f"{shop}?ordering=created_at").json()
    Role.objects.filter(pk=roles[49].pk).update(created_at=START + timedelta(days=90))
    following = client.get(page["next"]).json()["results"]
    assert [row["title"] for row in following] == [role.title for role in roles[50:100]]


def test_a_new_row_shifts_nothing(client: Client, shop: str, roles: list[Role]) -> None:
    page = client.get(shop).json()
    RoleFactory(
        title="New",
        team=roles[0].team,
        place=roles[0].place,
        process=roles[0].process,
        role_type=roles[0].role_type,
        seniority=roles[0].seniority,
    )
    assert client.get(page["next"]).json()["results"][0]["title"] == roles[69].title


def test_the_cursor_holds_no_text(client: Client, shop: str, roles: list[Role]) -> None:
    cursor = client.get(f"{shop}?ordering=title").json()["next"].split("cursor=")[1].split("&")[0]
    raw = base64.urlsafe_b64decode(cursor + "==")
    assert b"Role" not in raw
    assert json.loads(raw)[1] == roles[49].public_id


def made(*parts: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "!!",
        "é",
        "bnVsbA",
        made(),
        made("-id", "A" * 22, None, 0),
        made("-id", 5, None, 0),
        made("-id", "\0", None, 0),
        made("-id", {}, None, 0),
        made("title", "A" * 22, None, 0),
        made(["-id"], "A" * 22, None, 0),
        base64.urlsafe_b64encode(b"[" * 100_000).decode(),
    ],
)
def test_a_malformed_cursor(client: Client, shop: str, roles: list[Role], cursor: str) -> None:
    response = client.get(shop, {"cursor": cursor})
    assert response.status_code == 400
    assert response.json()["errors"] == {
        "cursor": ["This cursor does not lead to a page. Start again at the first one."]
    }


@pytest.mark.parametrize("place", ["soon", "99999999999", None, "2026-13-01T00:00:00Z"])
def test_a_malformed_place(client: Client, shop: str, roles: list[Role], place: str | None) -> None:
    cursor = made("created_at", roles[0].public_id, place, 0)
    assert client.get(shop, {"cursor": cursor, "ordering": "created_at"}).status_code == 400


def test_a_row_out_of_sight_is_no_cursor(shop: str, roles: list[Role], member: User) -> None:
    cursor = made("-id", roles[0].public_id, None, 0)
    assert api_client(member).get(shop, {"cursor": cursor}).status_code == 400


def test_only_declared_orderings(client: Client, shop: str, roles: list[Role]) -> None:
    for ordering in ("state", "team__name", "-", "--title", "title,created_at", "?"):
        assert client.get(shop, {"ordering": ordering}).status_code == 400, ordering


def test_filters(client: Client, shop: str, roles: list[Role]) -> None:
    Role.objects.filter(pk=roles[0].pk).update(state="closed", closed_at=START)
    assert [row["title"] for row in client.get(shop, {"state": "closed"}).json()["results"]] == ["Role 000"]
    assert client.get(shop, {"state": "lost"}).json()["errors"].keys() == {"state"}
    page = client.get(shop, {"state": "open"}).json()
    assert "state=open" in page["next"]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_a_list(client: Client, shop: str, rows: int, django_assert_num_queries: object) -> None:
    team = TeamFactory()
    for _ in range(rows):
        RoleFactory(team=team)
    client.get(shop)
    with django_assert_num_queries(2):
        assert len(client.get(shop).json()["results"]) == rows
