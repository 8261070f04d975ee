"""The base of every collection: rows that the reader sees, in pages, each under its public id."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework import parsers, serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from hiring.core.api.idempotency import Outcome
from hiring.core.api.paging import KeysetPagination
from hiring.core.api.parsers import BoundedJSONParser
from hiring.core.api.problems import MatchMissing
from hiring.core.api.verbs import Method, Operation
from hiring.core.background.models import Task
from hiring.core.errors import Stale


class ListCollection(viewsets.GenericViewSet):
    """Rows in pages. ``queryset`` is narrowed by ``visible_to``; it declares joins, never who sees what."""

    http_method_names = ("get", "head", "post", "put", "patch", "delete")
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_converter = "pid"
    pagination_class = KeysetPagination

    orderings: ClassVar[tuple[str, ...]] = ()  # own columns, never null, each indexed with the id
    ordering = "-id"
    filters: type[serializers.Serializer] | None = None  # of the query string; its values go to ``narrow``

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().visible_to(self.request.user)

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        """Return the rows that the query string asks for; ``wanted`` holds what was sent of ``filters``."""
        return queryset

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        queryset = self.get_queryset()
        if self.filters is not None:
            # A plain dict: in a query string an absent yes-or-no is absent, not "no" as in a form.
            wanted = self.filters(data=request.query_params.dict(), context=self.get_serializer_context())
            wanted.is_valid(raise_exception=True)
            queryset = self.narrow(queryset, **wanted.validated_data)
        rows = self.paginate_queryset(queryset)
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    def get_parsers(self) -> Sequence[parsers.BaseParser]:
        spec = getattr(self._handler(), "operation", None)
        return [parsers.MultiPartParser() if spec is not None and spec.files else BoundedJSONParser()]

    def _handler(self) -> Method | None:
        name = getattr(self, "action", None)
        if name is None and self.request is not None:
            name = self.action_map.get(self.request.method.lower())
        return getattr(self, name or "", None)


class Collection(ListCollection):
    """A list, its members, and what the methods decorated with ``adds``, ``changes`` and ``verb`` do."""

    version_field: str | None = None  # counts the row's changes: gives the ETag, and ``changes`` asks for If-Match

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self._show(self.get_object(), None, 200)

    def carry_out(self, function: Method, spec: Operation) -> Outcome:
        """Run one operation inside the caller's transaction and say where its answer leads."""
        if spec.may is not None and not spec.member:
            spec.may(self.request.user)
        subject = self._read_subject(spec) if spec.member else None
        data = self._read_body(spec)
        result = function(self, subject, **data) if spec.member else function(self, **data)
        if isinstance(result, Task):
            return Outcome(202, result.public_id, is_task=True)
        return Outcome(spec.status, (subject if result is None else result).public_id)

    def answer(self, outcome: Outcome, spec: Operation) -> Response:
        """Draw the answer as its reader may see it now; 204 when the operation took the row out of their sight."""
        if outcome.is_task:
            location = reverse("api:task-detail", kwargs={"id": outcome.object_id})
            return Response({"task": outcome.object_id}, status=202, headers={"Location": location})
        shown = self._readable(spec).filter(public_id=outcome.object_id).first()
        if shown is None:
            return Response(status=204)
        return self._show(shown, spec.answers, outcome.status)

    def _readable(self, spec: Operation) -> QuerySet:
        model = spec.answers.Meta.model if spec.answers is not None else None
        if model is None or model is self.queryset.model:
            return self.get_queryset()
        return model.objects.visible_to(self.request.user)

    def _read_subject(self, spec: Operation) -> Model:
        if not (spec.matches and self.version_field):
            return self._get_allowed(spec)
        condition = self.request.headers.get("If-Match")
        # Locked by itself and first, for the list's joins may not be lockable; whoever changes it next waits here.
        rows = self.queryset.model._base_manager.select_for_update()
        rows.filter(public_id=self.kwargs["id"]).values_list("pk").first()
        subject = self._get_allowed(spec)
        if condition is None:
            raise MatchMissing
        if condition.strip() != "*" and self._etag(subject) not in parse_etags(condition):
            draw = self._part(spec) or self.get_serializer_class()
            theirs = draw(subject, context=self.get_serializer_context()).data
            raise Stale(_("It was changed in between. Both versions are given here; send yours again."), theirs=theirs)
        return subject

    def _part(self, spec: Operation) -> type[serializers.Serializer] | None:
        """The serializer of a part of the row, where the operation is about one."""
        part = spec.answers
        return part if part is not None and part.Meta.model is self.queryset.model else None

    def show_part(self, part: type[serializers.Serializer]) -> Response:
        """Answer GET of a part of a row; the ETag is the row's."""
        return self._show(self.get_object(), part, 200)

    def _get_allowed(self, spec: Operation) -> Model:
        subject = self.get_object()
        if spec.may is not None:
            spec.may(subject, self.request.user)
        return subject

    def _read_body(self, spec: Operation) -> dict[str, Any]:
        if spec.body is None:
            return {}
        context = self.get_serializer_context()
        body = spec.body(data=self.request.data, partial=spec.partial, context=context)
        body.is_valid(raise_exception=True)
        return dict(body.validated_data)

    def _show(self, row: Model, serializer: type[serializers.Serializer] | None, status: int) -> Response:
        own = isinstance(row, self.queryset.model)
        draw = serializer or self.get_serializer_class()
        response = Response(draw(row, context=self.get_serializer_context()).data, status=status)
        if own and self.version_field:
            response.headers["ETag"] = self._etag(row)
        if own and status == 201:
            response.headers["Location"] = reverse(f"api:{self.basename}-detail", kwargs={"id": row.public_id})
        return response

    def _etag(self, row: Model) -> str:
        return f'"{getattr(row, self.version_field)}"'
