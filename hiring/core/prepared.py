"""Queries whose text never changes: written once a process, planned once a connection.

Django writes the SQL of a queryset anew for every request, and PostgreSQL plans it anew. Where six tables are joined
for five short rows, that is nearly all that the query costs. A ``Prepared`` query is an ordinary queryset of plain
values with ``Given`` in place of what changes, for the few that stand on pages which everybody opens all day::

    NEWEST = Prepared(lambda: Role.objects.filter(team=Given("team", BigIntegerField())).values_list("title")[:5])
    rows = NEWEST.ask(team=team.pk)

Its rows are those of the queryset. Nothing of them is kept: what is kept is the text.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import BigIntegerField, Expression, Field, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    from hiring.core.accounts.models import User

MOMENT = re.compile(r"\d{4}-\d\d-\d\d")


class Given(Expression):
    """A value that a prepared query is asked with, by name."""

    def __init__(self, name: str, output_field: Field) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list["Given"]]:
        return "%s", [self]

    def adapt(self, value: Any) -> object:
        return self.output_field.get_db_prep_value(value, connection)


class GivenMany(Given):
    """Any number of whole numbers, for ``field__in``."""

    def __init__(self, name: str) -> None:
        super().__init__(name, BigIntegerField())

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Given]]:
        return "(SELECT unnest(%s::bigint[]))", [self]

    def as_sqlite(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Given]]:
        return "(SELECT value FROM json_each(%s))", [self]

    def adapt(self, value: Any) -> object:
        return list(value) if connection.vendor == "postgresql" else json.dumps(list(value))


@dataclass(frozen=True, slots=True)
class GivenReader:
    """A reader for ``visible_to``: the rights on the account stand in the text, and the id is given as ``reader``."""

    is_auditor: bool
    is_recruiter: bool
    is_administrator: bool
    pk: Given = field(default=Given("reader", BigIntegerField()), compare=False)

    is_authenticated: ClassVar[bool] = True

    @classmethod
    def like(cls, user: "User") -> "GivenReader":
        return cls(user.is_auditor, user.is_recruiter, user.is_administrator)


class Prepared:
    """A queryset of ``values_list`` that is asked again and again with other values.

    What depends on the time has to be given: a moment in the text would stand still. So nothing goes into one that
    reads the clock itself; ``visible_to`` takes a ``GivenReader`` and the moment.
    """

    def __init__(self, make: Callable[[], QuerySet], *, ahead: bool = False) -> None:
        """``ahead``: PostgreSQL plans it once, for values that it does not know, and not for those it is asked with.

        Left to itself it weighs what both plans would read, and not that planning many tables takes milliseconds.
        For queries that are found by an index whatever is asked, and that were measured both ways.
        """
        self.make = make
        self.mode = "force_generic_plan" if ahead else "auto"

    def ask(self, **given: object) -> list[tuple]:
        """Return the rows, for one value a name."""
        compiler, text, parameters = self._written
        values = [_value(parameter, given) for parameter in parameters]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                _execute_prepared(cursor, text, parameters, values, self.mode)
            else:
                cursor.execute(text, values)
            rows = cursor.fetchall()
        return list(map(tuple, compiler.apply_converters(rows, self._converters))) if self._converters else rows

    @cached_property
    def _converters(self) -> dict[int, tuple[list[Callable], Expression]]:
        compiler, *_ = self._written
        return compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])

    @cached_property
    def _written(self) -> tuple[SQLCompiler, str, Sequence[object]]:
        compiler = self.make().query.get_compiler(connection=connection)
        text, parameters = compiler.as_sql()
        if moments := [value for value in parameters if MOMENT.match(str(value)) and not isinstance(value, Given)]:
            raise TypeError(f"a prepared query would keep the moment {moments[0]}; it has to be given")
        return compiler, text, parameters


class PreparedModels(Prepared):
    """The same for a queryset of models: with what it selects along and its annotations, without what it prefetches."""

    def ask(self, **given: object) -> list[Any]:
        """Return one object a row."""
        return [self._make(row) for row in super().ask(**given)]

    def _make(self, row: tuple) -> Any:
        names, columns, related, annotations = self._parts
        thing = self._model.from_db(connection.alias, names, row[columns])
        for populator in related:
            populator.populate(row, thing)
        for name, column in annotations:
            setattr(thing, name, row[column])
        return thing

    @property
    def _model(self) -> type[Model]:
        return self._written[0].klass_info["model"]

    @cached_property
    def _parts(self) -> tuple[list[str], slice, list[Any], list[tuple[str, int]]]:
        """Return where in a row what stands: the model's own columns by name, those of others, annotations."""
        compiler, *_ = self._written
        own = compiler.klass_info["select_fields"]
        columns = slice(own[0], own[-1] + 1)
        names = [column.target.attname for column, *_ in compiler.select[columns]]
        related = get_related_populators(compiler.klass_info, compiler.select, connection.alias)
        return names, columns, related, list(compiler.annotation_col_map.items())


def _value(parameter: object, given: dict[str, object]) -> object:
    if not isinstance(parameter, Given):
        return parameter
    return parameter.adapt(given[parameter.name])


# What each connection has prepared, by the text: a new connection begins with nothing.
_names: WeakKeyDictionary[Any, dict[str, str]] = WeakKeyDictionary()


def _execute_prepared(
    cursor: CursorWrapper, text: str, parameters: Sequence[object], values: Sequence[object], mode: str
) -> None:
    """Execute the plan of this connection; what is not given stands in its text, so that partial indexes are found."""
    names = _names.setdefault(connection.connection, {})
    if text not in names:
        names[text] = _prepare(cursor.cursor, text, parameters)
    asked = [value for parameter, value in zip(parameters, values, strict=True) if isinstance(parameter, Given)]
    marks = f"({', '.join(['%s'] * len(asked))})" if asked else ""
    # one way there and back; no other statement is planned ahead, so that the mode is nobody else's matter
    cursor.execute(f"SET plan_cache_mode = {mode}; EXECUTE {names[text]}{marks}", asked)


def _prepare(cursor: Any, text: str, parameters: Sequence[object]) -> str:
    from psycopg2.extensions import AsIs  # noqa: PLC0415  an embedded installation has no PostgreSQL

    name = f"plumbline_{sha256(text.encode()).hexdigest()[:16]}"
    numbers = iter(range(1, len(parameters) + 1))
    inlined = [AsIs(f"${next(numbers)}") if isinstance(parameter, Given) else parameter for parameter in parameters]
    cursor.execute(f"PREPARE {name} AS {cursor.mogrify(text, inlined).decode()}")
    return name
