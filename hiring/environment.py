"""Reads the environment once, refuses what it cannot use, and names what is allowed.

Every setting that an operator may change is read here. A malformed value stops the start: a hiring
system that silently runs on a wrong database or an insecure cookie is worse than one that is down.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

PLACEHOLDERS = {"change-me", "changeme", "secret", "insecure", "default"}
SHORTEST_SECRET = 40


@dataclass(frozen=True)
class Address:
    """Where people reach this installation: the base of links in mail, the allowed host, the cookie scheme."""

    url: str
    host: str
    secure: bool


def read_flag(name: str, *, default: bool = False) -> bool:
    """Return a yes-or-no variable; anything but the listed words raises ``ImproperlyConfigured``."""
    words = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    raw = os.environ.get(name, "").strip().lower()
    if not raw:
        return default
    if raw not in words:
        raise ImproperlyConfigured(f"{name} is {raw!r}; allowed are 1, true, yes, on, 0, false, no, off.")
    return words[raw]


def read_port() -> int:
    """Return PORT, on which the embedded server listens."""
    port = os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise ImproperlyConfigured(f"PORT is {port!r}; allowed is a number from 1 to 65535.")
    return int(port)


def read_address(port: int) -> Address:
    """Return PLUMBLINE_URL split into what settings need; the default is the embedded server's own address."""
    url = os.environ.get("PLUMBLINE_URL", "").rstrip("/") or f"http://127.0.0.1:{port}"
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"PLUMBLINE_URL is {url!r}; allowed is http:// or https:// with a host and an optional port, no path."
        )
    return Address(url=url, host=parts.hostname, secure=parts.scheme == "https")


def read_database(default: str) -> dict[str, object]:
    """Return Django's database settings for DATABASE_URL: sqlite:/// or postgres://."""
    url = os.environ.get("DATABASE_URL") or default
    scheme = url.split(":", 1)[0]
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL starts with {scheme!r}; allowed are sqlite:///path and postgres://user:password@host:port/name."
        )
    config: dict[str, object] = environ.Env.db_url_config(url)
    if scheme == "sqlite":
        # IMMEDIATE takes the write lock at the start of a transaction, so that two writers wait instead of failing.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
        }
    else:
        config["CONN_MAX_AGE"] = 600
        config["CONN_HEALTH_CHECKS"] = True
    return config


def read_redis() -> str:
    """Return REDIS_URL, or an empty string for the embedded default."""
    url = os.environ.get("REDIS_URL", "")
    if url and urlsplit(url).scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured("REDIS_URL is not usable; allowed are redis://, rediss:// and unix:// addresses.")
    return url


def read_secret(data: Path) -> str:
    """Return PLUMBLINE_SECRET_KEY, or the key kept under the data folder, made on the first start.

    There is no built-in default key. A placeholder or a short key is refused everywhere, because a guessed
    key signs sessions and invitation links.
    """
    key = os.environ.get("PLUMBLINE_SECRET_KEY", "")
    if key:
        if len(key) < SHORTEST_SECRET or key.lower() in PLACEHOLDERS:
            raise ImproperlyConfigured(
                f"PLUMBLINE_SECRET_KEY is a placeholder or shorter than {SHORTEST_SECRET} characters; "
                "set a long random one, or leave it unset to have one made under PLUMBLINE_DATA."
            )
        return key
    path = data / "secret_key"
    data.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text().strip()
        if len(key) < SHORTEST_SECRET:
            raise ImproperlyConfigured(
                f"The secret key in {path} is empty or too short; delete the file to have a new one made."
            )
        return key
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(48)
        file.write(key)
    return key


def read_email(mail_folder: Path) -> dict[str, object]:
    """Return Django's mail settings for EMAIL_URL; without it mails are kept as files under the data folder."""
    url = os.environ.get("EMAIL_URL", "")
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": mail_folder,
        }
    if url.split(":", 1)[0] not in {"smtp", "smtps", "smtp+tls", "smtp+ssl"}:
        raise ImproperlyConfigured("EMAIL_URL is not usable; allowed are smtp://, smtp+tls:// and smtps:// addresses.")
    return dict(environ.Env.email_url_config(url))


def read_storage(files: Path) -> dict[str, object]:
    """Return the storage of uploaded files for STORAGE_URL: file:///path; the default is the data folder."""
    url = os.environ.get("STORAGE_URL", "")
    parts = urlsplit(url)
    if url and (parts.scheme != "file" or not parts.path):
        raise ImproperlyConfigured("STORAGE_URL is not usable; allowed is file:///absolute/path.")
    location = Path(parts.path) if url else files
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": location,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }
