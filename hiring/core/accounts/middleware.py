"""Pages are their reader's: shown in their zone, kept by no cache, and asked for by sign-in in the right way."""

import zoneinfo
from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks for sign-in before every page that does not say otherwise.

    A request for a part of a page (``HX-Request``, sent by HTMX and by our own scripts) gets 401 instead of a
    redirect: the sign-in page inside a page would be a riddle, and a script would take it for an answer.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponse]) -> HttpResponse:
        if request.headers.get("HX-Request") == "true":
            response = HttpResponse(status=401, headers={"HX-Trigger": "signin-needed"})
        else:
            response = super().handle_no_permission(request, view_func)
        patch_vary_headers(response, ["HX-Request", "Cookie"])
        return response


class ReaderMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A static file or a health check must not load the session for the sake of a clock.
        if request.user.is_authenticated and request.user.time_zone != timezone.get_current_timezone_name():
            try:
                timezone.activate(zoneinfo.ZoneInfo(request.user.time_zone))
            except (zoneinfo.ZoneInfoNotFoundError, ValueError):
                timezone.deactivate()
        response = self.get_response(request)
        timezone.deactivate()
        # What a person saw here stays on no disk: not after signing out, not on a shared machine.
        if request.user.is_authenticated and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store"
        return response
