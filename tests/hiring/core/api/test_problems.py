"""Every refusal is a problem document."""

import pytest
from django.test import Client

from hiring.core.api.problems import CONTENT_TYPE
from hiring.core.models import User
from hiring.roles.models import Role
from tests.factories.tokens import api_client


def problem(response: object, status: int, code: str) -> dict:
    assert response.status_code == status
    assert response["Content-Type"] == CONTENT_TYPE
    body = response.json()
    assert (body["status"], body["code"], body["type"]) == (status, code, f"/api/v1/docs/#{code}")
    assert body["title"]
    assert body["detail"]
    return body


@pytest.mark.parametrize(
    ("verb", "status", "code"), [("refuse", 409, "refused"), ("forbid", 403, "not-allowed"), ("doubt", 400, "invalid")]
)
def test_a_refusing_verb(client: Client, shop: str, role: Role, verb: str, status: int, code: str) -> None:
    problem(client.post(f"{shop}{role.public_id}/{verb}/", content_type="application/json"), status, code)


def test_a_refused_verb_changes_nothing(client: Client, shop: str, role: Role) -> None:
    client.post(f"{shop}{role.public_id}/refuse/", content_type="application/json")
    role.refresh_from_db()
    assert role.title == "First"


def test_fields_have_their_texts(client: Client, shop: str, role: Role) -> None:
    body = problem(client.post(shop, {}, content_type="application/json"), 400, "invalid")
    assert body["errors"] == {"title": ["This field is required."]}
    body = problem(client.post(f"{shop}{role.public_id}/doubt/", content_type="application/json"), 400, "invalid")
    assert body["errors"] == {"title": ["Too plain."]}


@pytest.mark.parametrize("body", ["{", "[" * 200_000, '{"title": NaN}', "\xff"])
def test_broken_json(client: Client, shop: str, role: Role, body: str) -> None:
    problem(client.post(shop, body.encode("latin-1"), content_type="application/json"), 400, "parse-error")


def test_json_that_is_no_object(client: Client, shop: str, role: Role) -> None:
    problem(client.post(shop, "[1]", content_type="application/json"), 400, "invalid")


def test_too_large(client: Client, shop: str, role: Role) -> None:
    body = b'{"title": "' + b"x" * (2 * 1024 * 1024) + b'"}'
    problem(client.post(shop, body, content_type="application/json"), 413, "too-large")


def test_another_media_type(client: Client, shop: str, role: Role) -> None:
    problem(client.post(shop, "title=x", content_type="text/csv"), 415, "unsupported-media-type")
    problem(client.get(shop, headers={"Accept": "text/html"}), 406, "not-acceptable")


def test_another_method(client: Client, shop: str, role: Role) -> None:
    response = client.delete(f"{shop}{role.public_id}/")
    problem(response, 405, "method-not-allowed")
    assert response["Allow"] == "GET, HEAD, PATCH"
    problem(client.options(shop), 405, "method-not-allowed")


def test_what_cannot_be_seen_is_not_found(member: User, shop: str, role: Role) -> None:
    client = api_client(member)
    problem(client.get(f"{shop}{role.public_id}/"), 404, "not-found")
    problem(client.post(f"{shop}{role.public_id}/refuse/", content_type="application/json"), 404, "not-found")
    assert client.get(shop).json()["results"] == []


@pytest.mark.parametrize("path", ["/api/v1/nothing/", "/api/v1/shop/short/", "/api/v2/", "/api/v1/shop"])
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_unknown_addresses(client: Client, shop: str, role: Role, path: str, method: str) -> None:
    problem(getattr(client, method)(path), 404, "not-found")


def test_a_crash_is_a_problem_without_its_reason(client: Client, shop: str, role: Role) -> None:
    client.raise_request_exception = False
    body = problem(client.post(f"{shop}{role.public_id}/crash/", content_type="application/json"), 500, "failed")
    assert "Zero" not in str(body)


def test_a_wrong_host_is_a_problem(client: Client, shop: str, role: Role) -> None:
    problem(client.get(shop, headers={"Host": "elsewhere.example"}), 400, "bad-request")


def test_pages_keep_their_own_errors(client: Client, db: None) -> None:
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")


def test_answers_are_not_stored(client: Client, shop: str, role: Role) -> None:
    assert client.get(shop)["Cache-Control"] == "no-store"
    assert client.get(f"{shop}{role.public_id}/")["Cache-Control"] == "no-store"
