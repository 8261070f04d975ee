"""Answers to what goes wrong, as pages in our look. Each names its request, as the log does.

What may come from a broken request or a database that is away is drawn without either; only the refusals of a person
who is known keep the frame with its navigation. Under ``/api/`` the outermost middleware turns all of them into
problem details.
"""

import sys
from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
AWAY = (OperationalError, InterfaceError)
TRY_AGAIN = "30"  # seconds


def answer_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer_bare(413 if isinstance(exception, TOO_LARGE) else 400)


def answer_failure(request: HttpRequest) -> HttpResponse:
    """Answer an error of ours; a database that is away or locked is none, and the caller should come again."""
    if isinstance(sys.exc_info()[1], AWAY):
        response = _answer_bare(503)
        response.headers["Retry-After"] = TRY_AGAIN
        return response
    return _answer_bare(500)


def answer_csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def _answer_bare(status: int) -> HttpResponse:
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


class WrongMethodMiddleware:
    """Gives the page to a 405, for which Django has none. Whoever asked for a part of a page wants no page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = isinstance(response, HttpResponseNotAllowed) and not response.content
        if not is_page or request.method == "HEAD" or request.htmx or request.path.startswith("/api/"):
            return response
        answer = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        answer.headers["Allow"] = response.headers["Allow"]
        return answer
