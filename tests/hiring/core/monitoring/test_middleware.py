"""One id leads from a request to its answer, its lines, its background work and the lines of that."""

import re

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import path

from hiring.core.background.models import Task
from hiring.core.background.queue import enqueue
from hiring.core.background.work import carry_out
from tests.hiring.core.background import kinds  # noqa: F401  registers the kinds

pytestmark = pytest.mark.django_db
HEADER = "X-Request-ID"


def ask_for_work(request, kind):
    with transaction.atomic():
        enqueue(f"test.{kind}", key=f"test:{kind}", actor=None, payload={})
    return HttpResponse("asked")


urlpatterns = [path("ask/<str:kind>/", ask_for_work, name="ask")]


def test_every_answer_names_its_request(client):
    first, second = (client.get("/healthz")[HEADER] for _ in range(2))
    assert re.fullmatch(r"[A-Za-z0-9_-]{16}", first)
    assert first != second
    assert client.get("/healthz", headers={HEADER: "proxy-1234"})[HEADER] == "proxy-1234"
    assert client.get("/healthz", headers={HEADER: "ada@example.org"})[HEADER] != "ada@example.org"


@pytest.mark.parametrize("address", ["/nowhere/", "/api/v1/nowhere/", "/static/nowhere.css", "/accounts/login/"])
def test_refusals_and_files_are_named_as_well(client, address):
    assert client.get(address, headers={HEADER: "proxy-1234"})[HEADER] == "proxy-1234"


def test_a_request_has_a_line_with_its_pattern_and_not_its_address(client, said):
    client.get("/invitations/a-secret-link/", headers={HEADER: "proxy-1234"})
    (line,) = [line for line in said() if line["logger"].endswith("monitoring.middleware")]
    assert (line["message"], line["request_id"], line["method"]) == ("Answered a request.", "proxy-1234", "GET")
    assert (line["route"], line["status"]) == ("invitations/<str:secret>/", 404)
    assert 0 <= line["seconds"] < 60


@pytest.mark.parametrize("address", ["/static/nowhere.css", "/healthz", "/readyz"])
def test_files_that_stand_still_and_probes_have_no_line(client, said, address):
    client.get(address)
    assert [line for line in said() if line["logger"].startswith(("django", "hiring.core.monitoring"))] == []


@pytest.mark.urls(__name__)
def test_the_id_reaches_the_work_that_was_asked_for_and_its_lines(member, browser_as, said):
    browser_as(member).get("/ask/poison/", headers={HEADER: "proxy-1234"})
    task = Task.objects.get()
    assert task.request_id == "proxy-1234"
    carry_out(task.pk)
    (line,) = [line for line in said() if line["logger"].endswith("background.work")]
    assert (line["request_id"], line["task"], line["level"]) == ("proxy-1234", task.public_id, "error")


def test_work_that_nobody_asked_for_goes_by_its_own_id(said):
    task = enqueue("test.quiet", key="test:quiet", actor=None, payload={})
    assert task.request_id == ""
    carry_out(task.pk)
    (line,) = [line for line in said() if line["logger"].endswith("background.work")]
    assert (line["message"], line["request_id"], line["kind"]) == ("Carried out a task.", task.public_id, "test.quiet")
