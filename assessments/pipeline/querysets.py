"""Counting in the database without counting to the end."""

from django.db.models import IntegerField, QuerySet, Subquery

MOST = 1000  # a count stops here: the page says 999+


class CappedCount(Subquery):
    """Count the rows of a correlated query, at most ``MOST`` of them."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, queryset: QuerySet, **extra: object) -> None:
        super().__init__(queryset.order_by().values("pk")[:MOST], **extra)


def say_count(count: int) -> str:
    """Return a capped count as text."""
    return f"{MOST - 1}+" if count >= MOST else str(count)
