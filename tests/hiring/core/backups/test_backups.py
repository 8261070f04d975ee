"""A backup restored into an empty folder and database: people sign in, read a resume, and the trail holds."""

import http.cookiejar
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from candidates.models import Document
from hiring.core.audit.chain import link_entries
from hiring.core.background.processes import web_command
from hiring.core.backups import making
from hiring.core.backups.archive import ArchiveReader
from hiring.core.backups.making import make_backup
from hiring.core.backups.restoring import restore_backup
from hiring.core.backups.rows import LEFT_OUT
from hiring.core.errors import Refused
from hiring.core.files import read_file, store_file
from hiring.core.models import AuditEntry
from tests.factories.core import UserFactory
from tests.factories.installation import furnish

ROOT = Path(__file__).resolve().parents[4]
PASSWORD = "kept through the fire"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def emptied():
    """Begin and end with an empty storage: what other tests left there would be backed up as well."""
    folder = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    shutil.rmtree(folder, ignore_errors=True)
    yield
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def backup(emptied, tmp_path):
    caller = furnish()
    caller.password = Argon2PasswordHasher().encode(PASSWORD, "salt-for-tests")  # as the product hashes
    caller.email = "caller@example.org"
    caller.save()
    link_entries()
    path = tmp_path / "backup.zip"
    make_backup(path)
    return path


class Target:
    """An empty installation elsewhere: a folder, and a database of its own."""

    def __init__(self, folder, database=""):
        self.folder, self.database = folder, database
        hidden = {"PLUMBLINE_SECRET_KEY", "DJANGO_SETTINGS_MODULE", "REDIS_URL", "DATABASE_URL", "EMAIL_URL"}
        self.environment = {name: value for name, value in os.environ.items() if name not in hidden}
        self.environment |= {"PLUMBLINE_DATA": str(folder), "PYTHONWARNINGS": "ignore"}
        if database:
            place = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}")
            self.environment["DATABASE_URL"] = urlunsplit(place)

    def manage(self, *words, **more):
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, words)],
            cwd=ROOT,
            env=self.environment | more,
            capture_output=True,
            text=True,
            timeout=180,
        )

    def ask(self, script):
        answer = self.manage("shell", "--no-imports", "-c", script)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout


