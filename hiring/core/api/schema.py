"""The OpenAPI description: what each operation takes, and every status that it can answer."""

from functools import cache
from http import HTTPStatus
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from rest_framework.permissions import SAFE_METHODS

from hiring.core.api.problems import CONTENT_TYPE
from hiring.core.api.verbs import Operation

PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem details.",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "The problem's name, for programs."},
        "detail": {"type": "string", "description": "What is wrong, for people."},
        "errors": {
            "type": "object",
            "description": "Texts for each field that cannot be taken.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "yours": {"type": "object", "additionalProperties": True, "description": "What you sent (412)."},
        "theirs": {"type": "object", "additionalProperties": True, "description": "What stands now (412)."},
    },
}
TASK_ACCEPTED = {
    "description": "Taken on; the task at `Location` tells how far it is.",
    "headers": {"Location": {"required": True, "schema": {"type": "string", "format": "uri-reference"}}},
    "content": {
        "application/json": {
            "schema": {"type": "object", "required": ["task"], "properties": {"task": {"type": "string"}}}
        }
    },
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag of what you read. Without it 428, with an old one 412 and both texts.",
    "schema": {"type": "string"},
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key with the same request happens once and gets the same answer, for a day.",
    "schema": {"type": "string", "pattern": r"^[\x21-\x7e]{1,120}$", "minLength": 1, "maxLength": 120},
}


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = "hiring.core.accounts.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A token from your account settings."}


class ProblemSchema(AutoSchema):
    """Adds to each operation the headers it honours and the problems it can answer."""

    @property
    def spec(self) -> Operation | None:
        return getattr(getattr(self.view, self.view.action or "", None), "operation", None)

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        if self.method == "POST" and self.spec is not None:
            operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
        if self._asks_for_match():
            operation.setdefault("parameters", []).append(IF_MATCH)
        operation["responses"].update({str(status): self._problem(status) for status in self._refusals()})
        return operation

    def get_summary(self) -> str:
        """Say in a line what the operation does: the first line of its method's docstring."""
        usual = {
            "list": "List them, in pages.",
            "retrieve": "Show one.",
            "create": "Add one.",
            "partial_update": "Change one.",
        }
        written = getattr(self.view, self.view.action).__doc__ if self._is_own_action() else None
        return (written or usual.get(self.view.action) or self.view.action).strip().split("\n", 1)[0]

    def _is_own_action(self) -> bool:
        return self.view.action not in ("list", "retrieve")

    def get_operation_id(self) -> str:
        """Name an operation after its collection and what it does: ``roles_close``."""
        return f"{self._tokenize_path()[0]}_{self.view.action}".replace("-", "_")

    def get_tags(self) -> list[str]:
        return self._tokenize_path()[:1]

    def get_request_serializer(self) -> Any:
        if self.spec is not None:
            return self.spec.body
        return super().get_request_serializer()

    def get_response_serializers(self) -> Any:
        spec = self.spec
        if spec is None:
            return super().get_response_serializers()
        shown = spec.answers or self.view.get_serializer_class()
        return {spec.status: shown, 204: None}

    def get_override_parameters(self) -> list[Any]:
        filters = getattr(self.view, "filters", None)
        return [filters] if filters is not None and self.view.action == "list" else []

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        responses = super()._get_response_bodies(direction)
        if self.spec is not None:
            responses["204"] = {"description": "Done, and the row is no longer yours to see."}
            if self.spec.background:
                responses["202"] = TASK_ACCEPTED
        if getattr(self.view, "version_field", None):
            etag = {"description": "The row's version, for If-Match.", "schema": {"type": "string"}}
            for status in {"200", "201"} & set(responses) if self.view.action != "list" else ():
                responses[status].setdefault("headers", {})["ETag"] = etag
        return responses

    def _asks_for_match(self) -> bool:
        return bool(self.spec and self.spec.matches and getattr(self.view, "version_field", None))

    def _refusals(self) -> list[int]:
        statuses = [401, 403, 406]
        if "{" in self.path:
            statuses.append(404)
        if self._is_list_view() or self.method not in SAFE_METHODS:
            statuses.append(400)
        if self.method not in SAFE_METHODS:
            statuses += [409, 413, 415]
        if self.method == "POST":
            statuses.append(422)
        if self._asks_for_match():
            statuses += [412, 428]
        elif self.spec is not None and self.spec.stale:
            statuses.append(412)
        if self.view.get_throttles():
            statuses.append(429)
        return sorted(statuses)

    def _problem(self, status: int) -> dict[str, Any]:
        component = ResolvedComponent(name="Problem", type=ResolvedComponent.SCHEMA, schema=PROBLEM, object="Problem")
        self.registry.register_on_missing(component)
        return {
            "description": HTTPStatus(status).phrase,
            "content": {CONTENT_TYPE: {"schema": component.ref}},
        }


@cache
def read_schema() -> dict[str, Any]:
    """Return the whole description. It is the same for everybody and as long as the process lives."""
    return SchemaGenerator().get_schema(request=None, public=True)
