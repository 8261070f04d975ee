"""Files under random names in the storage. What people call a file is kept in its row, never on the disk.

A file is written before its row and removed after its row: an error in between leaves a file without a row, never a
row without a file. ``remove_strays`` clears such files.
"""

import contextlib
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import models, transaction


def store_file(folder: str, data: bytes | File) -> str:
    """Write ``data`` under a new random name and return the name."""
    word = secrets.token_hex(16)
    content = ContentFile(data) if isinstance(data, bytes) else data
    return default_storage.save(f"{folder}/{word[:2]}/{word[2:]}", content)


def read_file(name: str) -> bytes:
    """Return the bytes of a stored file. Raises ``FileNotFoundError``."""
    with default_storage.open(name) as file:
        return file.read()


def remove_files(names: Iterable[str]) -> None:
    for name in filter(None, names):
        with contextlib.suppress(FileNotFoundError):
            default_storage.delete(name)


def remove_on_commit(names: Iterable[str]) -> None:
    """Remove files once the transaction that let go of them is certain."""
    gone = list(names)
    transaction.on_commit(lambda: remove_files(gone), robust=True)


def remove_strays(folder: str, *rows: type[models.Model], older_than: datetime) -> int:
    """Remove files of ``folder`` that no row of ``rows`` names (by its ``file``) and that are older than
    ``older_than``; return how many.
    """
    removed = 0
    for names in _list_folders(folder):
        known: set[str] = set()
        for model in rows:
            known.update(model._default_manager.filter(file__in=names).values_list("file", flat=True))
        strays = [name for name in names if name not in known and _is_older(name, older_than)]
        remove_files(strays)
        removed += len(strays)
    return removed


def _list_folders(folder: str) -> Iterator[list[str]]:
    """Yield the names in each sub-folder: some hundreds at a time, however many there are."""
    with contextlib.suppress(FileNotFoundError):
        for inner in default_storage.listdir(folder)[0]:
            yield [f"{folder}/{inner}/{name}" for name in default_storage.listdir(f"{folder}/{inner}")[1]]


def _is_older(name: str, moment: datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < moment
    except FileNotFoundError:
        return False
