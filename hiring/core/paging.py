"""Pages of a list: 50 rows and where the next ones start, found by the order's own index, without a count.

The address names the last row shown by its public id; its place in the order is read from the row, for a name does
not belong into an address.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

PAGE_SIZE = 50


@dataclass(frozen=True)
class Rows:
    """One page. ``after`` is the public id that leads to the next one, or empty."""

    rows: Sequence[Any]
    after: str = ""


def take_page(queryset: QuerySet, *, order: str, after: str = "", size: int = PAGE_SIZE) -> Rows:
    """Return the rows that follow ``after`` in ``order`` (an own column, a leading minus for descending).

    An ``after`` that leads nowhere, because its row is gone or was never visible, starts again at the first page.
    """
    field, side = order.removeprefix("-"), "lt" if order.startswith("-") else "gt"
    tie = "-id" if side == "lt" else "id"
    place = queryset.filter(public_id=after).values_list(field, "id").first() if after and "\0" not in after else None
    if place is not None:
        value, number = place
        further = Q(**{f"{field}__{side}": value}) | Q(**{f"id__{side}": number})
        queryset = queryset.filter(Q(**{f"{field}__{side}e": value}) & further)
    rows = list(queryset.order_by(order, tie)[: size + 1])
    return Rows(rows[:size], rows[size - 1].public_id if len(rows) > size else "")
