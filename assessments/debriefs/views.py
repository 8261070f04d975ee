"""The debrief of a stage, the final decision, and a different view beside a decision."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from assessments.debriefs.final import final_view, is_undone
from assessments.debriefs.forms import DissentForm, FinalDecisionForm, StageDecisionForm
from assessments.debriefs.models import Decision
from assessments.debriefs.results import Debrief, debrief
from assessments.debriefs.verbs import require_dissent_right, stages_of
from assessments.scorecards.models import CardRead, Scorecard
from assessments.scorecards.reading import mark_read
from candidates.applications.models import Application
from candidates.applications.permissions import require_lead
from hiring.core.accounts.models import User
from hiring.roles.models import Stage
from hiring.roles.permissions import require, rights_on
from rubrics.sheets.matrix import Row

ORDERS = {
    "spread": gettext_lazy("Widest spread"),
    "rubric": gettext_lazy("Rubric order"),
    "low": gettext_lazy("Lowest first"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def show_debrief(request: HttpRequest, pid: str, stage: str) -> HttpResponse:
    application = get_object_or_404(_applications(request.user), public_id=pid)
    at = get_object_or_404(_stages(), role=application.role, public_id=stage, is_gate=False)
    rights = rights_on(application.role, request.user)
    here = application.is_open and application.stage_id == at.pk
    form = StageDecisionForm(request.POST or None, application=application, last=at.is_last)
    if request.method == "POST":
        require_lead(application, request.user)
        if not here:
            form.add_error(None, _("The application does not stand at this stage any more."))
        elif form.is_valid() and form.perform(actor=request.user):
            messages.success(request, _("The decision is recorded."))
            return redirect("application", application.public_id)
    shown = debrief(application, at, reader=request.user)
    if any(card.author_id != request.user.pk for card in shown.cards):
        _note_reading(application, request.user)
    order = request.GET.get("order", "spread")
    context = {
        "application": application,
        "rights": rights,
        "debrief": shown,
        "rows": _ordered(shown, order),
        "order": order if order in ORDERS else "spread",
        "orders": ORDERS.items(),
        "decisions": [] if shown.sealed else _decisions(application, at),
        "form": form if form.is_bound or (rights.leads and here and not shown.sealed) else None,
        "last": at.is_last,
    }
    return render(request, "assessments/debriefs/debrief.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def decide_final(request: HttpRequest, pid: str) -> HttpResponse:
    application = get_object_or_404(_applications(request.user), public_id=pid)
    rights = rights_on(application.role, request.user)
    view = final_view(application, stages_of(application), reader=request.user)
    form = FinalDecisionForm(request.POST or None, application=application, headings=view.headings)
    if request.method == "POST":
        require(rights.decides, _("Only a hiring manager of this role takes the final decision."))
        if form.is_valid() and form.perform(actor=request.user):
            messages.success(request, _("The decision is recorded."))
            return redirect("application", application.public_id)
    if view.lines:
        _note_reading(application, request.user)
    deciding = rights.decides and application.is_open and view.ready
    context = {
        "application": application,
        "view": view,
        "rights": rights,
        "form": form if deciding or form.is_bound else None,
        "dissent": DissentForm() if _may_dissent(application, view.final, request.user, rights.leads) else None,
    }
    return render(request, "assessments/debriefs/final.html", context, status=422 if form.errors else 200)


@require_POST
def add_dissent(request: HttpRequest, pid: str) -> HttpResponse:
    """Note a different view. A decision whose reason is sealed to the person is not there for them."""
    seen = Decision.objects.visible_to(request.user).select_related("application__role")
    decision = get_object_or_404(seen, public_id=pid)
    require_dissent_right(decision, request.user)
    form = DissentForm(request.POST)
    if form.is_valid() and form.perform(decision, actor=request.user):
        messages.success(request, _("Your view is noted beside the decision."))
    else:
        for texts in form.errors.values():
            messages.error(request, " ".join(str(text) for text in texts))
    if decision.stage_id is None:
        return redirect("decide-final", decision.application.public_id)
    return redirect("debrief", decision.application.public_id, decision.stage.public_id)


def _applications(user: User) -> QuerySet:
    """Applications that a person sees, with ``has_read``: whether they have read cards of it already."""
    read = CardRead.objects.filter(application=OuterRef("pk"), reader=user)
    seen = Application.objects.visible_to(user).annotate(has_read=Exists(read))
    return seen.select_related("candidate", "stage", "role__seniority", "role__process")


def _stages() -> QuerySet:
    later = Stage.objects.filter(role=OuterRef("role"), is_gate=False, position__gt=OuterRef("position"))
    return Stage.objects.prefetch_related("criteria").annotate(is_last=~Exists(later))


def _note_reading(application: Application, reader: User) -> None:
    if not application.has_read:
        mark_read(application, reader=reader)


def _decisions(application: Application, stage: Stage) -> list[Decision]:
    found = Decision.objects.filter(application=application, stage=stage)
    return list(found.select_related("actor", "move__undone_by").prefetch_related("dissents__author"))


def _ordered(shown: Debrief, order: str) -> Sequence[Row]:
    if order == "rubric" and shown.summary:
        place = {line.criterion.key: at for at, line in enumerate(shown.summary.criteria)}
        return sorted(shown.rows, key=lambda row: place[row.criterion.key])
    if order == "low":
        return sorted(shown.rows, key=lambda row: (row.line.mean is None, row.line.mean or 0))
    return shown.rows


def _may_dissent(application: Application, decision: Decision | None, user: User, leads: bool) -> bool:
    if decision is None or is_undone(decision) or decision.actor_id == user.pk:
        return False
    if any(item.author_id == user.pk for item in decision.dissents.all()):
        return False
    return leads or Scorecard.objects.submitted().filter(application=application, author=user).exists()
