"""What an operator may set: good values are taken, malformed ones stop the start and name what is allowed."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from hiring import environment

ROOT = Path(__file__).resolve().parents[2]
SECRET = "q7Xw2-pL9vR4_tB8mZ1cK6yH3nD5fG0jS-aE7uI2oW4xV9bN8" + "Qr"
READERS = {
    "PORT": environment.read_port,
    "PLUMBLINE_URL": lambda: environment.read_address(8000),
    "PLUMBLINE_DEBUG": lambda: environment.read_flag("PLUMBLINE_DEBUG"),
    "PLUMBLINE_DATA": lambda: environment.read_data(Path("/nowhere")),
    "PLUMBLINE_SECRET_KEY": lambda: environment.read_secret(Path("/nowhere")),
    "PLUMBLINE_LOG": environment.read_log_format,
    "PLUMBLINE_METRICS_TOKEN": environment.read_metrics_token,
    "PLUMBLINE_FROM": lambda: environment.read_sender("localhost"),
    "DATABASE_URL": lambda: environment.read_database(Path("/nowhere")),
    "REDIS_URL": environment.read_redis,
    "EMAIL_URL": lambda: environment.read_email(Path("/nowhere")),
    "STORAGE_URL": lambda: environment.read_storage(Path("/nowhere")),
}
MALFORMED = {
    "PORT": ["0", "65536", "8o00", "-1", "²", "80 ", "8000.5"],
    "PLUMBLINE_URL": [
        "plumbline.example",
        "ftp://plumbline.example",
        "http://",
        "http://plumb line.example",
        "https://plumbline.example/jobs",
        "https://plumbline.example?x",
        "https://plumbline.example:99999",
        "https://plumbline.example:x",
        "https://ada:hush@plumbline.example",
        "http://[::1",
    ],
    "PLUMBLINE_DEBUG": ["maybe", "2", "truee"],
    "PLUMBLINE_DATA": ["/dev/null/x"],
    "PLUMBLINE_SECRET_KEY": ["secret", "change-me" * 10, "a" * 80, "django-insecure-" + SECRET, SECRET[:49]],
    "PLUMBLINE_LOG": ["xml", "json,plain"],
    "PLUMBLINE_METRICS_TOKEN": ["hush", "a" * 30, "hush hush hush hush hush hush"],
    "PLUMBLINE_FROM": ["jobs", "jobs@", "Hiring <jobs>", "a@b.example\nBcc: c@d.example"],
    "DATABASE_URL": [
        "mysql://ada:hush@localhost/x",
        "sqlite://",
        "sqlite://:memory:",
        "sqlite:///relative.sqlite3",
        "postgres://ada:hush@localhost/",
        "postgres://ada:hush@localhost:x/plumbline",
        "plumbline",
    ],
    "REDIS_URL": ["localhost:6379", "http://localhost", "redis://", "redis://:hush@h:x/0", "redis://h/zero", "unix://"],
    "EMAIL_URL": ["mail.example", "smtp://", "smtp://ada:hush@mail.example:x", "imap://mail.example", "smtp://h/x"],
    "STORAGE_URL": ["/srv/files", "file://", "file://host/files", "s3://bucket", "file:///"],
}


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch):
    for name in (*READERS, "PLUMBLINE_NO_REDIRECT"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in MALFORMED.items() for value in values])
def test_a_malformed_value_is_refused_and_what_is_allowed_is_named(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is not usable; allowed ") as refusal:
        READERS[name]()
    assert "hush" not in str(refusal.value)


def test_every_variable_is_tried_with_malformed_values():
    assert MALFORMED.keys() == READERS.keys()


@pytest.mark.parametrize(
    ("url", "host", "secure"),
    [
        ("", "127.0.0.1", False),
        ("http://plumbline.example:8080", "plumbline.example", False),
        ("https://plumbline.example/", "plumbline.example", True),
        ("https://[::1]:8000", "[::1]", True),
    ],
)
def test_address(monkeypatch, url, host, secure):
    monkeypatch.setenv("PLUMBLINE_URL", url)
    address = environment.read_address(8123)
    assert (address.host, address.secure) == (host, secure)
    assert address.url == (url.rstrip("/") or "http://127.0.0.1:8123")


@pytest.mark.parametrize(("word", "value"), [("1", True), ("Yes", True), (" on ", True), ("off", False), ("", False)])
def test_flag(monkeypatch, word, value):
    monkeypatch.setenv("PLUMBLINE_DEBUG", word)
    assert environment.read_flag("PLUMBLINE_DEBUG") is value


def test_database(monkeypatch, tmp_path):
    odd = tmp_path / "a#b ?c%20" / "plumbline.sqlite3"
    embedded = environment.read_database(odd)
    assert (embedded["NAME"], embedded["OPTIONS"]["transaction_mode"]) == (str(odd), "IMMEDIATE")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////srv/plumbline.sqlite3")
    assert environment.read_database(odd)["NAME"] == "/srv/plumbline.sqlite3"
    monkeypatch.setenv("DATABASE_URL", "postgres://ada:p%40ss@db:5433/plumbline?sslmode=require")
    served = environment.read_database(odd)
    assert (served["NAME"], served["HOST"], served["PORT"], served["PASSWORD"]) == ("plumbline", "db", 5433, "p@ss")
    assert (served["OPTIONS"], served["CONN_HEALTH_CHECKS"]) == ({"sslmode": "require"}, True)


@pytest.mark.parametrize("url", ["", "redis://localhost", "rediss://:hush@r.example:6380/3", "unix:///run/redis.sock"])
def test_redis(monkeypatch, url):
    monkeypatch.setenv("REDIS_URL", url)
    assert environment.read_redis() == url


@pytest.mark.parametrize(
    ("url", "port", "security"),
    [
        ("smtp://mail.example", 25, {}),
        ("smtp+tls://ada:p%40ss@mail.example", 587, {"EMAIL_USE_TLS": True}),
        ("smtps://ada:p%40ss@mail.example:4650", 4650, {"EMAIL_USE_SSL": True}),
    ],
)
def test_email(monkeypatch, url, port, security):
    monkeypatch.setenv("EMAIL_URL", url)
    mail = environment.read_email(Path("/srv/mail"))
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"]) == ("mail.example", port)
    assert {name: value for name, value in mail.items() if name.startswith("EMAIL_USE")} == security
    assert mail["EMAIL_HOST_PASSWORD"] == ("p@ss" if "ada" in url else "")


def test_logs_and_metrics(monkeypatch, tmp_path):
    assert (environment.read_log_format(), environment.read_metrics_token()) == ("plain", "")
    monkeypatch.setenv("PLUMBLINE_LOG", "JSON")
    monkeypatch.setenv("PLUMBLINE_METRICS_TOKEN", SECRET)
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR", raising=False)
    assert (environment.read_log_format(), environment.read_metrics_token()) == ("json", SECRET)
    environment.share_counts(tmp_path / "metrics")
    assert (tmp_path / "metrics").stat().st_mode & 0o777 == 0o700
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR")


def test_without_a_mail_server_mails_are_kept():
    assert environment.read_email(Path("/srv/mail"))["EMAIL_FILE_PATH"] == Path("/srv/mail")


def test_storage(monkeypatch):
    assert environment.read_storage(Path("/srv/files"))["OPTIONS"]["location"] == Path("/srv/files")
    monkeypatch.setenv("STORAGE_URL", "file:///srv/other%20files")
    assert environment.read_storage(Path("/srv/files"))["OPTIONS"]["location"] == Path("/srv/other files")


def test_a_key_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    keys = set()
    start = threading.Barrier(8)

    def read():
        start.wait()
        keys.add(environment.read_secret(tmp_path))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_kept_key_that_was_cut_short_is_refused(tmp_path):
    (tmp_path / "secret_key").write_text("short")
    with pytest.raises(ImproperlyConfigured, match="delete the file"):
        environment.read_secret(tmp_path)


def test_a_key_of_the_operator_is_taken(monkeypatch, tmp_path):
    monkeypatch.setenv("PLUMBLINE_SECRET_KEY", SECRET)
    assert environment.read_secret(tmp_path) == SECRET
    assert list(tmp_path.iterdir()) == []


BY_SCHEME = (
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_PRELOAD",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "DEBUG",
)


def run(*command, tmp_path, **variables):
    # the browser flows of this process need the last one; a deployment must not have it
    hidden = {*READERS, "DJANGO_ALLOW_ASYNC_UNSAFE"}
    surroundings = {name: value for name, value in os.environ.items() if name not in hidden}
    surroundings |= {"PLUMBLINE_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "hiring.settings", **variables}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=120
    )


def test_the_start_stops_with_one_readable_line(tmp_path):
    answer = run("manage.py", "serve", tmp_path=tmp_path, DATABASE_URL="mysql://localhost/x")
    assert answer.returncode == 1
    assert answer.stderr.startswith("Plumbline does not start. DATABASE_URL is not usable; allowed are postgres://")
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_cookies_and_headers_follow_the_scheme(tmp_path, scheme):
    script = f"import json, hiring.settings as s; print(json.dumps({{n: getattr(s, n) for n in {BY_SCHEME}}}))"
    answer = run("-c", script, tmp_path=tmp_path, PLUMBLINE_URL=f"{scheme}://plumbline.example")
    secure = scheme == "https"
    prefix = "__Host-" if secure else ""
    assert json.loads(answer.stdout) == {
        "SESSION_COOKIE_SECURE": secure,
        "CSRF_COOKIE_SECURE": secure,
        "SESSION_COOKIE_NAME": f"{prefix}sessionid",
        "CSRF_COOKIE_NAME": f"{prefix}csrftoken",
        "SECURE_SSL_REDIRECT": secure,
        "SECURE_HSTS_SECONDS": 31536000 if secure else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": secure,
        "SECURE_HSTS_PRELOAD": secure,
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "plumbline.example"],
        "CSRF_TRUSTED_ORIGINS": [f"{scheme}://plumbline.example"],
        "DEBUG": False,
    }


def test_djangos_own_check_of_a_deployment_finds_nothing(tmp_path):
    answer = run(
        "manage.py",
        *("check", "--deploy", "--fail-level", "WARNING"),
        tmp_path=tmp_path,
        PLUMBLINE_URL="https://plumbline.example",
        PLUMBLINE_SECRET_KEY=SECRET,
    )
    assert (answer.returncode, answer.stdout) == (0, "System check identified no issues (0 silenced).\n"), answer.stderr
