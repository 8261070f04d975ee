"""The stages of a role: what they judge by, and changing them while the role is a draft."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.roles.forms import StageForm, WeightsForm
from hiring.roles.models import Role, Stage
from hiring.roles.pages import SHOWN, find_led_role, find_role, find_stage, frame
from hiring.roles.permissions import rights_on
from hiring.roles.showing import read_stages
from hiring.roles.stages import edit_stage, refresh_stages, use_library_weights, use_process_steps, weigh_criteria


@require_safe
def show_stages(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_role(request, pid)
    rights = rights_on(role, request.user)
    context = frame(role, "stages", rights, shown=read_stages(role), may_change=rights.leads and role.is_draft)
    return render(request, "hiring/roles/stages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pid: str, stage: str) -> HttpResponse:
    found = find_stage(request, pid, stage)
    values = {name: getattr(found, name) for name in StageForm.base_fields if name != "version"}
    version = found.role.version
    initial = values | {"version": version, "rubric_version": found.rubric_version.public_id}
    form = StageForm(request.POST or None, stage=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            edit_stage(found, actor=request.user, version=form.cleaned_data["version"], **form.values)
        except SHOWN as refusal:
            form.take_refusal(refusal, now=values)
        else:
            return _back(request, found.role)
    context = frame(found.role, "stages", stage=found, form=form)
    return render(request, "hiring/roles/stage_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def weigh(request: HttpRequest, pid: str, stage: str) -> HttpResponse:
    found = find_stage(request, pid, stage)
    form = WeightsForm(request.POST or None, stage=found, initial={"version": found.role.version})
    if request.method == "POST" and form.is_valid():
        try:
            weigh_criteria(
                found,
                actor=request.user,
                weights=form.weights,
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
            )
        except SHOWN as refusal:
            form.take_refusal(refusal, now=dict(found.criteria.values_list("key", "weight")))
        else:
            return _back(request, found.role)
    context = frame(found.role, "stages", stage=found, form=form)
    return render(request, "hiring/roles/stage_weights.html", context, status=422 if form.errors else 200)


@require_POST
def unweigh(request: HttpRequest, pid: str, stage: str) -> HttpResponse:
    found = find_stage(request, pid, stage)
    return _do(request, found.role, lambda: use_library_weights(found, actor=request.user))


@require_POST
def refresh(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_led_role(request, pid)
    return _do(request, role, lambda: refresh_stages(role, actor=request.user))


@require_POST
def reset_steps(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_led_role(request, pid)
    return _do(request, role, lambda: use_process_steps(role, actor=request.user))


def _do(request: HttpRequest, role: Role, change: Callable[[], Role | Stage]) -> HttpResponse:
    """Carry out what one button asks for; a refusal is told on the page that it leads back to."""
    try:
        change()
    except SHOWN as refusal:
        messages.error(request, refusal.text)
        return redirect("role-stages", role.public_id)
    return _back(request, role)


def _back(request: HttpRequest, role: Role) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("role-stages", role.public_id)
