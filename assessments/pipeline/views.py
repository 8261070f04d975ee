"""The board and the page (or dialog) on which an application moves."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe
from django_htmx.http import trigger_client_event

from assessments.pipeline import verbs
from assessments.pipeline.board import ORDERS, Filters, board, further_cards
from assessments.pipeline.forms import MoveForm, UndoForm, add_refusal
from candidates.applications.models import Application
from hiring.core.errors import DomainError
from hiring.roles.models import Role, Stage
from hiring.roles.permissions import require, rights_on


@require_safe
def show_board(request: HttpRequest, pid: str) -> HttpResponse:
    role = get_object_or_404(Role.objects.visible_to(request.user).select_related("team"), public_id=pid)
    rights = rights_on(role, request.user)
    filters = read_filters(request)
    context = {
        "role": role,
        "rights": rights,
        "filters": filters,
        "columns": board(role, reader=request.user, filters=filters),
    }
    template = "assessments/pipeline/board.html"
    return render(request, f"{template}#columns" if request.htmx and not request.htmx.boosted else template, context)


@require_GET
def show_more(request: HttpRequest, pid: str, column: str) -> HttpResponse:
    """The next cards of one column, for the board's "more"."""
    role = get_object_or_404(Role.objects.visible_to(request.user), public_id=pid)
    stage = None if column == "new" else get_object_or_404(Stage, role=role, public_id=column, is_gate=False)
    offset = _number(request.GET.get("from", "0"))
    filters = read_filters(request)
    found = further_cards(role, stage, reader=request.user, filters=filters, offset=offset)
    context = {"role": role, "rights": rights_on(role, request.user), "filters": filters, "column": found}
    return render(request, "assessments/pipeline/board.html#cards", {**context, "shown": offset + len(found.cards)})


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pid: str) -> HttpResponse:
    """Ask where an application goes, then move it. A page of its own, or a dialog on the board."""
    application = _application(request, pid)
    require(rights_on(application.role, request.user).leads, _("Only the hiring team’s leads move applications."))
    stages = list(application.role.stages.filter(is_gate=False).order_by("position"))
    initial = {"version": application.version, "what": request.GET.get("to", "")}
    form = MoveForm(request.POST or None, initial=initial, application=application, stages=stages)
    if request.method == "POST" and form.is_valid() and form.perform(actor=request.user):
        return _moved(request, application)
    return _show_form(request, "assessments/pipeline/move.html", application, form)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pid: str) -> HttpResponse:
    """Take back the latest move, with a reason."""
    application = _application(request, pid)
    require(rights_on(application.role, request.user).leads, _("Only the hiring team’s leads move applications."))
    form = UndoForm(request.POST or None, initial={"version": application.version})
    if request.method == "POST" and form.is_valid():
        application.version = form.cleaned_data["version"]
        try:
            verbs.undo(application, actor=request.user, words=form.cleaned_data["words"])
        except DomainError as refusal:
            add_refusal(form, refusal)
        else:
            return _moved(request, application)
    return _show_form(request, "assessments/pipeline/undo.html", application, form)


def read_filters(request: HttpRequest) -> Filters:
    order = request.GET.get("order", "")
    return Filters(
        text=request.GET.get("text", "").strip()[:100],
        late="late" in request.GET,
        decide="decide" in request.GET,
        mine="mine" in request.GET,
        order=order if order in ORDERS else "waiting",
    )


def applications_of(request: HttpRequest) -> QuerySet:
    """Return the applications that the reader sees, with what every page of one needs."""
    return Application.objects.visible_to(request.user).select_related(
        "candidate", "stage", "role__team", "role__seniority"
    )


def _application(request: HttpRequest, pid: str) -> Application:
    return get_object_or_404(applications_of(request), public_id=pid)


def _moved(request: HttpRequest, application: Application) -> HttpResponse:
    stands = application.stage.title if application.stage else _("New")
    text = _("%(name)s: %(state)s, %(stage)s.") % {
        "name": application.candidate.name,
        "state": application.get_state_display().lower(),
        "stage": stands,
    }
    if request.htmx:
        return trigger_client_event(HttpResponse(status=204), "plumbline:moved", {"text": text})
    messages.success(request, text)
    return redirect("application", application.public_id)


def _show_form(request: HttpRequest, template: str, application: Application, form: object) -> HttpResponse:
    context = {"application": application, "form": form}
    name = f"{template}#form" if request.htmx else template
    return render(request, name, context, status=422 if form.errors else 200)


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 7 else 0
