"""The role's own page, and opening and reopening it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.intake.forms import TurnForm
from hiring.intake.opening import open_role, reopen_role
from hiring.intake.overview import read_overview
from hiring.roles.pages import SHOWN, find_led_role, frame


@require_safe
def show_role(request: HttpRequest, pid: str) -> HttpResponse:
    overview = read_overview(request.user, pid)
    context = frame(overview.role, "overview", overview.rights, overview=overview)
    return render(request, "hiring/intake/role.html", context)


@require_POST
def open_draft(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_led_role(request, pid)
    try:
        open_role(role, actor=request.user)
    except SHOWN as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, _("The role is open. What it judges by is frozen from now on."))
    return redirect("role-detail", role.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_led_role(request, pid)
    form = TurnForm(request.POST or None, initial={"version": role.version})
    if request.method == "POST" and form.is_valid():
        try:
            reopen_role(role, actor=request.user, **form.cleaned_data)
        except SHOWN as refusal:
            form.take_refusal(refusal)
        else:
            messages.success(request, _("The role is open again."))
            return redirect("role-detail", role.public_id)
    context = frame(role, "overview", form=form)
    return render(request, "hiring/intake/reopen.html", context, status=422 if form.errors else 200)
