"""The list of applications, and one application."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import replace_url

from assessments.pipeline.dossier import dossier
from assessments.pipeline.lists import ORDERS, STATES, Wanted, list_applications
from assessments.pipeline.words import keep_words, words_of
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.base import as_public_id
from hiring.roles.models import Role

LIST = "assessments/pipeline/list.html"
MOST_ROLES = 200


@require_http_methods(["GET", "HEAD", "POST"])
def show_list(request: HttpRequest) -> HttpResponse:
    """The list, filtered. The filters are posted, since among them may be a name; what is shown has an address."""
    wanted = _read_wanted(request)
    address = f"{request.path}?{wanted.query}"
    if request.method == "POST" and not request.htmx:
        return redirect(address)
    context = {
        "wanted": wanted,
        "page_of": list_applications(wanted, reader=request.user),
        "role_options": _role_options(request, wanted.role),
    }
    if not request.htmx:
        return render(request, LIST, context)
    if wanted.after:
        return render(request, f"{LIST}#rows", context)
    return replace_url(render(request, f"{LIST}#list", context), address)


@require_safe
def show_application(request: HttpRequest, pid: str) -> HttpResponse:
    seen = Application.objects.visible_to(request.user).select_related("candidate", "role__team")
    same_person = Application.objects.filter(candidate=OuterRef("candidate")).exclude(pk=OuterRef("pk"))
    application = get_object_or_404(seen.annotate(applied_twice=Exists(same_person)), public_id=pid)
    application.others = _count_others(application, request.user) if application.applied_twice else 0
    shown = dossier(application, reader=request.user)
    context = {"application": application, "dossier": shown, "section": "candidates"}
    return render(request, "assessments/pipeline/application.html", context)


def _count_others(application: Application, reader: User) -> int:
    """Count the same person's other applications that the reader sees."""
    same_person = Application.objects.visible_to(reader).filter(candidate=application.candidate_id)
    return same_person.exclude(pk=application.pk).count()


def _read_wanted(request: HttpRequest) -> Wanted:
    posted = request.method == "POST"
    asked: QueryDict = request.POST if posted else request.GET
    state, order = asked.get("state", "open"), asked.get("order", "newest")
    find = keep_words(request.session, asked.get("text", "")) if posted else asked.get("find", "")
    return Wanted(
        state=state if state in STATES or state == "all" else "open",
        role=as_public_id(asked.get("role", "")),
        order=order if order in ORDERS else "newest",
        after=asked.get("after", ""),
        find=find,
        text=words_of(request.session, find),
    )


class RoleOption(NamedTuple):
    """A choice of the role filter, ready to print."""

    id: str
    selected: SafeString
    title: str


def _role_options(request: HttpRequest, chosen: str) -> list[RoleOption]:
    roles = Role.objects.visible_to(request.user).exclude(state="draft").order_by("title")
    marks = {chosen: SafeString(" selected")}
    return [
        RoleOption(public_id, marks.get(public_id, SafeString("")), title)
        for public_id, title in roles.values_list("public_id", "title")[:MOST_ROLES]
    ]
