"""Pages that only read: the list of applications, the search, one application."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from assessments.pipeline.dossier import dossier, with_seal
from assessments.pipeline.lists import ORDERS, STATES, Wanted, list_applications, search_applications
from candidates.applications.models import Application
from hiring.roles.models import Role

LONGEST_SEARCH = 100
MOST_ROLES = 200


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    wanted = _read_wanted(request)
    context = {
        "wanted": wanted,
        "page_of": list_applications(wanted, reader=request.user),
        "role_options": _role_options(request, wanted.role),
    }
    template = "assessments/pipeline/list.html"
    if request.htmx:
        return render(request, f"{template}#{'rows' if wanted.after else 'list'}", context)
    return render(request, template, context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find candidates by the beginnings of the words of their name, and roles by title."""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    after = request.GET.get("after", "")[:22]
    context = {"text": text, "page_of": search_applications(text, reader=request.user, after=after)}
    if request.htmx and after:
        return render(request, "assessments/pipeline/search.html#rows", context)
    roles = Role.objects.visible_to(request.user).select_related("team")
    context["roles"] = roles.filter(title__icontains=text).order_by("-id")[:10] if len(text) > 1 else []
    return render(request, "assessments/pipeline/search.html", context)


@require_safe
def show_application(request: HttpRequest, pid: str) -> HttpResponse:
    seen = Application.objects.visible_to(request.user).select_related(
        "candidate", "stage", "role__team", "role__seniority"
    )
    application = get_object_or_404(with_seal(seen, request.user), public_id=pid)
    context = {"application": application, "dossier": dossier(application, reader=request.user)}
    return render(request, "assessments/pipeline/application.html", context)


def _read_wanted(request: HttpRequest) -> Wanted:
    state, order = request.GET.get("state", "open"), request.GET.get("order", "newest")
    return Wanted(
        state=state if state in STATES or state == "all" else "open",
        role=request.GET.get("role", "")[:22],
        order=order if order in ORDERS else "newest",
        after=request.GET.get("after", "")[:22],
    )


def _role_options(request: HttpRequest, chosen: str) -> SafeString:
    """Return the options of the role filter; two hundred of them are too many for a template's loop."""
    roles = Role.objects.visible_to(request.user).exclude(state="draft").order_by("title")
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (public_id, SafeString(" selected") if public_id == chosen else "", title)
            for public_id, title in roles.values_list("public_id", "title")[:MOST_ROLES]
        ),
    )
