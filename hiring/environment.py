"""Reads the environment once, refuses what it cannot use, and names what is allowed.

Every setting that an operator may change is read here. A malformed value stops the start: a hiring
system that silently runs on a wrong database or an insecure cookie is worse than one that is down.
A refusal never repeats a value that may hold a password.
"""

import os
import re
import secrets
import tempfile
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import NoReturn
from urllib.parse import SplitResult, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

WORDS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
# As Django's own check wants a key: long, and not one character over and over.
SHORTEST_SECRET, FEWEST_CHARACTERS = 50, 5
PLACEHOLDER = re.compile(r"change.?me|insecure|placeholder|example|your.?secret", re.IGNORECASE)
LOG_FORMATS = ("plain", "json")
# scheme: (how the connection is secured, port)
MAIL_SCHEMES = {"smtp": ({}, 25), "smtp+tls": ({"EMAIL_USE_TLS": True}, 587), "smtps": ({"EMAIL_USE_SSL": True}, 465)}


@dataclass(frozen=True)
class Address:
    """Where people reach this installation: the base of links in mail, the allowed host, the cookie scheme."""

    url: str
    host: str
    secure: bool


def refuse(name: str, allowed: str) -> NoReturn:
    raise ImproperlyConfigured(f"{name} is not usable; allowed {allowed}.")


def split_url(name: str, url: str, *, schemes: set[str], allowed: str) -> SplitResult:
    """Return the parts of ``url`` with a scheme among ``schemes`` and a port that is a number."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        refuse(name, allowed)
    if parts.scheme not in schemes or port == 0 or re.search(r"\s", url):
        refuse(name, allowed)
    return parts


def read_flag(name: str, *, default: bool = False) -> bool:
    """Return a yes-or-no variable; anything but the listed words raises ``ImproperlyConfigured``."""
    raw = os.environ.get(name, "").strip().lower()
    if raw and raw not in WORDS:
        refuse(name, f"are {', '.join(WORDS)}")
    return WORDS.get(raw, default)


def read_data(default: Path) -> Path:
    """Return PLUMBLINE_DATA, the folder of everything that is kept in files, and make it."""
    folder = Path(os.environ.get("PLUMBLINE_DATA") or default).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        refuse("PLUMBLINE_DATA", f"is a folder that can be made and written to; {folder} cannot")
    return folder


def read_port() -> int:
    """Return PORT, on which the embedded server listens."""
    port = os.environ.get("PORT") or "8000"
    if not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        refuse("PORT", "is a number from 1 to 65535")
    return int(port)


def read_address(port: int) -> Address:
    """Return PLUMBLINE_URL split into what settings need; the default is the embedded server's own address."""
    allowed = "is http:// or https:// with a host and if need be a port, without a path or a password"
    url = os.environ.get("PLUMBLINE_URL", "").rstrip("/") or f"http://127.0.0.1:{port}"
    parts = split_url("PLUMBLINE_URL", url, schemes={"http", "https"}, allowed=allowed)
    host = parts.hostname or ""
    if parts.path or parts.query or parts.fragment or "@" in parts.netloc or not re.fullmatch(r"[a-z0-9.:-]+", host):
        refuse("PLUMBLINE_URL", allowed)
    return Address(url=url, host=f"[{host}]" if ":" in host else host, secure=parts.scheme == "https")


def read_database(default: Path) -> dict[str, object]:
    """Return Django's database settings for DATABASE_URL; the default is the SQLite file ``default``."""
    allowed = "are postgres://user:password@host:port/name and sqlite:////absolute/path"
    url = os.environ.get("DATABASE_URL")
    if not url:
        return _sqlite({"ENGINE": "django.db.backends.sqlite3", "NAME": str(default)})
    parts = split_url("DATABASE_URL", url, schemes={"sqlite", "postgres", "postgresql"}, allowed=allowed)
    config: dict[str, object] = environ.Env.db_url_config(url)
    if parts.scheme == "sqlite":
        # Several processes share it: neither memory nor a path that depends on where one was started.
        if not Path(str(config["NAME"])).is_absolute():
            refuse("DATABASE_URL", allowed)
        return _sqlite(config)
    if not config["NAME"]:
        refuse("DATABASE_URL", allowed)
    return config | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}


def _sqlite(config: dict[str, object]) -> dict[str, object]:
    # IMMEDIATE takes the write lock at the start of a transaction, so that two writers wait instead of failing.
    return config | {
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
        }
    }


