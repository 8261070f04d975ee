"""Decorators that make a method of a collection an operation of the API: add, change, or any other verb by POST."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from hiring.core.api.idempotency import claim_key, keep_outcome, read_outcome

if TYPE_CHECKING:
    from hiring.core.api.collection import Collection

Body = type[Serializer] | None
Method = Callable[..., Any]
# Raises ``NotAllowed``; called with the row (adding: without one) and the person, before what was sent is looked at.
Right = Callable[..., None] | None


@dataclass(frozen=True, kw_only=True)
class Operation:
    """What one operation takes and answers; the schema is drawn from it as well."""

    body: Body
    answers: Body = None  # None: the collection's own serializer
    status: int = 200
    member: bool = True  # on one row, or on the collection
    partial: bool = False
    matches: bool = False  # asks for If-Match
    stale: bool = False  # its body names the version that it was made on: may answer 412 without If-Match
    background: bool = False  # may answer 202 with a task
    files: bool = False  # takes multipart/form-data instead of JSON
    may: Right = None


def adds(
    body: type[Serializer], *, may: Right = None, files: bool = False, background: bool = False, stale: bool = False
) -> Callable[[Method], Method]:
    """Make ``create(self, **data)`` the collection's POST: 201 with Location. Return what was made."""
    spec = Operation(body=body, may=may, status=201, member=False, files=files, background=background, stale=stale)
    return lambda function: _operation(function, spec)


def changes(body: type[Serializer], *, may: Right = None) -> Callable[[Method], Method]:
    """Make ``partial_update(self, row, **data)`` the row's PATCH. Only fields that were sent are in ``data``.

    Where the collection names a ``version_field`` the request must carry ``If-Match``.
    """
    spec = Operation(body=body, may=may, partial=True, matches=True)
    return lambda function: _operation(function, spec)


def puts(body: type[Serializer], *, answers: type[Serializer], may: Right = None) -> Callable[[Method], Method]:
    """Make ``environment(self, row, **data)`` a part of the row: ``PUT /roles/ID/environment/`` with ``If-Match``.

    GET shows it as it stands. ``answers`` draws the part from the row itself.
    """
    spec = Operation(body=body, answers=answers, may=may, matches=True)

    def decorate(function: Method) -> Method:
        path = function.__name__.replace("_", "-")
        return action(detail=True, methods=["put"], url_path=path)(_operation(function, spec))

    return decorate


def shows(answers: type[Serializer]) -> Callable[[Method], Method]:
    """Make a method the GET of such a part: ``@environment.mapping.get`` above it. Its body is never run."""

    def decorate(function: Method) -> Method:
        @extend_schema(request=None, responses=answers)
        @wraps(function)
        def handle(self: "Collection", request: Request, *args: Any, **kwargs: Any) -> Response:
            return self.show_part(answers)

        return handle

    return decorate


def verb(
    body: Body = None,
    *,
    may: Right = None,
    answers: Body = None,
    status: int = 200,
    member: bool = True,
    matches: bool = False,
    stale: bool = False,
    background: bool = False,
    files: bool = False,
) -> Callable[[Method], Method]:
    """Make ``close(self, row, **data)`` answer ``POST /roles/ID/close/``.

    Return the row that the answer shows (None: the row itself), or a ``Task`` for 202. ``answers`` is the serializer
    of that row where it is of another kind than the collection.
    """
    spec = Operation(
        body=body,
        may=may,
        answers=answers,
        status=status,
        member=member,
        matches=matches,
        stale=stale,
        background=background,
        files=files,
    )

    def decorate(function: Method) -> Method:
        path = function.__name__.replace("_", "-")
        return action(detail=member, methods=["post"], url_path=path)(_operation(function, spec))

    return decorate


def _operation(function: Method, spec: Operation) -> Method:
    @wraps(function)
    def handle(self: "Collection", request: Request, *args: Any, **kwargs: Any) -> Response:
        request.data  # noqa: B018  # read it now: a slow sender must not hold the write lock
        with transaction.atomic():
            row = claim_key(request)
            outcome = read_outcome(row) if row else None
            if outcome is None:
                outcome = self.carry_out(function, spec)
                if row:
                    keep_outcome(row, outcome)
        return self.answer(outcome, spec)

    handle.operation = spec
    return handle
