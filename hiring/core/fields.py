"""Fields that behave the same on both databases."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class BinaryCharField(models.CharField):
    """Text that is ordered and compared by code point on both databases.

    A prefix search is then a range of the index, and its order is the index's own:
    ``word >= 'mar' AND word < 'mas'``.
    """

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, object]:
        parameters = super().db_parameters(connection)
        parameters["collation"] = "C" if connection.vendor == "postgresql" else "BINARY"
        return parameters


def prefix_range(prefix: str) -> tuple[str, str]:
    """Return the half-open range of all texts that start with ``prefix`` (not empty), in code-point order."""
    return prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)
