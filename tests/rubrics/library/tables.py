"""Everything that stands in the database, to see that nothing changed."""

from typing import Any

from django.apps import apps


def snapshot() -> dict[str, list[dict[str, Any]]]:
    """{table: its rows in order} of every model."""
    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
    }


def differing(before: dict[str, list[dict[str, Any]]]) -> set[str]:
    """The tables that are not as they were."""
    now = snapshot()
    return {table for table, rows in now.items() if before[table] != rows}
