"""Inserts many rows at the speed of the database: COPY on PostgreSQL, executemany on SQLite."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from django.db import connection, models, transaction

BATCH = 20_000


def insert(model: type[models.Model], rows: Iterable[dict[str, object]]) -> None:
    """Insert ``rows`` (database column to value, the same columns in each); other columns get their default."""
    iterator = iter(rows)
    while dicts := list(islice(iterator, BATCH)):
        rest = {
            field.column: field.get_default()
            for field in model._meta.concrete_fields
            if field.column not in dicts[0] and not field.primary_key
        }
        columns = [*dicts[0], *rest]
        batch = [[*row.values(), *rest.values()] for row in dicts]
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                _copy(cursor, model._meta.db_table, columns, batch)
            else:
                marks = ", ".join(["%s"] * len(columns))
                names = ", ".join(f'"{name}"' for name in columns)
                cursor.executemany(
                    f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})',
                    [list(_plain(row)) for row in batch],
                )


def _copy(cursor: object, table: str, columns: Sequence[str], batch: Sequence[Sequence[object]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    for row in batch:
        writer.writerow(["\\N" if value is None else value for value in _plain(row)])
    text.seek(0)
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.cursor.copy_expert(f"COPY \"{table}\" ({names}) FROM STDIN WITH (FORMAT csv, NULL '\\N')", text)


def _plain(row: Sequence[object]) -> Iterator[object]:
    for value in row:
        if isinstance(value, dict | list):
            yield json.dumps(value)
        elif isinstance(value, datetime):
            yield (
                value.isoformat(sep=" ")
                if connection.vendor == "postgresql"
                else value.replace(tzinfo=None).isoformat(" ")
            )
        elif isinstance(value, bool) and connection.vendor != "postgresql":
            yield int(value)
        else:
            yield value


def reset_sequences() -> None:
    """After rows with chosen ids, let the next id follow the highest one (PostgreSQL only)."""
    if connection.vendor != "postgresql":
        return
    from django.apps import apps

    with connection.cursor() as cursor:
        for model in apps.get_models():
            if isinstance(model._meta.pk, models.AutoField) and model._meta.managed:
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), "
                    f'(SELECT COALESCE(MAX(id), 1) FROM "{table}"))'
                )
