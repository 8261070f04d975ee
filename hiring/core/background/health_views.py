"""Health, for whoever watches the installation."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hiring.core.background.health import OK, check_parts


@require_safe
@login_not_required
@never_cache
def show_alive(request: HttpRequest) -> HttpResponse:
    """Answer while this process does: nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@login_not_required
@never_cache
def show_ready(request: HttpRequest) -> JsonResponse:
    parts = check_parts()
    return JsonResponse(parts, status=200 if set(parts.values()) == {OK} else 503)
