"""What a role's page says of readiness: where its team stands, what it took when it opened, and who overrode it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hiring.core.errors import Invalid, Refused
from hiring.readiness.copies import read_copy
from hiring.readiness.forms import OverrideForm
from hiring.readiness.overriding import list_overrides, override_readiness
from hiring.readiness.reader import own_catalogue
from hiring.readiness.standing import read_standing
from hiring.roles.models import Role, RoleState
from hiring.roles.pages import find_led_role, find_role, frame
from hiring.roles.permissions import RoleRights, rights_on


@require_safe
def show_role(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_role(request, pid)
    return _show(request, role, rights_on(role, request.user), OverrideForm())


@require_http_methods(["POST"])
def override(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_led_role(request, pid)
    form = OverrideForm(request.POST)
    if form.is_valid():
        try:
            override_readiness(role, actor=request.user, reason=form.cleaned_data["reason"])
        except Invalid as refusal:
            form.add_error("reason", refusal.text)
        except Refused as refusal:
            messages.error(request, refusal.text)
        else:
            messages.success(request, _("The readiness of the team keeps this role from opening no more."))
        if form.is_valid():
            return redirect("role-readiness", role.public_id)
    return _show(request, role, rights_on(role, request.user), form)


def _show(request: HttpRequest, role: Role, rights: RoleRights, form: OverrideForm) -> HttpResponse:
    opens = role.state != RoleState.OPEN
    standing = read_standing(role.team) if opens else None
    overrides = list_overrides(role)
    held = next((one for one in overrides if not one.is_used), None)
    context = frame(
        role,
        "readiness",
        rights,
        standing=standing,
        source=own_catalogue().source,
        copy=None if role.is_draft else read_copy(role),
        overrides=overrides,
        held=held,
        form=form if standing and standing.verdict.blocks and not held and rights.leads else None,
    )
    return render(request, "hiring/readiness/role.html", context, status=422 if form.errors else 200)
