"""Cursor paging: 50 rows a page, in a declared order with the id as tie-break, at the same cost on every page.

The cursor names the row at the page's edge by its public id, and holds that row's place in the order, so that a
row which moves meanwhile neither hides nor repeats others. A text may be confidential (a name), and an address is
written to logs: of a text the place is read from the row again instead.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError as ModelError
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

PAGE_SIZE = 50


@dataclass(frozen=True)
class Cursor:
    """One edge of a page. ``place`` is the row's value of the order, as text, or None where it is looked up."""

    ordering: str
    row: str
    place: str | None
    backward: bool

    def encode(self) -> str:
        raw = json.dumps([self.ordering, self.row, self.place, int(self.backward)], separators=(",", ":"))
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> "Cursor":
        """Raise ``ValidationError`` for anything that ``encode`` did not make."""
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            ordering, row, place, backward = json.loads(raw)
        except (ValueError, TypeError, RecursionError):
            raise _bad_cursor()
        whole = isinstance(ordering, str) and isinstance(row, str) and "\0" not in row and backward in (0, 1)
        if not whole or not (place is None or isinstance(place, str)):
            raise _bad_cursor()
        return cls(ordering, row, place, bool(backward))


def _bad_cursor() -> ValidationError:
    return ValidationError({"cursor": [_("This cursor does not lead to a page. Start again at the first one.")]})


class KeysetPagination(BasePagination):
    """``?cursor=`` and ``?ordering=``; a view lists the fields it may be ordered by in ``orderings``."""

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: APIView | None = None) -> list[Any]:
        self.url = request.build_absolute_uri()
        self.anchor = view.lookup_field
        self.ordering = self._read_ordering(request, view)
        self.field = queryset.model._meta.get_field(self.ordering.lstrip("-"))
        text = request.query_params.get("cursor")
        cursor = Cursor.decode(text) if text else None
        backward = cursor is not None and cursor.backward
        if cursor is not None:
            queryset = queryset.filter(self._beyond(cursor, view.get_queryset()))
        rows = list(queryset.order_by(*self._order(backward))[: PAGE_SIZE + 1])
        more = len(rows) > PAGE_SIZE
        rows = rows[:PAGE_SIZE]
        if backward:
            rows.reverse()
        self.next = self._edge(rows, last=True) if rows and (more or backward) else None
        self.previous = self._edge(rows, last=False) if rows and (more if backward else cursor is not None) else None
        return rows

    def get_paginated_response(self, data: Sequence[Any]) -> Response:
        return Response({"results": data, "next": self._link(self.next), "previous": self._link(self.previous)})

    def _read_ordering(self, request: Request, view: APIView) -> str:
        ordering = request.query_params.get("ordering")
        if not ordering:
            return view.ordering
        if ordering.removeprefix("-") not in view.orderings:
            allowed = ", ".join(view.orderings) or _("nothing")
            raise ValidationError({"ordering": [_("This can be ordered by: %(fields)s.") % {"fields": allowed}]})
        return ordering

    def _order(self, backward: bool) -> list[str]:
        descending = self.ordering.startswith("-") != backward
        return [f"-{name}" if descending else name for name in dict.fromkeys((self.field.name, "id"))]

    def _beyond(self, cursor: Cursor, visible: QuerySet) -> Q:
        """Return the rows after the cursor's row, in a form that an index answers."""
        if cursor.ordering != self.ordering:
            raise _bad_cursor()
        place, row_id = self._find(cursor, visible)
        side = "lt" if self.ordering.startswith("-") != cursor.backward else "gt"
        name = self.field.name
        if name == "id":
            return Q(**{f"id__{side}": row_id})
        return Q(**{f"{name}__{side}e": place}) & (Q(**{f"{name}__{side}": place}) | Q(**{f"id__{side}": row_id}))

    def _find(self, cursor: Cursor, visible: QuerySet) -> tuple[Any, int]:
        try:
            # Only what this reader sees can be a cursor: another row's place in the order says something about it.
            found = visible.filter(**{self.anchor: cursor.row}).values_list(self.field.name, "id").first()
            place = self.field.to_python(cursor.place) if cursor.place is not None else None
        except (ModelError, ValueError, OverflowError):
            raise _bad_cursor()
        if found is None or (cursor.place is None) != self._is_looked_up():
            raise _bad_cursor()
        return (found[0] if place is None else place), found[1]

    def _is_looked_up(self) -> bool:
        return self.field.name == "id" or isinstance(self.field, models.CharField | models.TextField)

    def _edge(self, rows: Sequence[Any], *, last: bool) -> str:
        row = rows[-1] if last else rows[0]
        place = None if self._is_looked_up() else self.field.value_to_string(row)
        return Cursor(self.ordering, str(getattr(row, self.anchor)), place, backward=not last).encode()

    def _link(self, cursor: str | None) -> str | None:
        return replace_query_param(remove_query_param(self.url, "cursor"), "cursor", cursor) if cursor else None

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {"results": schema, "next": link, "previous": link},
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        cursor = {
            "name": "cursor",
            "in": "query",
            "description": "From `next` or `previous` of another page.",
            "schema": {"type": "string"},
        }
        if not view.orderings:
            return [cursor]
        choices = [sign + name for name in view.orderings for sign in ("", "-")]
        ordering = {
            "name": "ordering",
            "in": "query",
            "description": f"With a leading minus, the other way round. Default: `{view.ordering}`.",
            "schema": {"type": "string", "enum": choices},
        }
        return [cursor, ordering]
