"""Errors as RFC 9457 problem details: one shape for every refusal, from a wrong field to an unknown address.

``type`` leads to the problem's entry on the documentation page, ``code`` is its name for programs, ``errors`` names
each field with its texts.
"""

from collections.abc import Iterator, Mapping
from http import HTTPStatus

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as ModelError
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response

from hiring.core.errors import DomainError, Invalid, Stale

CONTENT_TYPE = "application/problem+json"
DOCS = "/api/v1/docs/"
WHOLE = "non_field_errors"


class TooLarge(exceptions.APIException):
    status_code = 413
    default_code = "too-large"
    default_detail = "The request is larger than this address takes."


class MatchMissing(exceptions.APIException):
    status_code = 428
    default_code = "match-missing"
    default_detail = "Send If-Match with the ETag of what you read, so that nobody's change is overwritten unseen."


class KeyReused(exceptions.APIException):
    status_code = 422
    default_code = "key-reused"
    default_detail = "This Idempotency-Key was sent before with another request. Use a new key for a new request."


def describe(status: int, code: str, detail: str, **more: object) -> dict[str, object]:
    """Return the members of one problem."""
    return {
        "type": f"{DOCS}#{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": str(detail),
        **more,
    }


def problem_response(status: int, code: str, detail: str, **more: object) -> JsonResponse:
    """Answer outside of a REST view: middleware and unknown addresses."""
    return JsonResponse(describe(status, code, detail, **more), status=status, content_type=CONTENT_TYPE)


def exception_handler(error: Exception, context: Mapping[str, object]) -> Response | None:
    """Return the problem for ``error``; anything that is nobody's fault but ours goes on to be a 500."""
    problem = _from_domain(error) or _from_framework(error)
    if problem is None:
        return None
    if isinstance(error, Stale):
        yours = context["request"].data
        problem["yours"] = yours if isinstance(yours, Mapping) else {}
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return Response(problem, status=problem["status"], headers=headers, content_type=CONTENT_TYPE)


def _from_domain(error: Exception) -> dict[str, object] | None:
    match error:
        case Invalid():
            return describe(error.status, error.code, error.text, errors=error.errors)
        case Stale():
            return describe(error.status, error.code, error.text, theirs=dict(error.theirs))
        case DomainError():
            return describe(error.status, error.code, error.text)
        case ModelError():
            return _invalid(error.message_dict if hasattr(error, "error_dict") else {WHOLE: error.messages})
    return None


def _from_framework(error: Exception) -> dict[str, object] | None:
    match error:
        case exceptions.ValidationError():
            return _invalid(dict(_flatten(error.detail)))
        case Http404() | exceptions.NotFound():
            return describe(404, "not-found", _("There is nothing here that you can see."))
        case PermissionDenied():
            return describe(403, "not-allowed", _("You may not do this."))
        case RequestDataTooBig():
            return describe(413, TooLarge.default_code, TooLarge.default_detail)
        case exceptions.APIException():
            codes = error.get_codes()
            code = codes if isinstance(codes, str) else error.default_code
            return describe(error.status_code, code.replace("_", "-"), str(error.detail))
    return None


def _invalid(errors: Mapping[str, list[str]]) -> dict[str, object]:
    return describe(400, "invalid", _("Some of what was sent cannot be taken."), errors=errors)


def _flatten(detail: object, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield ``("stages.2.minutes", [texts])`` for nested errors."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _flatten(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(detail, list) and any(isinstance(item, Mapping | list) for item in detail):
        for index, inner in enumerate(detail):
            yield from _flatten(inner, f"{path}.{index}" if path else str(index))
    else:
        yield path or WHOLE, [str(item) for item in (detail if isinstance(detail, list) else [detail])]
