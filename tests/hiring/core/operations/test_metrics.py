"""/metrics: behind its token, absent without one; figures of requests, work, mails, trail, documents."""

from datetime import timedelta

import pytest
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from hiring.core.background.heartbeats import BEAT, stamp_heartbeat
from hiring.core.models import Task
from hiring.core.monitoring.counts import count_request
from tests.factories.candidates import ApplicationFactory

pytestmark = pytest.mark.django_db
TOKEN = "a-token-for-figures-of-tests"


@pytest.fixture(autouse=True)
def _token(settings):
    settings.METRICS_TOKEN = TOKEN


@pytest.fixture
def scrape(client):
    def ask():
        answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
        families = text_string_to_metric_families(answer.content.decode())
        return {
            (sample.name, *sorted(sample.labels.values())): sample.value
            for family in families
            for sample in family.samples
        }

    return ask


@pytest.mark.parametrize(
    "offered", [None, "", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer é"]
)
def test_without_its_token_it_is_shut(client, offered):
    answer = client.get("/metrics", headers={"Authorization": offered} if offered is not None else {})
    assert (answer.status_code, answer["WWW-Authenticate"], answer.content) == (401, "Bearer", b"")


def test_where_no_token_is_set_nothing_stands_there(client, settings, administrator, browser_as):
    settings.METRICS_TOKEN = ""
    for browser in (client, browser_as(administrator)):
        assert browser.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_only_reading_is_answered(client):
    assert client.post("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 405


def test_requests_are_counted_by_view_method_and_status(client, scrape, recruiter, browser_as):
    key = ("plumbline_requests_total", "200", "GET", "account_login")
    seconds = ("plumbline_request_seconds_count", "account_login")
    before = scrape()
    client.get("/accounts/login/")
    client.get("/nowhere/quillfeather/")
    client.get("/static/nowhere.css")
    browser_as(recruiter).get(f"/applications/{ApplicationFactory().public_id}/")
    client.generic("QUILLFEATHER", "/accounts/login/")
    after = scrape()
    assert after[key] == before.get(key, 0) + 1
    assert after[seconds] == before.get(seconds, 0) + 2
    assert ("plumbline_requests_total", "404", "GET", "none") in after
    assert ("plumbline_requests_total", "200", "GET", "application") in after
    assert ("plumbline_requests_total", "405", "account_login", "other") in after
    assert "quillfeather" not in str(after).lower()


def test_without_a_token_nothing_is_counted(client, scrape, settings):
    key = ("plumbline_requests_total", "200", "GET", "healthz")
    settings.METRICS_TOKEN = ""
    client.get("/healthz")
    settings.METRICS_TOKEN = TOKEN
    assert key not in scrape()


def test_work_by_state_age_and_time(scrape):
    now = timezone.now()
    Task.objects.create(kind="report", key="1", due_at=now - timedelta(minutes=2))
    Task.objects.create(kind="report", key="2", due_at=now + timedelta(minutes=2))
    for key, took in (("3", 2), ("4", 3)):
        Task.objects.create(
            kind="report", key=key, state="done", started_at=now - timedelta(seconds=took), finished_at=now
        )
    stamp_heartbeat(BEAT)
    found = scrape()
    states = {key[1]: value for key, value in found.items() if key[0] == "plumbline_tasks"}
    assert states == {"queued": 2, "running": 0, "done": 2, "failed": 0, "cancelled": 0}
    assert 120 <= found[("plumbline_tasks_oldest_due_seconds",)] < 180
    assert found[("plumbline_task_seconds_count", "report")] == 2
    assert found[("plumbline_task_seconds_sum", "report")] == pytest.approx(5)
    assert 0 <= found[("plumbline_heartbeat_age_seconds", "beat")] < 60


def test_every_room_tells_its_figures(scrape):
    names = {key[0] for key in scrape()}
    assert names >= {"plumbline_audit_waiting", "plumbline_mails", "plumbline_documents", "plumbline_database_bytes"}


def test_a_scrape_asks_the_same_whatever_there_is(scrape, django_assert_num_queries):
    scrape()
    with django_assert_num_queries(13):
        scrape()
    for number in range(3):
        Task.objects.create(kind=f"kind{number}", key=f"{number}")
    with django_assert_num_queries(13):
        scrape()


def test_web_processes_add_up(tmp_path, monkeypatch):
    """Two processes count, and either of them answers the sum."""
    import subprocess
    import sys

    script = (
        "from hiring.core.monitoring.counts import count_request, collect_counts\n"
        "count_request('inbox', 'GET', 200, 0.1)\n"
        "print([s.value for m in collect_counts() for s in m.samples if s.name == 'plumbline_requests_total'])"
    )
    surroundings = {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "PATH": "/usr/bin"}
    said = [
        subprocess.run([sys.executable, "-c", script], env=surroundings, capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert [answer.stdout for answer in said] == ["[1.0]\n", "[2.0]\n"]
    count_request("inbox", "GET", 200, 0.1)
