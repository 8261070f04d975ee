"""Pages of reports: the library, one report with its progress, the file, asking for one."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.reports import making
from assessments.reports.forms import ExportForm
from assessments.reports.library import Wanted, list_reports, roles_to_export, show_report
from assessments.reports.models import Report
from assessments.reports.permissions import require_may_export
from assessments.reports.sending import send_report
from assessments.reports.states import MOST_IN_ONE, ReportKind
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Application
from hiring.core.background.watching import stop_watching, watch_task
from hiring.core.errors import Refused
from hiring.roles.models import Role
from hiring.roles.pages import find_role, frame
from hiring.roles.permissions import rights_on

LIST = "assessments/reports/list.html"
EXPORT = "assessments/reports/export.html"
MOST_ROLES = 200


@require_safe
def list_all(request: HttpRequest) -> HttpResponse:
    """The library: every report that the reader may know of."""
    wanted = _read_wanted(request)
    context = {"roles": roles_to_export(request.user)[:MOST_ROLES]}
    return _show_list(request, wanted, context)


@require_safe
def list_of_role(request: HttpRequest, pid: str) -> HttpResponse:
    """The library of one role."""
    role = find_role(request, pid)
    require_may_export(role, request.user)
    context = frame(role, "reports", rights_on(role, request.user))
    return _show_list(request, _read_wanted(request), context, role=role)


@require_http_methods(["GET", "HEAD", "POST"])
def list_of_application(request: HttpRequest, pid: str) -> HttpResponse:
    """The library of one application; a POST has its decision report made."""
    application = get_object_or_404(
        Application.objects.visible_to(request.user).select_related("role", "candidate"), public_id=pid
    )
    require_may_export(application.role, request.user)
    if request.method == "POST":
        return _started(request, making.print_application(application, actor=request.user))
    context = {"application": application, "section": "candidates"}
    return _show_list(request, _read_wanted(request), context, application=application)


@require_POST
def print_description(request: HttpRequest, pid: str) -> HttpResponse:
    """Have the job description with its reviews printed."""
    role = find_role(request, pid)
    try:
        report = making.print_job_description(role, actor=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
        return redirect("job-description", pid)
    return _started(request, report)


@require_POST
def print_brief(request: HttpRequest, pid: str) -> HttpResponse:
    """Have the brief of a role printed."""
    return _started(request, making.print_role_brief(find_role(request, pid), actor=request.user))


@require_POST
def print_card(request: HttpRequest, pid: str) -> HttpResponse:
    """Have one submitted scorecard printed."""
    cards = Scorecard.objects.visible_to(request.user).select_related("application__role", "author")
    return _started(request, making.print_scorecard(get_object_or_404(cards, public_id=pid), actor=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponse:
    """Choose role, stage, state and kind, and have them made. A choice of role brings its stages and how many fit."""
    if request.method == "POST":
        form = ExportForm(request.POST, reader=request.user)
        if form.is_valid():
            try:
                return _started(
                    request, making.export_role(form.cleaned_data["kind"], form.chosen(), actor=request.user)
                )
            except Refused as refusal:
                form.add_error(None, refusal.text)
    else:
        form = ExportForm(initial=request.GET.dict(), reader=request.user)
    chosen = form.chosen()
    context = {
        "form": form,
        "count": chosen.applications(request.user).count() if chosen else None,
        "most": MOST_IN_ONE,
    }
    name = f"{EXPORT}#form" if request.htmx else EXPORT
    return render(request, name, context, status=422 if form.errors else 200)


@require_safe
@never_cache
def show(request: HttpRequest, pid: str) -> HttpResponse:
    """One report: how far it is, what it is of, and what may be done with it."""
    report = _find(request, pid)
    if report.task and not report.task.is_open:
        stop_watching(request.session, report.task.public_id)
    return render(request, "assessments/reports/report.html", {"shown": show_report(report, reader=request.user)})


@require_safe
def open_file(request: HttpRequest, pid: str) -> HttpResponse:
    """The PDF, to be looked at in the browser."""
    return send_report(_find(request, pid), reader=request.user, inline=True)


@require_safe
def save_file(request: HttpRequest, pid: str) -> HttpResponse:
    """The file, to be saved."""
    return send_report(_find(request, pid), reader=request.user, inline=False)


@require_POST
def again(request: HttpRequest, pid: str) -> HttpResponse:
    """Have the same report made of what stands now."""
    report = _find(request, pid)
    try:
        return _started(request, making.make_again(report, actor=request.user))
    except Refused as refusal:
        messages.error(request, refusal.text)
        return redirect("report", pid)


@require_POST
def cancel(request: HttpRequest, pid: str) -> HttpResponse:
    return _change(request, pid, making.cancel_report, _("The report is stopped. What was done of it is kept."))


@require_POST
def resume(request: HttpRequest, pid: str) -> HttpResponse:
    return _change(request, pid, making.resume_report, _("The report goes on."))


@require_POST
def delete(request: HttpRequest, pid: str) -> HttpResponse:
    return _change(request, pid, making.delete_report, _("The file is deleted."))


def _change(request: HttpRequest, pid: str, verb: Callable[..., Report], text: str) -> HttpResponse:
    report = _find(request, pid)
    try:
        verb(report, actor=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, text)
    return redirect("report", pid)


def _find(request: HttpRequest, pid: str) -> Report:
    return get_object_or_404(Report.objects.visible_to(request.user).with_facts(), public_id=pid)


def _started(request: HttpRequest, report: Report) -> HttpResponse:
    """Lead to the report's page; wherever its reader goes meanwhile, the end is told there."""
    if report.task:
        watch_task(request.session, report.task)
    return redirect("report", report.public_id)


def _show_list(
    request: HttpRequest,
    wanted: Wanted,
    context: dict[str, object],
    *,
    role: Role | None = None,
    application: Application | None = None,
) -> HttpResponse:
    context |= {
        "wanted": wanted,
        "kinds": ReportKind.choices,
        "page_of": list_reports(wanted, reader=request.user, role=role, application=application),
    }
    part = f"#{'rows' if wanted.after else 'list'}" if request.htmx else ""
    return render(request, f"{LIST}{part}", context)


def _read_wanted(request: HttpRequest) -> Wanted:
    asked = request.GET
    return Wanted(
        role=asked.get("role", "")[:22],
        kind=asked.get("kind", "")[:16],
        mine="mine" in asked,
        after=asked.get("after", "")[:22],
    )
