"""Building a process: for everybody as a preset, or the own steps of one role."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hiring.roles.building import Builder, ProcessForm, StepsForm, offered_rubrics
from hiring.roles.pages import SHOWN, find_led_role, frame
from hiring.roles.permissions import may_create_roles, require
from hiring.roles.processes import role_steps, save_process
from hiring.roles.stages import set_steps


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    require(may_create_roles(request.user), _("Recruiters, administrators and managers of a team build processes."))
    saving = request.POST.get("do") == "save"
    form = ProcessForm(request.POST if saving else None, initial={"title": request.POST.get("title", "")})
    builder = Builder.read(offered_rubrics(), request.POST)
    if saving and form.is_valid():
        try:
            process = save_process(actor=request.user, title=form.cleaned_data["title"], steps=builder.steps)
        except SHOWN as refusal:
            form.take_refusal(refusal)
        else:
            messages.success(request, _("“%(title)s” is offered for new roles.") % {"title": process.title})
            return redirect("process", process.public_id)
    return _render(request, "hiring/roles/process.html", {"form": form, "builder": builder, "section": "rubrics"})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_steps(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_led_role(request, pid)
    deed = request.POST.get("do", "")
    initial = {"version": request.POST.get("version", role.version), "reason": request.POST.get("reason", "")}
    form = StepsForm(request.POST if deed == "save" else None, initial=initial)
    rubrics = offered_rubrics()
    builder = Builder.read(rubrics, request.POST) if request.POST else Builder.start(rubrics, role_steps(role))
    if deed == "save" and form.is_valid():
        try:
            set_steps(role, actor=request.user, steps=builder.steps, **form.cleaned_data)
        except SHOWN as refusal:
            form.take_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("role-stages", role.public_id)
    return _render(request, "hiring/roles/steps.html", frame(role, "stages", form=form, builder=builder))


@require_http_methods(["GET", "HEAD", "POST"])
def save_steps(request: HttpRequest, pid: str) -> HttpResponse:
    """Keep the steps of a role as a process for others."""
    role = find_led_role(request, pid)
    form = ProcessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            process = save_process(actor=request.user, title=form.cleaned_data["title"], steps=role_steps(role))
        except SHOWN as refusal:
            form.take_refusal(refusal)
        else:
            messages.success(request, _("“%(title)s” is offered for new roles.") % {"title": process.title})
            return redirect("role-stages", role.public_id)
    return _render(request, "hiring/roles/steps_save.html", frame(role, "stages", form=form, steps=role_steps(role)))


def _render(request: HttpRequest, name: str, context: dict[str, object]) -> HttpResponse:
    """Answer a moved or added step with the list alone where HTMX asked."""
    if request.htmx:
        return render(request, f"{name}#builder", context)
    return render(request, name, context, status=422 if context["form"].errors else 200)
