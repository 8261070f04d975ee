"""The whole API against its own description: no crash, no undocumented status, no answer of another shape.

Half of the ids that are sent are those of rows that the caller sees, for a random id only ever finds a 404.
"""

import random
import re
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import ResolverMatch, resolve
from rest_framework.relations import ManyRelatedField
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from hiring.core.api.collection import ListCollection
from hiring.core.api.fields import Reference
from hiring.core.models import User
from hiring.wsgi import application
from tests.factories.installation import furnish
from tests.factories.tokens import make_token

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
EXAMPLES = 6  # beside the cases of each parameter and status, which come first
ROWS = 20

schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)


@pytest.fixture(autouse=True)
def _kept_connection() -> Iterator[None]:
    """The test's transaction lies on the connection that a served request would close."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def caller(db: None) -> User:
    """Somebody with every right in an installation with a row of every kind."""
    return furnish()


@schema.parametrize()
@hypothesis.settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(hypothesis.HealthCheck),
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)
def test_every_operation_keeps_its_word(case: Case, caller: User) -> None:
    _token, secret = make_token(caller)
    dice = random.Random(repr(case))
    headers = {"Authorization": f"Bearer {secret}"}
    _use_real_rows(case, caller, dice)
    case.call_and_validate(headers=headers, checks=CHECKS)


def _use_real_rows(case: Case, caller: User, dice: random.Random) -> None:
    view = _view_of(case, caller)
    if case.path_parameters and dice.random() < 0.8:
        row = _pick(view.get_queryset(), dice)
        if row is not None:
            case.path_parameters["id"] = row.public_id
            version = getattr(view, "version_field", None)
            if version and case.headers and "If-Match" in case.headers and dice.random() < 0.7:
                case.headers["If-Match"] = f'"{getattr(row, version)}"'
    operation = getattr(getattr(view, view.action), "operation", None)
    if operation is not None and operation.body is not None and isinstance(case.body, dict):
        body = operation.body(context={"request": view.request, "view": view})
        for name, queryset in _references(body):
            if name in case.body and dice.random() < 0.7 and (row := _pick(queryset, dice)):
                case.body[name] = [row.public_id] if isinstance(case.body[name], list) else row.public_id


def _resolve(path: str) -> ResolverMatch:
    return resolve(re.sub(r"{\w+}", "1", path.replace("{id}", "A" * 22)))


def _view_of(case: Case, caller: User) -> ListCollection:
    match = _resolve(case.path)
    view = match.func.cls(**match.func.initkwargs)
    view.request = type("Request", (), {"user": caller, "method": case.operation.method})()
    view.kwargs, view.action_map = match.kwargs, match.func.actions
    view.action = match.func.actions[case.operation.method.lower()]
    return view


def _references(body: Any) -> Iterator[tuple[str, Any]]:
    for name, field in body.fields.items():
        reference = field.child_relation if isinstance(field, ManyRelatedField) else field
        if isinstance(reference, Reference):
            yield name, reference.get_queryset()


def _pick(queryset: Any, dice: random.Random) -> Any:
    rows = list(queryset[:ROWS])
    return dice.choice(rows) if rows else None


def _collections() -> list[type[ListCollection]]:
    views = [_resolve(path).func.cls for path in schema]
    return sorted({view for view in views if issubclass(view, ListCollection)}, key=lambda view: view.__name__)


@pytest.mark.parametrize("collection", _collections(), ids=lambda view: view.__name__)
def test_the_installation_has_a_row_of_every_kind(collection: type[ListCollection], caller: User) -> None:
    """A collection that joins brings its rows into ``tests.factories.installation``."""
    assert collection.queryset.all().visible_to(caller).exists()
