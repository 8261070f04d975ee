"""The floors: a signed-in view that lists 50 rows by one query, and a POST with one INSERT. Nothing of ours in them."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines

TABLE = "bench_floor"
PAGE = engines["django"].from_string(
    "<!doctype html><title>Rows</title><table>{% for row in rows %}<tr><td>{{ row.name }}<td>{{ row.email }}"
    "<td>{{ row.public_id }}<td>{{ row.created_at }}{% endfor %}</table>"
)


class CountQueries:
    """Say in a header how many statements an answer took, when the client asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "X-Count" not in request.headers:
            return self.get_response(request)
        count = 0

        def note(execute: Callable, *args: object) -> object:
            nonlocal count
            count += 1
            return execute(*args)

        with connection.execute_wrapper(note):
            response = self.get_response(request)
        response["X-Queries"] = str(count)
        return response


def rows(request: HttpRequest) -> HttpResponse:
    people = get_user_model().objects.order_by("id")[:50]
    return HttpResponse(PAGE.render({"rows": people, "user": request.user}))


def insert(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} (word) VALUES (%s)", [request.POST.get("word", "")])
    return HttpResponse("ok")


def make_table() -> None:
    """Make the table of the bare INSERT."""
    key = "bigserial PRIMARY KEY" if connection.vendor == "postgresql" else "integer PRIMARY KEY"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (id {key}, word text)")
