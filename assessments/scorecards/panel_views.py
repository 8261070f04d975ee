"""The page of a panel: who scores, when they meet the candidate, when their cards are due."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from assessments.interviews.models import Interview
from assessments.scorecards.due import set_due
from assessments.scorecards.meetings import cancel_interview, hold_interview, miss_interview, move_interview
from assessments.scorecards.models import Scorecard
from assessments.scorecards.panel_forms import AssignForm, DueForm, MoveForm, RefusableForm
from assessments.scorecards.panel_page import read_panel, suggest_people
from assessments.scorecards.panels import assign_interviewers, remove_interviewer
from assessments.scorecards.permissions import require_open_stage, require_panel_right
from candidates.applications.models import Application
from hiring.core.base import as_public_id
from hiring.core.errors import DomainError, Refused
from hiring.roles.models import Stage

MISSED = gettext_lazy("Written down: it did not take place. Due times that nobody set by hand are later now.")
HELD = gettext_lazy("Written down: it did take place.")


@require_http_methods(["GET", "HEAD", "POST"])
def plan_panel(request: HttpRequest, pid: str, stage: str) -> HttpResponse:
    """One page for all that is planned of a panel; ``do`` says what a form of it wants."""
    seen = Application.objects.visible_to(request.user).select_related("candidate", "role", "stage")
    application = get_object_or_404(seen, public_id=pid)
    at = get_object_or_404(Stage, role=application.role_id, public_id=stage, is_gate=False)
    require_panel_right(application, request.user)
    refused: dict[str, RefusableForm] = {}
    if request.method == "POST":
        form = DEEDS.get(request.POST.get("do", ""), _ask_what)(request, application, at)
        if form is None:
            return redirect("panel-assign", pid=pid, stage=stage)
        refused[form.prefix or "assign"] = form
    context = {
        "application": application,
        "stage": at,
        "panel": read_panel(application, at, refused=refused),
        "form": refused.get("assign") or _assign_form(application, at),
        "refusal": _refusal(application, at),
    }
    return render(request, "assessments/scorecards/panel.html", context, status=422 if refused else 200)


def _refusal(application: Application, stage: Stage) -> str:
    """Say why nobody can be put on this panel now, if so."""
    try:
        require_open_stage(application, stage)
    except Refused as refusal:
        return refusal.text
    return ""


def _assign_form(application: Application, stage: Stage, data: object = None) -> AssignForm:
    return AssignForm(data, suggestions=suggest_people(application, stage), stage=stage)


def _assign(request: HttpRequest, application: Application, stage: Stage) -> RefusableForm | None:
    form = _assign_form(application, stage, request.POST)
    if not form.is_valid():
        return form
    try:
        cards = assign_interviewers(application, stage, actor=request.user, people=form.chosen, **form.times)
    except DomainError as refusal:
        form.refuse(refusal)
        return form
    names = ", ".join(card.author.name for card in cards)
    messages.success(request, _("On the panel now: %(names)s.") % {"names": names})
    return None


def _ask_what(request: HttpRequest, application: Application, stage: Stage) -> RefusableForm:
    """Nothing of this page was pressed: nothing is done, and what was typed stays."""
    form = _assign_form(application, stage, request.POST)
    form.add_error(None, _("Nothing was done. Press the button of what you want to do."))
    return form


def _set_due(request: HttpRequest, application: Application, stage: Stage) -> RefusableForm | None:
    card = _find_card(request, application, stage)
    form = DueForm(request.POST, prefix=card.public_id)
    if not form.is_valid():
        return form
    return _try(form, lambda: set_due(card, actor=request.user, due_at=form.cleaned_data["due_at"]))


def _remove(request: HttpRequest, application: Application, stage: Stage) -> RefusableForm | None:
    card = _find_card(request, application, stage)
    try:
        remove_interviewer(card, actor=request.user)
    except Refused as refusal:
        messages.warning(request, refusal.text)
    else:
        messages.success(request, _("%(name)s is off this panel.") % {"name": card.author.name})
    return None


def _move(request: HttpRequest, application: Application, stage: Stage) -> RefusableForm | None:
    interview = _find_interview(request, application, stage)
    form = MoveForm(request.POST, prefix=interview.public_id)
    if not form.is_valid():
        return form
    return _try(form, lambda: move_interview(interview, actor=request.user, **form.cleaned_data))


def _cancel(request: HttpRequest, application: Application, stage: Stage) -> None:
    said = _("The interview is cancelled. Its scorecards stay open.")
    _say(request, lambda: cancel_interview(_find_interview(request, application, stage), actor=request.user), said)


def _miss(request: HttpRequest, application: Application, stage: Stage) -> None:
    _say(request, lambda: miss_interview(_find_interview(request, application, stage), actor=request.user), MISSED)


def _hold(request: HttpRequest, application: Application, stage: Stage) -> None:
    _say(request, lambda: hold_interview(_find_interview(request, application, stage), actor=request.user), HELD)


@require_POST
def mark_missed(request: HttpRequest, pid: str) -> HttpResponse:
    return _mark(request, pid, miss_interview, MISSED)


@require_POST
def mark_held(request: HttpRequest, pid: str) -> HttpResponse:
    return _mark(request, pid, hold_interview, HELD)


def _mark(request: HttpRequest, pid: str, verb: Callable[..., Interview], said: Promise) -> HttpResponse:
    """Say from one's scorecard whether the interview took place; whoever has none goes back to the candidate."""
    joined = Interview.objects.visible_to(request.user).select_related("application__role__place", "stage")
    interview = get_object_or_404(joined, public_id=pid)
    _say(request, lambda: verb(interview, actor=request.user), said)
    card = interview.cards.open().filter(author=request.user).first()
    if card is not None:
        return redirect("scorecard", pid=card.public_id)
    return redirect("application", pid=interview.application.public_id)


def _say(request: HttpRequest, deed: Callable[[], object], said: str | Promise) -> None:
    try:
        deed()
    except Refused as refusal:
        messages.warning(request, refusal.text)
    else:
        messages.success(request, said)


def _try(form: RefusableForm, deed: Callable[[], object]) -> RefusableForm | None:
    try:
        deed()
    except DomainError as refusal:
        form.refuse(refusal)
        return form
    return None


def _find_card(request: HttpRequest, application: Application, stage: Stage) -> Scorecard:
    cards = Scorecard.objects.filter(application=application, stage=stage).select_related("author", "application__role")
    return get_object_or_404(cards, public_id=as_public_id(request.POST.get("id", "")))


def _find_interview(request: HttpRequest, application: Application, stage: Stage) -> Interview:
    interviews = Interview.objects.filter(application=application, stage=stage)
    joined = interviews.select_related("application__role__place", "application__stage", "stage")
    return get_object_or_404(joined, public_id=as_public_id(request.POST.get("id", "")))


DEEDS = {
    "assign": _assign,
    "due": _set_due,
    "remove": _remove,
    "move": _move,
    "cancel": _cancel,
    "miss": _miss,
    "hold": _hold,
}
