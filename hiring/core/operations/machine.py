"""What the machine and the software around us are like."""

import ctypes
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import redis
from django.conf import settings
from django.db import connection
from django.utils import timezone

# (library, package that brings it on Debian and Ubuntu)
LIBRARIES = (("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"), ("libharfbuzz-subset.so.0", "libharfbuzz-subset0"))


@dataclass(frozen=True)
class Space:
    """Bytes free and bytes in all where the data lie."""

    free: int
    size: int

    @property
    def is_short(self) -> bool:
        return self.free < 1024**3 or self.free * 20 < self.size


def read_space(folder: Path) -> Space:
    usage = shutil.disk_usage(folder)
    return Space(usage.free, usage.total)


def data_folders() -> tuple[Path, ...]:
    """Return where files lie: the data folder, and the storage where that is elsewhere."""
    data = Path(settings.DATA_DIR)
    storage = Path(settings.STORAGES["default"].get("OPTIONS", {}).get("location", data))
    return (data,) if data in (storage, *storage.parents) else (data, storage)


def missing_packages() -> list[str]:
    """Return the Debian packages of the libraries that printing needs and that are not here."""
    return [package for library, package in LIBRARIES if not _is_loadable(library)]


def _is_loadable(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def read_versions() -> Iterator[tuple[str, str]]:
    yield "Plumbline", settings.VERSION
    yield "Python", platform.python_version()
    yield "Django", version("django")
    yield "Database", _database_version()
    yield "Redis", _redis_version()
    yield "WeasyPrint", version("weasyprint")
    yield "System", f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, {sys.implementation.name}"


def _database_version() -> str:
    if connection.vendor == "sqlite":
        return f"SQLite {connection.Database.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0]}"


def _redis_version() -> str:
    if not settings.REDIS_URL:
        return "none: the embedded broker"
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1) as client:
            return str(client.info("server")["redis_version"])
    except (redis.RedisError, OSError):
        return "does not answer"


def database_bytes() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])


def journal_mode() -> str:
    """Return SQLite's, "wal" where pages and work can read while somebody writes; empty on PostgreSQL."""
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        return str(cursor.fetchone()[0])


def clock_difference() -> timedelta:
    """Return how far the clock of the database's machine is ahead of ours."""
    if connection.vendor == "sqlite":
        return timedelta()
    with connection.cursor() as cursor:
        before = timezone.now()
        cursor.execute("SELECT clock_timestamp()")
        theirs: datetime = cursor.fetchone()[0]
    return theirs.astimezone(UTC) - before - (timezone.now() - before) / 2
