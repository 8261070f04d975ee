"""Tables as lines of JSON, and back: the same on both databases."""

import base64
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models
from django.utils.duration import duration_iso_string

# What is true only of the running installation.
LEFT_OUT = frozenset({"sessions.session", "core.heartbeat", "core.lease"})
AT_ONCE = 200  # rows in a statement, fewer where a table is wide


def tables_of(apps: Apps) -> dict[str, type[models.Model]]:
    """Return the models whose rows are kept, by table."""
    return {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    }


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything as it stands at one moment, while others go on writing."""
    begin = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"}
    with connection.cursor() as cursor:
        # Not ``atomic``: on SQLite that would take the write lock for as long as the reading lasts.
        cursor.execute(begin[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def write_rows(model: type[models.Model]) -> Iterator[bytes]:
    """Yield a line with the names of the columns, then a line for each row."""
    fields = _fields(model)
    yield _line([field.column for field in fields])
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    for row in rows.iterator(chunk_size=2000):
        yield _line(row)


def read_rows(model: type[models.Model], lines: Iterable[bytes]) -> int:
    """Insert the rows of ``lines`` as they are and return how many that was."""
    found = iter(lines)
    by_column = {field.column: field for field in _fields(model)}
    fields = [by_column[column] for column in json.loads(next(found))]
    at_once = max(1, min(AT_ONCE, connection.ops.bulk_batch_size(fields, range(AT_ONCE))))
    count = 0
    with connection.cursor() as cursor:
        while batch := [json.loads(line) for line in itertools.islice(found, at_once)]:
            values = [
                field.get_db_prep_save(field.to_python(value), connection)
                for row in batch
                for field, value in zip(fields, row, strict=True)
            ]
            cursor.execute(_insert(model, fields, len(batch)), values)
            count += len(batch)
    return count


def empty_tables(tables: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), list(tables), allow_cascade=True):
            cursor.execute(statement)


def count_on(chosen: Sequence[type[models.Model]]) -> None:
    """Let new rows get numbers after those that were loaded."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(chosen)):
            cursor.execute(statement)


def _fields(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _insert(model: type[models.Model], fields: Sequence[models.Field], rows: int) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = "(" + ", ".join(["%s"] * len(fields)) + ")"
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES {', '.join([places] * rows)}"  # noqa: S608


def _line(values: Iterable[object]) -> bytes:
    return json.dumps(list(values), default=_encode, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _encode(value: object) -> str:
    """Return what ``to_python`` of the value's field takes back, whole."""
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return duration_iso_string(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
        case Decimal() | UUID():
            return str(value)
    raise TypeError(f"A value of the type {type(value).__name__} has no form in a backup.")
