"""Outermost of all: gives a request its id, measures it, writes its line."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hiring.core.monitoring.context import HEADER, choose_request_id, log_context
from hiring.core.monitoring.counts import count_request
from hiring.core.monitoring.probes import PROBES

logger = logging.getLogger(__name__)


class MonitoringMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.counts_requests = bool(settings.METRICS_TOKEN)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = choose_request_id(request.headers.get(HEADER, ""))
        with log_context(request_id=request_id):
            started = time.perf_counter()
            response = self.get_response(request)
            self._note(request, response, time.perf_counter() - started)
        response.headers[HEADER] = request_id
        return response

    def _note(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        match = request.resolver_match
        if match is None and request.path.startswith(settings.STATIC_URL):
            return
        view, method = (match.view_name if match else "") or "", request.method or ""
        if self.counts_requests:
            count_request(view, method, response.status_code, seconds)
        if request.path in PROBES:
            return
        # The pattern and not the path: an address may hold a secret or a word that was searched for.
        facts = {"method": method, "route": match.route if match else "", "status": response.status_code}
        logger.info("Answered a request.", extra={"facts": {**facts, "seconds": round(seconds, 4)}})
