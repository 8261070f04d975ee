"""The scope of a role: reading it, and writing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hiring.roles.pages import SHOWN, find_led_role, find_role, frame
from hiring.roles.permissions import rights_on
from hiring.scope.forms import ScopeForm, initial_of
from hiring.scope.gaps import read_values
from hiring.scope.showing import show_catalogue, show_scope
from hiring.scope.verbs import describe_scope


@require_safe
def show(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_role(request, pid)
    context = frame(role, "scope", rights_on(role, request.user), shown=show_scope(role))
    return render(request, "hiring/scope/scope.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_led_role(request, pid)
    initial = initial_of(role, read_values(role)) | {"version": role.version}
    form = ScopeForm(request.POST or None, role=role, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            describe_scope(
                role,
                actor=request.user,
                environment=form.environment,
                reasons=form.reasons if role.is_draft else role.reasons,
                changed_because=form.because,
                version=form.cleaned_data["version"],
            )
        except SHOWN as refusal:
            role.refresh_from_db()
            form.take_refusal(refusal, now=initial_of(role, read_values(role)))
        else:
            messages.success(request, _("Saved."))
            return redirect("role-scope", role.public_id)
    context = frame(role, "scope", form=form, groups=form.explained(show_catalogue(role)))
    return render(request, "hiring/scope/write.html", context, status=422 if form.errors else 200)
