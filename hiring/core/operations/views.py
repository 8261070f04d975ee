"""The status page for administrators, and the figures for Prometheus."""

import hmac

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from hiring.core.operations.gathering import Collector, list_faults, read_all_vitals
from hiring.core.permissions import require_administrator


@require_safe
@never_cache
def show_status(request: HttpRequest) -> HttpResponse:
    require_administrator(request.user)
    parts = read_all_vitals()
    return render(request, "core/operations/status.html", {"parts": parts, "faults": list_faults(parts)})


@require_safe
@login_not_required
@never_cache
def show_metrics(request: HttpRequest) -> HttpResponse:
    """Answer who brings the token; where none is set, nothing stands here."""
    if not settings.METRICS_TOKEN:
        raise Http404
    scheme, _blank, offered = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(offered.encode(), settings.METRICS_TOKEN.encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    registry = CollectorRegistry()
    registry.register(Collector())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)
