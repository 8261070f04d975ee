"""Each thing that is misconfigured is found, and an installation where nothing is has no fault."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from hiring.core.operations import machine
from hiring.core.operations.faults import find_faults, is_public
from hiring.core.operations.machine import Space
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db
PUBLIC, INSIDE = "https://hiring.example.org", "http://127.0.0.1:8000"


def texts():
    return [str(fault.text) for fault in find_faults()]


def urgent():
    return [fault.urgent for fault in find_faults()]


@pytest.fixture(autouse=True)
def _a_whole_machine(monkeypatch, settings, tmp_path):
    settings.PLUMBLINE_URL, settings.DATA_DIR = PUBLIC, tmp_path
    monkeypatch.setattr(machine, "read_space", lambda folder: Space(500 * 10**9, 10**12))
    monkeypatch.setattr(machine, "missing_packages", list)


def test_nothing_is_wrong():
    assert texts() == []


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://hiring.example.org", True),
        ("http://93.184.215.14", True),
        ("http://127.0.0.1:8000", False),
        ("http://localhost:8000", False),
        ("http://[::1]:8000", False),
        ("http://10.1.2.3", False),
        ("http://plumbline", False),
        ("http://hiring.internal", False),
    ],
)
def test_which_addresses_others_reach(url, public):
    assert is_public(url) == public


def test_a_database_that_is_behind():
    newest = max(name for app, name in MigrationRecorder(connection).applied_migrations() if app == "core")
    MigrationRecorder(connection).record_unapplied("core", newest)
    assert texts() == ["The database is 1 change behind this version of Plumbline."]


@pytest.mark.parametrize(("url", "is_urgent"), [(PUBLIC, True), (INSIDE, False)])
def test_debugging(settings, url, is_urgent):
    settings.DEBUG, settings.PLUMBLINE_URL = True, url
    assert [text[:16] for text in texts()] == ["Debugging is on:"]
    assert urgent() == [is_urgent]


def test_an_open_address(settings):
    settings.PLUMBLINE_URL = "http://hiring.example.org"
    assert texts() == ["Pages go over the network unencrypted: PLUMBLINE_URL begins with http."]
    settings.PLUMBLINE_URL = INSIDE
    assert texts() == []


def test_demo_accounts_that_others_reach(settings):
    account = UserFactory(email="admin@demo.test")
    assert texts() == ["Demo accounts are active, and everybody knows their password."]
    settings.PLUMBLINE_URL = INSIDE
    assert texts() == []
    settings.PLUMBLINE_URL, account.is_active = PUBLIC, False
    account.save()
    assert texts() == []


def test_a_key_that_others_read(tmp_path):
    key = Path(tmp_path) / "secret_key"
    key.write_text("x" * 50)
    key.chmod(0o600)
    assert texts() == []
    key.chmod(0o640)
    assert texts() == ["Others on this machine can read the key that signs sessions and links."]


def test_a_database_without_its_log(monkeypatch):
    monkeypatch.setattr(machine, "journal_mode", lambda: "delete")
    assert [text[:36] for text in texts()] == ["The database has no write-ahead log:"]


@pytest.mark.parametrize("seconds", [-90, 90])
def test_clocks_that_are_apart(monkeypatch, seconds):
    monkeypatch.setattr(machine, "clock_difference", lambda: timedelta(seconds=seconds))
    assert texts() == ["The clocks of this machine and of the database are 90 seconds apart."]


def test_a_disk_that_is_nearly_full(monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "read_space", lambda folder: Space(10**9, 10**12))
    assert texts()[0] == f"The disk with {tmp_path} is nearly full."


def test_missing_libraries(monkeypatch):
    monkeypatch.setattr(machine, "missing_packages", lambda: ["libharfbuzz-subset0"])
    (fault,) = find_faults()
    assert "libharfbuzz-subset0" in fault.text
    assert fault.remedy == "On Debian and Ubuntu: apt-get install --no-install-recommends libharfbuzz-subset0"
