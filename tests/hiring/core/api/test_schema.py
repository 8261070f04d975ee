"""The description of the API is whole, open and readable."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from hiring.core.api.docs import read_docs
from hiring.core.api.schema import read_schema


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


@pytest.fixture(scope="module")
def shop_schema() -> dict[str, Any]:
    return SchemaGenerator(urlconf="tests.hiring.core.api.shop").get_schema(request=None, public=True)


@pytest.mark.parametrize(
    ("method", "path", "statuses"),
    [
        ("get", "", "200 400 401 403 406"),
        ("post", "", "201 204 400 401 403 406 409 413 415 422"),
        ("get", "{id}/", "200 401 403 404 406"),
        ("patch", "{id}/", "200 204 400 401 403 404 406 409 412 413 415 428"),
        ("post", "{id}/hide/", "200 204 400 401 403 404 406 409 413 415 422"),
        ("post", "{id}/add-member/", "201 204 400 401 403 404 406 409 413 415 422"),
        ("post", "{id}/report/", "200 202 204 400 401 403 404 406 409 413 415 422"),
    ],
)
def test_every_status_is_named(shop_schema: dict[str, Any], method: str, path: str, statuses: str) -> None:
    operation = shop_schema["paths"][f"/api/v1/shop/{path}"][method]
    assert " ".join(sorted(operation["responses"])) == statuses
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            assert response["content"] == {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }


def test_headers_are_named_where_they_are_honoured(shop_schema: dict[str, Any]) -> None:
    named = {
        (method, path): {item["name"] for item in operation.get("parameters", ()) if item["in"] == "header"}
        for method, path, operation in operations(shop_schema)
        if path.startswith("/api/v1/shop/")
    }
    assert {key for key, names in named.items() if "If-Match" in names} == {("patch", "/api/v1/shop/{id}/")}
    assert {key for key, names in named.items() if "Idempotency-Key" in names} == {
        key for key in named if key[0] == "post"
    }


def test_orderings_and_filters_are_named(shop_schema: dict[str, Any]) -> None:
    parameters = {item["name"]: item["schema"] for item in shop_schema["paths"]["/api/v1/shop/"]["get"]["parameters"]}
    assert set(parameters) == {"cursor", "ordering", "state", "confidential"}
    assert parameters["ordering"]["enum"] == ["created_at", "-created_at", "title", "-title"]


def test_files_are_a_form(shop_schema: dict[str, Any]) -> None:
    content = shop_schema["paths"]["/api/v1/shop/{id}/upload/"]["post"]["requestBody"]["content"]
    assert list(content) == ["multipart/form-data"]


def test_the_real_schema_is_whole() -> None:
    schema = read_schema()
    seen = list(operations(schema))
    assert len({operation["operationId"] for _, _, operation in seen}) == len(seen)
    for method, path, operation in seen:
        assert operation["summary"], (method, path)
        assert {"token": []} in operation["security"]
        assert "401" in operation["responses"]


def test_it_is_open_and_costs_no_query(django_assert_num_queries: Any, db: None) -> None:
    with django_assert_num_queries(0):
        response = Client().get("/api/v1/schema/")
    assert response.status_code == 200
    assert response.json()["openapi"].startswith("3.1")
    assert Client().post("/api/v1/schema/").status_code == 405


def test_the_page_lists_every_operation_without_script(db: None) -> None:
    response = Client().get("/api/v1/docs/")
    page = response.content.decode()
    assert response.status_code == 200
    for _method, path, operation in operations(read_schema()):
        assert f'id="{operation["operationId"]}"' in page
        assert path in page
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page)
    assert [chapter.name for chapter in read_docs()] == sorted(chapter.name for chapter in read_docs())
