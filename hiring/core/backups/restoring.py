"""Restoring: check the archive and the place first, then schema, rows, files, key."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from hiring.core.audit.trail import record
from hiring.core.backups.archive import ArchiveReader, BadArchive
from hiring.core.backups.making import Contents, list_files
from hiring.core.backups.rows import count_on, empty_tables, read_rows, tables_of
from hiring.core.base import PublicModel
from hiring.core.errors import Refused
from hiring.core.frozen import thaw_tables

RESTORED = "installation.restored"


def restore_backup(path: Path) -> Contents:
    """Make this empty installation what the archive holds. Refused, with nothing changed, unless all of it fits."""
    try:
        archive = ArchiveReader.open(path)
    except BadArchive as fault:
        raise Refused(_("%(path)s is not restored: %(why)s.") % {"path": path, "why": fault}) from fault
    try:
        _require_empty()
        _require_own_key(_read_key(archive))
        return _restore(archive, path.stat().st_size)
    finally:
        archive.close()


def _restore(archive: ArchiveReader, size: int) -> Contents:
    state = _migrate_to(archive.about)
    rows = _load_tables(archive, state)
    files = _load_files(archive)
    _write_key(_read_key(archive))
    call_command("prepare", verbosity=0)  # on to this version; frozen tables get their triggers back
    with transaction.atomic():
        record(RESTORED, actor=None)
    return Contents(rows=rows, files=files, size=size)


def _require_empty() -> None:
    """Refuse where anybody has put something: no row that has an address of its own, no file."""
    known = set(connection.introspection.table_names())
    for model in apps.get_models():
        is_kept = issubclass(model, PublicModel) and model._meta.db_table in known
        if is_kept and not _is_made_by_migrations(model) and model._base_manager.exists():
            raise Refused(_("This installation is not empty. A backup is only restored into an empty one."))
    if next(list_files(), None):
        raise Refused(_("The storage of files is not empty. A backup is only restored into an empty installation."))


def _is_made_by_migrations(model: type[PublicModel]) -> bool:
    return model._meta.label == "candidates.MoveReason"


def _read_key(archive: ArchiveReader) -> str:
    with archive.member("secret_key") as member:
        return member.read().decode()


def _require_own_key(key: str) -> None:
    if os.environ.get("PLUMBLINE_SECRET_KEY") and key != settings.SECRET_KEY:
        text = _(
            "PLUMBLINE_SECRET_KEY is another key than that of the backup, with which its trail was written. Set it to "
            "what stands in the backup's file secret_key, or leave it out."
        )
        raise Refused(text)


def _migrate_to(about: dict[str, Any]) -> Any:
    """Bring the empty database to the migrations of the archive; return the registry of models as of then."""
    executor = MigrationExecutor(connection)
    nodes = executor.loader.graph.node_map
    wanted = {(app, name) for app, name in about["migrations"]}
    if not wanted <= nodes.keys():
        text = _("The backup was made by a newer Plumbline (%(version)s). Restore it with that version.")
        raise Refused(text % {"version": about["version"]})
    if not executor.loader.applied_migrations.keys() & nodes.keys() <= wanted:
        text = _("The database is prepared for a newer version than the backup's. Begin with one that has no tables.")
        raise Refused(text)
    ends = [key for key in wanted if not any(child.key in wanted for child in nodes[key].children)]
    executor.migrate(sorted(ends))
    return MigrationExecutor(connection).loader.project_state(sorted(wanted)).apps


@transaction.atomic
def _load_tables(archive: ArchiveReader, state: Any) -> int:
    thaw_tables(connection)
    tables = tables_of(state)
    if {f"tables/{table}.jsonl" for table in tables} != set(archive.names("tables")):
        raise Refused(_("The backup does not hold the tables of its version."))
    empty_tables(tables)
    rows = {table: read_rows(model, archive.lines(f"tables/{table}.jsonl")) for table, model in tables.items()}
    if rows != archive.about["tables"]:
        raise Refused(_("The backup does not hold the rows that its manifest counts."))
    count_on(list(tables.values()))
    connection.check_constraints()
    return sum(rows.values())


def _load_files(archive: ArchiveReader) -> int:
    names = archive.names("files")
    for name in names:
        with archive.member(name) as member:
            kept = name.removeprefix("files/")
            if default_storage.save(kept, File(member)) != kept:
                raise Refused(_("The storage gave a file another name; it is not empty."))
    return len(names)


def _write_key(key: str) -> None:
    if os.environ.get("PLUMBLINE_SECRET_KEY"):
        return  # the operator keeps it, and it is the same
    path = Path(settings.DATA_DIR) / "secret_key"
    descriptor, name = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    Path(name).replace(path)