def on_server(statement):
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def target(request, tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    if request.param == "sqlite":
        yield Target(folder)
        return
    name = f"plumbline_{secrets.token_hex(6)}"
    on_server(f'CREATE DATABASE "{name}"')
    yield Target(folder, name)
    on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


# What was made on PostgreSQL goes into SQLite as well.
TARGETS = ["postgresql", "sqlite"] if "postgresql" in settings.DATABASES["default"]["ENGINE"] else ["sqlite"]
into_each = pytest.mark.parametrize("target", TARGETS, indirect=True)

DUMP = """
import json
from django.apps import apps
from hiring.core.backups.rows import one_moment, tables_of, write_rows
with one_moment():
    print(json.dumps({t: sorted(l.decode() for l in write_rows(m)) for t, m in tables_of(apps).items()}))
"""
CHANGE = """
from django.db import IntegrityError, connection
from hiring.core.models import AuditEntry, User
try:
    AuditEntry.objects.update(action="other")
except IntegrityError as error:
    print("frozen")
print(User.objects.create(email="next@example.org", name="Next").pk)
"""


@pytest.mark.processes
@into_each
def test_a_restored_installation_is_the_one_that_was_backed_up(backup, target):
    answer = target.manage("restore", backup)
    assert answer.returncode == 0, answer.stderr
    assert re.match(r"Restored \d+ rows and 1 files\.\n", answer.stdout)
    assert (target.folder / "secret_key").read_text() == settings.SECRET_KEY
    assert (target.folder / "secret_key").stat().st_mode & 0o777 == 0o600
    _same_rows(backup, target)
    checked = target.manage("verify_audit")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "links hold. 1 not linked yet." in checked.stdout
    said = target.ask(CHANGE).split()
    assert said == ["frozen", str(max(int(pk) for pk in _keys(backup, "core_user")) + 1)]
    _sign_in_and_read(target)
    again = target.manage("restore", backup)
    assert (again.returncode, again.stdout) == (1, "")
    assert "This installation is not empty." in again.stderr


def _lines(backup, table):
    archive = ArchiveReader.open(backup)
    lines = [line.decode() for line in archive.lines(f"tables/{table}.jsonl")]
    archive.close()
    return lines


def _keys(backup, table):
    columns, *rows = map(json.loads, _lines(backup, table))
    return [row[columns.index("id")] for row in rows]


def _same_rows(backup, target):
    found = json.loads(target.ask(DUMP))
    archive = ArchiveReader.open(backup)
    assert {f"tables/{table}.jsonl" for table in found} == set(archive.names("tables"))
    archive.close()
    for table, lines in found.items():
        expected = sorted(_lines(backup, table))
        if table == "core_auditentry":
            lines = [line for line in lines if '"installation.restored"' not in line]
        assert lines == expected, table


def _sign_in_and_read(target):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    web = subprocess.Popen(web_command(f"127.0.0.1:{port}"), cwd=ROOT, env=target.environment)
    try:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        base = f"http://127.0.0.1:{port}"
        page = _open_patiently(opener, f"{base}/accounts/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        typed = {"csrfmiddlewaretoken": token, "login": "caller@example.org", "password": PASSWORD}
        request = urllib.request.Request(f"{base}/accounts/login/", urlencode(typed).encode())
        assert "Account of Everything" in opener.open(request, timeout=30).read().decode()
        document = Document.objects.get()
        assert "A. Candidate" in opener.open(f"{base}/documents/{document.public_id}/", timeout=30).read().decode()
        original = opener.open(f"{base}/documents/{document.public_id}/file/", timeout=30).read()
        assert original == read_file(document.file)
    finally:
        web.terminate()
        web.wait(20)


def _open_patiently(opener, address):
    deadline = time.monotonic() + 60
    while True:
        try:
            return opener.open(address, timeout=30).read().decode()
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.2)


@pytest.mark.processes
@into_each
def test_what_does_not_fit_is_refused_before_anything_is_touched(backup, target):
    broken = backup.with_name("broken.zip")
    broken.write_bytes(backup.read_bytes()[:-200])
    answer = target.manage("restore", broken)
    assert answer.returncode == 1
    assert "is not restored: it cannot be read as a ZIP file." in answer.stderr
    answer = target.manage("restore", backup, PLUMBLINE_SECRET_KEY="another-key-of-the-operator-" * 3)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "PLUMBLINE_SECRET_KEY is another key" in answer.stderr
    newer = _change_manifest(backup, lambda about: about["migrations"].append(["core", "9999_from_tomorrow"]))
    answer = target.manage("restore", newer)
    assert "The backup was made by a newer Plumbline" in answer.stderr
    (target.folder / "files").mkdir(exist_ok=True)
    (target.folder / "files" / "left").write_text("over")
    assert "The storage of files is not empty." in target.manage("restore", backup).stderr
    (target.folder / "files" / "left").unlink()
    assert target.manage("prepare").returncode == 0
    assert target.manage("restore", backup).returncode == 0  # an empty database may be prepared


def _change_manifest(backup, change):
    """Return a copy of the archive with another manifest."""
    made = backup.with_name("newer.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                about = json.loads(content)
                change(about)
                content = json.dumps(about).encode()
            new.writestr(name, content)
    return made


def test_the_archive_is_for_its_owner_alone_and_named_in_the_trail(backup):
    assert backup.stat().st_mode & 0o777 == 0o600
    assert not backup.with_name("backup.zip.part").exists()
    assert AuditEntry.objects.filter(action="installation.backed_up").count() == 1
    with zipfile.ZipFile(backup) as archive:
        about = json.loads(archive.read("manifest.json"))
        assert archive.read("secret_key").decode() == settings.SECRET_KEY
    assert (about["version"], about["database"]) == (settings.VERSION, connection.vendor)
    assert not {f"tables/{label.replace('.', '_')}.jsonl" for label in LEFT_OUT} & about["members"].keys()


def test_an_existing_file_is_never_overwritten(backup, tmp_path):
    content = backup.read_bytes()
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(backup))
    assert backup.read_bytes() == content
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("backup", str(tmp_path / "nowhere" / "backup.zip"))


def test_a_full_installation_is_not_restored_into(backup):
    with pytest.raises(Refused, match="This installation is not empty"):
        restore_backup(backup)


def test_rows_and_files_of_a_moment_whatever_is_written_meanwhile(emptied, tmp_path, monkeypatch):
    """Somebody joins after the first table was read: the rows know nothing of it, and nobody waited."""
    UserFactory(name="Before")
    write, joined = making.write_rows, []

    def write_and_join(model):
        yield from write(model)
        if not joined and model._meta.label == "core.User":
            return
        if not joined:
            joined.append(_join_from_outside())

    monkeypatch.setattr(making, "write_rows", write_and_join)
    make_backup(tmp_path / "backup.zip")
    assert joined == [True]
    assert "After" not in "".join(_lines(tmp_path / "backup.zip", "core_user"))


def _join_from_outside():
    import threading

    done = []

    def join():
        UserFactory(name="After")
        connection.close()
        done.append(True)

    thread = threading.Thread(target=join)
    thread.start()
    thread.join(10)
    return bool(done)


def test_a_file_that_is_removed_meanwhile_begins_it_anew(emptied, tmp_path, monkeypatch):
    first, second = store_file("documents", b"one"), store_file("documents", b"two")
    read, removed = making._read_file, []

    def read_and_remove(name):
        if not removed:
            removed.append(second if name == first else first)
            default_storage.delete(removed[0])
        yield from read(name)

    monkeypatch.setattr(making, "_read_file", read_and_remove)
    contents = make_backup(tmp_path / "backup.zip")
    archive = ArchiveReader.open(tmp_path / "backup.zip")
    assert contents.files == len(archive.names("files")) == 1
    archive.close()


def test_files_that_go_all_the_time_are_no_backup(emptied, tmp_path, monkeypatch):
    store_file("documents", b"one")
    monkeypatch.setattr(making, "_read_file", lambda name: (_ for _ in ()).throw(making._FileGone(name)))
    with pytest.raises(Refused, match="Try again"):
        make_backup(tmp_path / "backup.zip")
    assert list(tmp_path.iterdir()) == []
