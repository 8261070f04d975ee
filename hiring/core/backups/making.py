"""Making a backup: rows at one moment, then the files, then the key."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.core.audit.trail import record
from hiring.core.backups.archive import CHUNK, ArchiveWriter
from hiring.core.backups.rows import one_moment, tables_of, write_rows
from hiring.core.errors import Refused

MADE = "installation.backed_up"
TRIES = 3


@dataclass(frozen=True)
class Contents:
    rows: int
    files: int
    size: int


class _FileGone(Exception):
    """A file was removed while the backup was made: rows that name it may be in there already."""


def make_backup(path: Path) -> Contents:
    """Write everything to ``path``, which appears only when it is whole. Refused when something is there already."""
    if path.exists():
        raise Refused(_("%(path)s is there already.") % {"path": path})
    if not path.parent.is_dir():
        raise Refused(_("There is no folder %(path)s.") % {"path": path.parent})
    migrations = _applied_migrations()
    part = path.with_name(f"{path.name}.part")
    try:
        contents = _write_until_whole(part, migrations)
        path.hardlink_to(part)  # never over another file
    except FileExistsError:
        raise Refused(_("%(path)s is there already.") % {"path": path}) from None
    finally:
        part.unlink(missing_ok=True)
    with transaction.atomic():
        record(MADE, actor=None)
    return contents


def _applied_migrations() -> list[list[str]]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refused(_("The database is behind this version. Run manage.py prepare first."))
    return sorted(list(key) for key in executor.loader.applied_migrations if key in executor.loader.graph.nodes)


def _write_until_whole(part: Path, migrations: list[list[str]]) -> Contents:
    for _number in range(TRIES):
        part.unlink(missing_ok=True)
        part.touch(mode=0o600, exist_ok=False)
        try:
            return _write(part, migrations)
        except _FileGone:
            continue
    raise Refused(_("Files are being removed all the time. Try again when less is going on."))


def _write(part: Path, migrations: list[list[str]]) -> Contents:
    archive = ArchiveWriter(part)
    try:
        before = set(list_files())
        tables = _write_tables(archive)
        names = sorted(before | set(list_files()))
        for name in names:
            archive.add(f"files/{name}", _read_file(name), is_compressed=True)
        archive.add("secret_key", [settings.SECRET_KEY.encode()])
    except BaseException:
        archive.abandon()
        raise
    about = {"made_at": timezone.now().isoformat(), "version": settings.VERSION, "database": connection.vendor}
    archive.close({**about, "migrations": migrations, "tables": tables})
    with part.open("rb") as file:
        os.fsync(file.fileno())
    return Contents(rows=sum(tables.values()), files=len(names), size=part.stat().st_size)


def _write_tables(archive: ArchiveWriter) -> dict[str, int]:
    counts = {}
    with one_moment():
        for table, model in tables_of(apps).items():
            counts[table] = -1  # the line with the names of the columns

            def counted(lines: Iterable[bytes], table: str = table) -> Iterator[bytes]:
                for line in lines:
                    counts[table] += 1
                    yield line

            archive.add(f"tables/{table}.jsonl", counted(write_rows(model)))
    return counts


def list_files(folder: str = "") -> Iterator[str]:
    """Yield the name of every stored file."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (f"{prefix}{name}" for name in names)
    for inner in folders:
        yield from list_files(f"{prefix}{inner}")


def _read_file(name: str) -> Iterator[bytes]:
    try:
        with default_storage.open(name) as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except FileNotFoundError as error:
        raise _FileGone(name) from error
