from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from hiring.core.operations import machine

pytestmark = pytest.mark.django_db


def test_space():
    space = machine.read_space(settings.DATA_DIR)
    assert 0 < space.free < space.size
    assert machine.Space(10**9, 10**10).is_short
    assert machine.Space(4 * 10**9, 10**11).is_short
    assert not machine.Space(20 * 10**9, 10**11).is_short


def test_a_storage_elsewhere_is_another_folder(settings, tmp_path):
    assert machine.data_folders() == (settings.DATA_DIR,)
    settings.STORAGES = {"default": {"OPTIONS": {"location": tmp_path}}}
    assert machine.data_folders() == (settings.DATA_DIR, tmp_path)


def test_libraries(monkeypatch):
    monkeypatch.setattr(machine, "LIBRARIES", (("libc.so.6", "libc6"), ("libnowhere.so.1", "libnowhere1")))
    assert machine.missing_packages() == ["libnowhere1"]


def test_versions():
    found = dict(machine.read_versions())
    assert found["Database"].startswith("PostgreSQL " if connection.vendor == "postgresql" else "SQLite 3.")
    assert found["Redis"][0].isdigit() if settings.REDIS_URL else found["Redis"] == "none: the embedded broker"


def test_a_redis_that_does_not_answer(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert dict(machine.read_versions())["Redis"] == "does not answer"


def test_database():
    assert machine.database_bytes() > 100_000
    assert machine.journal_mode() == ("wal" if connection.vendor == "sqlite" else "")
    assert abs(machine.clock_difference()) < timedelta(seconds=5)
