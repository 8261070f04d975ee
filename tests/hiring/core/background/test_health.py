from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from hiring.core.background.heartbeats import BEAT, FRESH, WORKER, stamp_heartbeat
from hiring.core.models import Heartbeat

pytestmark = pytest.mark.django_db
ALL_WELL = {"database": "ok", "broker": "ok", "beat": "ok", "worker": "ok"}


@pytest.fixture(autouse=True)
def _all_well():
    (Path(settings.DATA_DIR) / "broker" / "messages").mkdir(parents=True, exist_ok=True)
    stamp_heartbeat(BEAT)
    stamp_heartbeat(WORKER)


def ready(client):
    answer = client.get("/readyz")
    return answer.status_code, answer.json()


def test_process_answers_without_a_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer["Cache-Control"]


def test_ready_without_signing_in_by_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert ready(client) == (200, ALL_WELL)


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_only_reading_is_answered(client, path):
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_an_old_heartbeat_is_named(client):
    Heartbeat.objects.filter(name=WORKER).update(seen_at=timezone.now() - FRESH - timedelta(seconds=1))
    assert ready(client) == (503, ALL_WELL | {"worker": "not seen lately"})
    Heartbeat.objects.update(seen_at=timezone.now() - FRESH - timedelta(seconds=1))
    away = {"beat": "not seen lately", "worker": "cannot be told while the beat is away"}
    assert ready(client) == (503, ALL_WELL | away)


def test_before_the_first_heartbeat_nothing_is_ready(client):
    Heartbeat.objects.all().delete()
    assert ready(client)[0] == 503


def test_a_broker_that_is_away_is_named(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert ready(client) == (503, ALL_WELL | {"broker": "does not answer"})


def test_an_embedded_broker_without_its_folder_is_named(client, settings, tmp_path):
    settings.REDIS_URL, settings.DATA_DIR = "", tmp_path
    assert ready(client) == (503, ALL_WELL | {"broker": "cannot be written to"})


def test_a_database_that_does_not_answer_is_named(client):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_heartbeat RENAME TO core_heartbeat_away")
    away = {"database": "does not answer", "beat": "cannot be told", "worker": "cannot be told"}
    assert ready(client) == (503, ALL_WELL | away)


def test_asked_from_inside_past_an_https_proxy(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/tasks/").status_code == 301


def test_a_probe_that_is_answered_503_is_in_no_log(client, caplog):
    Heartbeat.objects.all().delete()
    assert client.get("/readyz").status_code == 503
    assert [record.name for record in caplog.records if record.name.startswith("django")] == []
