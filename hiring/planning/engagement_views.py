"""The engagement model of a role: what the sources advise, what was chosen, and the handing over of knowledge."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.planning.engaging import choose_engagement, note_transfer, read_engagement, state_facts
from hiring.planning.forms import ChooseForm, FactsForm
from hiring.roles.models import Role
from hiring.roles.pages import SHOWN, find_led_role, find_role, frame
from hiring.roles.permissions import rights_on


@require_safe
def show_engagement(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_role(request, pid)
    context = frame(role, "plan", rights_on(role, request.user), part="engagement", shown=read_engagement(role))
    return render(request, "hiring/planning/engagement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_facts(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_led_role(request, pid)
    plan = read_engagement(role).plan
    form = FactsForm(request.POST if request.method == "POST" else None, initial=plan.facts | {"version": plan.version})
    if request.method == "POST" and form.is_valid():
        try:
            state_facts(role, actor=request.user, facts=form.facts, version=form.cleaned_data["version"])
        except SHOWN as refusal:
            form.take_refusal(refusal, now=read_engagement(role).plan.facts)
        else:
            messages.success(request, _("Saved."))
            return redirect("role-engagement", role.public_id)
    context = frame(role, "plan", part="engagement", form=form)
    return render(request, "hiring/planning/engagement_facts.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_led_role(request, pid)
    shown = read_engagement(role)
    plan = shown.plan
    chosen = plan.chosen or (shown.advised[0] if len(shown.advised) == 1 else "")
    initial = {"version": plan.version, "engagement": chosen, "reason": plan.reason, "review_on": plan.review_on}
    form = ChooseForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            choose_engagement(role, actor=request.user, **form.cleaned_data)
        except SHOWN as refusal:
            form.take_refusal(refusal, now=_values(role))
        else:
            messages.success(request, _("Chosen."))
            return redirect("role-engagement", role.public_id)
    context = frame(role, "plan", part="engagement", form=form, shown=shown)
    return render(request, "hiring/planning/engagement_choose.html", context, status=422 if form.errors else 200)


def _values(role: Role) -> dict[str, object]:
    plan = read_engagement(role).plan
    return {"engagement": plan.chosen, "reason": plan.reason, "review_on": plan.review_on}


@require_POST
def transfer(request: HttpRequest, pid: str) -> HttpResponse:
    """The ticks of both lists, as the page showed them; an outdated page changes nothing and says so."""
    role = find_led_role(request, pid)
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else 0
    steps, signals = request.POST.getlist("step"), request.POST.getlist("signal")
    try:
        note_transfer(role, actor=request.user, steps=steps, signals=signals, version=version)
    except SHOWN as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, _("Saved."))
    return redirect("role-engagement", role.public_id)
