"""What is published never changes: held by the database itself, against every path that is not a verb.

A version is filled while it is a draft; with ``published_at`` it freezes, and with it its criteria and the notes of its
weight changes. A migration runs ``CREATE[vendor]`` (and ``DROP[vendor]`` to go back), one statement after the other.
"""

VERSION = "rubrics_rubricversion"
PARTS = ("rubrics_rubriccriterion", "rubrics_weightchange")
MESSAGE = "A published rubric version never changes."

_IS_PUBLISHED = f"(SELECT published_at FROM {VERSION} WHERE id = %s.version_id) IS NOT NULL"  # noqa: S608
_ROWS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}


def _sqlite_trigger(table: str, event: str, condition: str) -> str:
    return (
        f"CREATE TRIGGER {table}_frozen_{event} BEFORE {event.upper()} ON {table} FOR EACH ROW WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def _sqlite() -> list[str]:
    own = [_sqlite_trigger(VERSION, event, "OLD.published_at IS NOT NULL") for event in ("update", "delete")]
    parts = [
        _sqlite_trigger(table, event, " OR ".join(_IS_PUBLISHED % row for row in rows))
        for table in PARTS
        for event, rows in _ROWS.items()
    ]
    return own + parts


def _postgresql() -> list[str]:
    refuse = (
        "CREATE FUNCTION rubrics_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    # A condition of a trigger holds no subquery on PostgreSQL, so that the parts ask inside their function.
    ask = (
        "CREATE FUNCTION rubrics_refuse_part() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP <> 'INSERT' AND {_IS_PUBLISHED % 'OLD'} OR TG_OP <> 'DELETE' AND {_IS_PUBLISHED % 'NEW'} THEN "
        f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    own = (
        f"CREATE TRIGGER {VERSION}_frozen BEFORE UPDATE OR DELETE ON {VERSION} FOR EACH ROW "
        "WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION rubrics_refuse()"
    )
    parts = [
        f"CREATE TRIGGER {table}_frozen BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW "
        "EXECUTE FUNCTION rubrics_refuse_part()"
        for table in PARTS
    ]
    return [refuse, ask, own, *parts]


CREATE = {"sqlite": _sqlite(), "postgresql": _postgresql()}
DROP = {
    "sqlite": [f"DROP TRIGGER {VERSION}_frozen_{event}" for event in ("update", "delete")]
    + [f"DROP TRIGGER {table}_frozen_{event}" for table in PARTS for event in _ROWS],
    "postgresql": [f"DROP TRIGGER {table}_frozen ON {table}" for table in (VERSION, *PARTS)]
    + ["DROP FUNCTION rubrics_refuse()", "DROP FUNCTION rubrics_refuse_part()"],
}