def read_redis() -> str:
    """Return REDIS_URL, or an empty string for the embedded default."""
    url = os.environ.get("REDIS_URL", "")
    if not url:
        return ""
    allowed = "are redis://host:port/number, rediss://host:port/number and unix:///path"
    parts = split_url("REDIS_URL", url, schemes={"redis", "rediss", "unix"}, allowed=allowed)
    number = parts.path.strip("/") if parts.scheme != "unix" else ""
    has_place = parts.path if parts.scheme == "unix" else parts.hostname
    if not has_place or (number and not number.isdecimal()):
        refuse("REDIS_URL", allowed)
    return url


def read_secret(data: Path) -> str:
    """Return PLUMBLINE_SECRET_KEY, or the key kept under the data folder, made on the first start.

    There is no built-in default key. A placeholder or a short key is refused everywhere, because a guessed
    key signs sessions and invitation links.
    """
    key = os.environ.get("PLUMBLINE_SECRET_KEY", "")
    if key:
        if not _is_secret(key) or PLACEHOLDER.search(key):
            long = f"is a long random text of {SHORTEST_SECRET} characters or more, no placeholder"
            refuse("PLUMBLINE_SECRET_KEY", f"{long}; without one, a key is made under PLUMBLINE_DATA")
        return key
    path = data / "secret_key"
    if not path.exists():
        _write_secret(path)
    key = path.read_text().strip()
    if not _is_secret(key):
        raise ImproperlyConfigured(f"The key in {path} is too short; delete the file to have a new one made.")
    return key


def _is_secret(key: str) -> bool:
    return len(key) >= SHORTEST_SECRET and len(set(key)) >= FEWEST_CHARACTERS


def _write_secret(path: Path) -> None:
    """Make a key that appears whole, and only once when two processes start together."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        path.hardlink_to(name)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()


def read_metrics_token() -> str:
    """Return PLUMBLINE_METRICS_TOKEN, by which /metrics is read; without one nothing is counted and nothing shown."""
    token = os.environ.get("PLUMBLINE_METRICS_TOKEN", "")
    if token and not (re.fullmatch(r"[!-~]{24,}", token) and len(set(token)) >= FEWEST_CHARACTERS):
        refuse("PLUMBLINE_METRICS_TOKEN", "is a random text of 24 characters or more without blanks")
    return token


def share_counts(folder: Path) -> None:
    """Let the web processes keep their counts in ``folder``; the library reads this variable when it is imported."""
    folder.mkdir(mode=0o700, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def read_log_format() -> str:
    """Return PLUMBLINE_LOG, how log lines look."""
    chosen = os.environ.get("PLUMBLINE_LOG", "").strip().lower() or "plain"
    if chosen not in LOG_FORMATS:
        refuse("PLUMBLINE_LOG", f"are {' and '.join(LOG_FORMATS)}")
    return chosen


def read_sender(host: str) -> str:
    """Return PLUMBLINE_FROM, the sender of all mail."""
    sender = os.environ.get("PLUMBLINE_FROM") or f"Plumbline <plumbline@{host}>"
    address = parseaddr(sender)[1]
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", address) or re.search(r"[\r\n]", sender):
        refuse(
            "PLUMBLINE_FROM", "is one mail address, with a name before it if you like: Hiring <jobs@company.example>"
        )
    return sender


def read_email(mail_folder: Path) -> dict[str, object]:
    """Return Django's mail settings for EMAIL_URL; without it mails are kept as files under the data folder."""
    url = os.environ.get("EMAIL_URL", "")
    if not url:
        return {"EMAIL_BACKEND": "hiring.core.mail.kept.Backend", "EMAIL_FILE_PATH": mail_folder}
    allowed = "are smtp://, smtp+tls:// (STARTTLS) and smtps:// (TLS from the start), each with user:password@host:port"
    parts = split_url("EMAIL_URL", url, schemes=set(MAIL_SCHEMES), allowed=allowed)
    if not parts.hostname or parts.path.strip("/"):
        refuse("EMAIL_URL", allowed)
    security, port = MAIL_SCHEMES[parts.scheme]
    return {
        "EMAIL_BACKEND": "hiring.core.mail.smtp.Backend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        **security,
    }


def read_storage(files: Path) -> dict[str, object]:
    """Return the storage of uploaded files for STORAGE_URL: file:///path; the default is the data folder."""
    url = os.environ.get("STORAGE_URL", "")
    location = files
    if url:
        parts = split_url("STORAGE_URL", url, schemes={"file"}, allowed="is file:///absolute/path")
        if parts.netloc or not parts.path.strip("/"):
            refuse("STORAGE_URL", "is file:///absolute/path")
        location = Path(unquote(parts.path))
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": location,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }
