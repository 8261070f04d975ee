"""Rows that never change, held by the database itself against every path that is not a verb.

A model says so in one line, and every ``migrate`` puts the triggers in place on both databases::

    class Move(PublicModel):
        frozen = Frozen()                                          # rows are only ever added

    class RubricVersion(PublicModel):
        frozen = Frozen(when="{row}.published_at IS NOT NULL")     # a draft may change, a published version not

    class RubricCriterion(PublicModel):                            # nor may its parts, nor may it get a new one
        frozen = Frozen(when="EXISTS (SELECT 1 FROM ... v WHERE v.id = {row}.version_id AND ...)", closed=True)

The triggers stand on the model and not in a migration, because SQLite drops the triggers of a table that a
later migration rebuilds, and nothing would say so. A changed condition is a changed name, so that the old
trigger goes and the new one comes. A refused statement raises ``IntegrityError``.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.apps import AppConfig, apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

MARK = "_frozen_"


@dataclass(frozen=True)
class Frozen:
    """``when`` is SQL about ``{row}`` and says which rows are frozen; empty means all of them.

    ``closed`` also refuses a new row, and a row changed into one, to which ``when`` applies: for the parts of
    something frozen. Without it a row may become frozen, as a draft does when it is published.
    """

    when: str = ""
    closed: bool = False

    def events(self) -> Iterator[tuple[str, str]]:
        """Return each refused event with the condition under which it is refused."""
        condition = self.when or "1 = 1"
        old, new = condition.format(row="OLD"), condition.format(row="NEW")
        yield "UPDATE", f"({old}) OR ({new})" if self.closed else old
        yield "DELETE", old
        if self.closed:
            yield "INSERT", new


@dataclass(frozen=True)
class _Trigger:
    table: str
    event: str
    condition: str

    @property
    def name(self) -> str:
        digest = hashlib.sha256(self.condition.encode()).hexdigest()[:8]
        return f"{self.table}{MARK}{self.event.lower()}_{digest}"

    @property
    def text(self) -> str:
        return f"{self.table}: what is written here is never changed."

    def create(self, vendor: str) -> list[str]:
        return self._create_on_postgresql() if vendor == "postgresql" else self._create_on_sqlite()

    def _create_on_sqlite(self) -> list[str]:
        return [
            f'CREATE TRIGGER "{self.name}" BEFORE {self.event} ON "{self.table}" FOR EACH ROW WHEN {self.condition} '
            f"BEGIN SELECT RAISE(ABORT, '{self.text}'); END"
        ]

    def _create_on_postgresql(self) -> list[str]:
        # The condition stands in a function, because one of a trigger itself may hold no subquery.
        each = "STATEMENT" if self.event == "TRUNCATE" else "ROW"
        return [
            f'CREATE OR REPLACE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
            f"IF {self.condition} THEN RAISE EXCEPTION '{self.text}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN COALESCE(NEW, OLD); END $$",
            f'CREATE TRIGGER "{self.name}" BEFORE {self.event} ON "{self.table}" FOR EACH {each} '
            f'EXECUTE FUNCTION "{self.name}"()',
        ]


def freeze_tables(connection: BaseDatabaseWrapper, chosen: Sequence[type[models.Model]] | None = None) -> None:
    """Put the triggers of ``chosen`` models (default: all) in place, and take away those that no longer hold."""
    wanted = {trigger.name: trigger for trigger in _wanted_triggers(connection, chosen)}
    present = dict(_present_triggers(connection, chosen))
    with connection.cursor() as cursor:
        for name in present.keys() - wanted.keys():
            _drop_trigger(connection, name, present[name])
        for name in sorted(wanted.keys() - present.keys()):
            for statement in wanted[name].create(connection.vendor):
                cursor.execute(statement)


def thaw_tables(connection: BaseDatabaseWrapper) -> None:
    """Take all triggers away: for a data migration that must touch frozen rows, and for emptying a test database.

    ``migrate`` and ``flush`` put them back at their end.
    """
    for name, table in _present_triggers(connection):
        _drop_trigger(connection, name, table)


def thaw_before_migrate(sender: AppConfig, using: str, plan: Sequence[object] = (), **kwargs: object) -> None:
    """Receive Django's ``pre_migrate``: SQLite rebuilds no table that a trigger of another one asks.

    Only where there is something to migrate; ``post_migrate`` puts the triggers back.
    """
    if plan and connections[using].vendor == "sqlite":
        thaw_tables(connections[using])


def freeze_after_migrate(sender: AppConfig, using: str, **kwargs: object) -> None:
    """Receive Django's ``post_migrate``."""
    freeze_tables(connections[using], list(sender.get_models()))


def frozen_models(chosen: Sequence[type[models.Model]] | None = None) -> Iterator[type[models.Model]]:
    for model in apps.get_models() if chosen is None else chosen:
        if isinstance(getattr(model, "frozen", None), Frozen):
            yield model


def _wanted_triggers(
    connection: BaseDatabaseWrapper, chosen: Sequence[type[models.Model]] | None
) -> Iterator[_Trigger]:
    tables = set(connection.introspection.table_names())
    for model in frozen_models(chosen):
        table = model._meta.db_table
        if table not in tables:
            continue
        for event, condition in model.frozen.events():
            yield _Trigger(table, event, condition)
        if connection.vendor == "postgresql":
            yield _Trigger(table, "TRUNCATE", "1 = 1")


def _present_triggers(
    connection: BaseDatabaseWrapper, chosen: Sequence[type[models.Model]] | None = None
) -> list[tuple[str, str]]:
    """Return (name, table) of every trigger of ours."""
    query = {
        "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND pg_table_is_visible(pg_class.oid)",
    }[connection.vendor]
    tables = None if chosen is None else {model._meta.db_table for model in chosen}
    with connection.cursor() as cursor:
        cursor.execute(query)
        rows = cursor.fetchall()
    return [(name, table) for name, table in rows if MARK in name and (tables is None or table in tables)]


def _drop_trigger(connection: BaseDatabaseWrapper, name: str, table: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'DROP TRIGGER "{name}" ON "{table}"')
            cursor.execute(f'DROP FUNCTION "{name}"()')
        else:
            cursor.execute(f'DROP TRIGGER "{name}"')
