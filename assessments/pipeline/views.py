"""The board and the page (or dialog) on which an application moves."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import replace_url, trigger_client_event

from assessments.pipeline.board import FIRST, ORDERS, Filters, board, further_cards
from assessments.pipeline.forms import MoveForm, UndoForm
from candidates.applications.models import Application, ApplicationState
from candidates.applications.permissions import require_lead
from hiring.core.text import clean_line
from hiring.roles.models import Role, Stage
from hiring.roles.permissions import rights_on

BOARD = "assessments/pipeline/board.html"
FORM = require_http_methods(["GET", "HEAD", "POST"])
STANDS = {
    ApplicationState.ACTIVE: gettext_lazy("%(name)s is now in %(stage)s."),
    ApplicationState.ON_HOLD: gettext_lazy("%(name)s is on hold in %(stage)s."),
    ApplicationState.REJECTED: gettext_lazy("%(name)s is rejected."),
    ApplicationState.WITHDRAWN: gettext_lazy("%(name)s has withdrawn."),
}


@FORM
def show_board(request: HttpRequest, pid: str) -> HttpResponse:
    """The board, filtered. Words of a name come by POST, since an address is written to logs and histories."""
    role = _role(request, pid)
    filters = read_filters(request)
    rights = rights_on(role, request.user)
    columns = board(role, reader=request.user, rights=rights, filters=filters)
    context = {"role": role, "rights": rights, "filters": filters, "columns": columns}
    if not request.htmx:
        return render(request, BOARD, context)
    return replace_url(render(request, f"{BOARD}#columns", context), f"{request.path}?{filters.query}")


@require_POST
def show_more(request: HttpRequest, pid: str, column: str) -> HttpResponse:
    """The next cards of one column, for the board's "more"; a POST because the filter may hold a name."""
    role = _role(request, pid)
    stage = None if column == "new" else get_object_or_404(Stage, role=role, public_id=column, is_gate=False)
    offset = _number(request.GET.get("from", "0"))
    filters = read_filters(request)
    rights = rights_on(role, request.user)
    found = further_cards(role, stage, reader=request.user, rights=rights, filters=filters, offset=offset)
    context = {"role": role, "rights": rights, "column": found, "next": offset + FIRST}
    return render(request, f"{BOARD}#cards", context)


@FORM
def move(request: HttpRequest, pid: str) -> HttpResponse:
    """Ask where an application goes, then move it. A page of its own, or a dialog on the board."""
    application = _application(request, pid)
    stages = list(application.role.stages.filter(is_gate=False).order_by("position"))
    initial = {"what": request.GET.get("to", "")}
    form = MoveForm(request.POST or None, initial=initial, application=application, stages=stages)
    if request.method == "POST" and form.is_valid() and form.perform(actor=request.user):
        return _moved(request, application, undoable=True)
    return _show_form(request, "assessments/pipeline/move.html", application, form)


@FORM
def undo(request: HttpRequest, pid: str) -> HttpResponse:
    """Take back the latest move, with a reason."""
    application = _application(request, pid)
    last = application.moves.select_related("actor", "from_stage", "to_stage").order_by("-id").first()
    form = UndoForm(request.POST or None, application=application)
    if request.method == "POST" and form.is_valid() and form.perform(actor=request.user):
        return _moved(request, application, undoable=False)
    return _show_form(request, "assessments/pipeline/undo.html", application, form, last=last)


def read_filters(request: HttpRequest) -> Filters:
    asked: QueryDict = request.POST if request.method == "POST" else request.GET
    order = asked.get("order", "")
    return Filters(
        text=clean_line(request.POST.get("text", ""))[:100],
        late="late" in asked,
        decide="decide" in asked,
        mine="mine" in asked,
        order=order if order in ORDERS else "waiting",
    )


def applications_of(request: HttpRequest) -> QuerySet:
    """Return the applications that the reader sees, with what every page of one needs."""
    return Application.objects.visible_to(request.user).select_related(
        "candidate", "stage", "role__team", "role__seniority"
    )


def _role(request: HttpRequest, pid: str) -> Role:
    return get_object_or_404(Role.objects.visible_to(request.user).select_related("team"), public_id=pid)


def _application(request: HttpRequest, pid: str) -> Application:
    application = get_object_or_404(applications_of(request), public_id=pid)
    require_lead(application, request.user)
    return application


def _moved(request: HttpRequest, application: Application, *, undoable: bool) -> HttpResponse:
    stage = application.stage.title if application.stage else _("New")
    text = STANDS[ApplicationState(application.state)] % {"name": application.candidate.name, "stage": stage}
    if request.htmx:
        address = reverse("application-undo", args=[application.public_id]) if undoable else ""
        return trigger_client_event(HttpResponse(status=204), "plumbline:moved", {"text": text, "undo": address})
    messages.success(request, text)
    return redirect("application", application.public_id)


def _show_form(
    request: HttpRequest, template: str, application: Application, form: MoveForm | UndoForm, **more: object
) -> HttpResponse:
    context = {"application": application, "form": form, "section": "candidates", **more}
    name = f"{template}#form" if request.htmx else template
    return render(request, name, context, status=422 if form.errors else 200)


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 7 else 0
