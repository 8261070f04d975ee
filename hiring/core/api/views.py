"""The description of the API, a page that reads well, and the answer for unknown addresses."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from hiring.core.api.docs import read_docs
from hiring.core.api.problems import problem_response
from hiring.core.api.schema import read_schema


@login_not_required
@require_safe
def show_schema(request: HttpRequest) -> HttpResponse:
    return JsonResponse(read_schema())


@login_not_required
@require_safe
def show_docs(request: HttpRequest) -> HttpResponse:
    return render(request, "core/api/docs.html", {"docs": read_docs()})


@login_not_required
@csrf_exempt
def show_unknown(request: HttpRequest, path: str) -> HttpResponse:
    text = _("There is nothing at this address. Addresses of the API end with a slash.")
    return problem_response(404, "not-found", text)
