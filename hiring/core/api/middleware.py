"""What goes wrong before or beside a REST view is a problem document as well."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from hiring.core.api.problems import CONTENT_TYPE, problem_response
from hiring.core.monitoring.context import current_request_id

BESIDE_A_VIEW = {
    400: ("bad-request", "The request cannot be read."),
    403: ("not-allowed", "You may not do this."),
    404: ("not-found", "There is nothing here that you can see."),
    405: ("method-not-allowed", "This address does not take this method."),
    413: ("too-large", "The request is larger than this address takes."),
    429: ("throttled", "Too many requests. Wait a minute, then try again."),
    503: ("unavailable", "The database does not answer. Try again in a minute."),
}
FAILED = ("failed", "This failed on our side. It was logged under the id of the request.")
KEPT = ("Allow", "Retry-After")


class ProblemMiddleware:
    """Outermost of all, so that even a wrong host name or a crash under ``/api/`` answers in the one shape."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith("/api/") or response.status_code < 400:
            return response
        if response.headers.get("Content-Type", "").startswith(CONTENT_TYPE):
            return response
        code, detail = BESIDE_A_VIEW.get(response.status_code, FAILED)
        more = {"request_id": current_request_id()} if response.status_code >= 500 else {}
        problem = problem_response(response.status_code, code, detail, **more)
        for name in KEPT:
            if name in response.headers:
                problem.headers[name] = response.headers[name]
        return problem
