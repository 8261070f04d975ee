"""The ledger, the rungs of a role, and the two buttons: remind now, send again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.reminders.forms import LedgerFilter, RungsForm
from assessments.reminders.listing import read_ledger, read_nearest
from assessments.reminders.models import Reminder, RungChange
from assessments.reminders.rungs import MAY_NOT_CHANGE, RUNG_FIGURES, change_rungs, rungs_of
from assessments.reminders.verbs import remind_now, send_reminder_again
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Application
from hiring.core.errors import Invalid, Refused
from hiring.roles.models import Role
from hiring.roles.permissions import require, rights_on

LEDGER = "assessments/reminders/ledger.html"
SHOWN_CHANGES = 20


@require_safe
def list_reminders(request: HttpRequest) -> HttpResponse:
    form = LedgerFilter(request.GET, reader=request.user)
    is_found = form.is_valid()
    wanted = {name: value for name, value in form.cleaned_data.items() if value}
    after = request.GET.get("after", "")
    ledger = read_ledger(request.user, wanted, after=after) if is_found else None
    context = {"form": form, "ledger": ledger, "wanted": wanted, "query": _address(request)}
    if request.htmx:
        return render(request, f"{LEDGER}#{'rows' if after else 'list'}", context)
    return render(request, LEDGER, context)


def _address(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("after", None)
    return f"{asked.urlencode()}&" if asked else ""


@require_safe
def show_nearest(request: HttpRequest, pid: str) -> HttpResponse:
    """The reminders nearest to now on an application's page, when they are asked for; for a link the ledger of them."""
    applications = Application.objects.visible_to(request.user).select_related("role")
    application = get_object_or_404(applications, public_id=pid)
    if not request.htmx:
        return redirect(reverse("reminder-list", query={"application": pid}))
    lines = read_nearest(application, reader=request.user)
    context = {"lines": lines, "application": application, "back": reverse("application", args=[pid])}
    return render(request, "assessments/reminders/nearest.html", context)


@require_POST
def send_again(request: HttpRequest, pid: str) -> HttpResponse:
    rows = Reminder.objects.visible_to(request.user).select_related("mail", "recipient", "application__role", "role")
    reminder = get_object_or_404(rows, public_id=pid)
    try:
        send_reminder_again(reminder, actor=request.user)
    except Refused as refusal:
        messages.warning(request, refusal.text)
    else:
        messages.success(request, _("The mail to %(name)s goes out again.") % {"name": reminder.recipient.name})
    return _back(request, reverse("reminder-list"))


@require_POST
def remind(request: HttpRequest, pid: str) -> HttpResponse:
    cards = Scorecard.objects.visible_to(request.user).select_related("application", "author", "stage")
    card = get_object_or_404(cards, public_id=pid)
    try:
        remind_now(card, actor=request.user)
    except Refused as refusal:
        messages.warning(request, refusal.text)
    else:
        messages.success(request, _("%(name)s is reminded now.") % {"name": card.author.name})
    return _back(request, reverse("application", args=[card.application.public_id]))


def _back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Go back to where the button was, an address inside the app."""
    back = request.POST.get("next", "")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return HttpResponseRedirect(back if safe else otherwise)


@require_http_methods(["GET", "HEAD", "POST"])
def show_rungs(request: HttpRequest, pid: str) -> HttpResponse:
    """The rungs of a role: read by whoever sees the role, changed by whoever leads it."""
    roles = Role.objects.visible_to(request.user).select_related(
        "team", "place", "role_type", "specialism", "seniority"
    )
    role = get_object_or_404(roles, public_id=pid)
    rights, standing = rights_on(role, request.user), rungs_of([role])[role.pk]
    if request.method == "POST":
        require(rights.leads, MAY_NOT_CHANGE)
    form = RungsForm(request.POST if request.method == "POST" else None, standing=standing)
    if request.method == "POST" and form.is_valid():
        try:
            change_rungs(role, actor=request.user, rungs=form.rungs, reason=form.cleaned_data["reason"])
        except Invalid as refusal:
            for field, texts in refusal.errors.items():
                form.add_error(field, texts)
        else:
            messages.success(request, _("The reminders of this role are changed. What is planned follows."))
            return redirect("role-reminders", pid=pid)
    context = {
        "role": role,
        "rights": rights,
        "form": form if rights.leads else None,
        "figures": [(figure, getattr(standing, name)) for name, figure in RUNG_FIGURES.items()],
        "changes": RungChange.objects.filter(role=role).select_related("changed_by")[:SHOWN_CHANGES],
    }
    return render(request, "assessments/reminders/rungs.html", context, status=422 if form.errors else 200)
