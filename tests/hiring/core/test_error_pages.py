"""What goes wrong is answered in our look, with the id of the request; under /api/ as a problem."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from hiring.urls import handler400, handler500
from hiring.urls import urlpatterns as house

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
ERRORS = {
    "bad": BadRequest,
    "suspicious": SuspiciousOperation,
    "denied": PermissionDenied,
    "missing": Http404,
    "large": RequestDataTooBig,
    "broken": ZeroDivisionError,
    "away": OperationalError,
    "closed": InterfaceError,
}


@login_not_required
def fail(request, kind):
    raise ERRORS[kind]("Ada Lovelace")


@require_POST
def change(request):
    return HttpResponse("changed")


urlpatterns = [path("fail/<str:kind>/", fail), path("api/fail/<str:kind>/", fail), path("change/", change), *house]
__all__ = ["handler400", "handler500"]


@pytest.fixture
def ask(member, browser_as):
    browser = browser_as(member)
    browser.raise_request_exception = False

    def get(address, **more):
        return browser.get(address, headers={"X-Request-ID": "proxy-1234", **more})

    return get


PAGES = [
    ("bad", 400, "This cannot be read"),
    ("suspicious", 400, "This cannot be read"),
    ("denied", 403, "Not open to you"),
    ("missing", 404, "Not found"),
    ("large", 413, "This is too large"),
    ("broken", 500, "Something broke here"),
    ("away", 503, "Not available for a moment"),
    ("closed", 503, "Not available for a moment"),
]


@pytest.mark.parametrize(("kind", "status", "title"), PAGES)
def test_a_page_says_what_to_do_and_names_its_request(ask, kind, status, title):
    answer = ask(f"/fail/{kind}/")
    html = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in html
    assert html.count("<code>proxy-1234</code>") == 1
    assert kind == "denied" or "Lovelace" not in html
    assert answer.get("Retry-After") == ("30" if status == 503 else None)


@pytest.mark.parametrize(("kind", "status", "title"), PAGES)
def test_the_api_answers_a_problem(ask, kind, status, title):
    answer = ask(f"/api/fail/{kind}/")
    body = answer.json()
    assert (answer.status_code, body["status"]) == (status, status)
    assert body.get("request_id") == ("proxy-1234" if status >= 500 else None)
    assert answer.get("Retry-After") == ("30" if status == 503 else None)
    assert "Lovelace" not in str(body)


@pytest.mark.parametrize("kind", ["bad", "large", "broken", "away"])
def test_a_page_that_must_not_break_asks_no_database(client, kind, django_assert_num_queries):
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        assert "proxy-1234" in client.get(f"/fail/{kind}/", headers={"X-Request-ID": "proxy-1234"}).content.decode()


def test_a_button_that_is_opened_as_a_page(ask):
    answer = ask("/change/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "<h1>This is no page to open</h1>" in answer.content.decode()
    assert "<code>proxy-1234</code>" in answer.content.decode()
    assert ask("/change/", **{"HX-Request": "true"}).content == b""


def test_a_part_of_the_api_that_takes_another_method(ask):
    answer = ask("/api/v1/applications/x/undo/")
    assert answer["Content-Type"] == "application/problem+json"


def test_too_many_attempts(client):
    statuses = [client.get("/accounts/password/reset/").status_code for _ in range(2)]
    assert statuses == [200, 200]
    for number in range(31):
        answer = client.post("/accounts/login/", {"login": f"x{number}@example.org", "password": ""})
    assert answer.status_code == 429
    assert "If you ask for help, name this request:" in answer.content.decode()
