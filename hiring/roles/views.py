"""The list of roles, and making and changing one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hiring.core.base import as_public_id
from hiring.core.errors import DomainError
from hiring.roles.forms import RoleForm
from hiring.roles.listing import RoleFilter, list_roles
from hiring.roles.models import Role, Team
from hiring.roles.pages import SHOWN, find_led_role, find_role, frame
from hiring.roles.permissions import may_create_roles, require
from hiring.roles.preview import preview_role
from hiring.roles.verbs import create_role, edit_role


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    wanted = RoleFilter.read(request.GET)
    page = list_roles(request.user, wanted, after=request.GET.get("after", ""))
    context = {
        "page_of_roles": page,
        "wanted": wanted,
        "teams": Team.objects.visible_to(request.user),
        "may_create": may_create_roles(request.user),
        "section": "roles",
    }
    name = "hiring/roles/list.html"
    if request.htmx:
        name += "#rows" if "after" in request.GET else "#results"
    return render(request, name, context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    source = _find_source(request)
    form = _new_form(request, request.POST or None, source)
    context = {"form": form, "section": "roles", "source": source}
    if request.method == "POST" and "preview" in request.POST:
        return render(request, "hiring/roles/create.html", context | _preview(form))
    if request.method == "POST" and form.is_valid():
        try:
            role = create_role(actor=request.user, copied_from=source, **form.values)
        except SHOWN as refusal:
            form.take_refusal(refusal)
        else:
            return redirect("role-detail", role.public_id)
    return render(request, "hiring/roles/create.html", context, status=422 if form.errors else 200)


@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """The steps that the choices of the form make; asked for while they are made."""
    form = _new_form(request, request.GET)
    return render(request, "hiring/roles/create.html#preview", _preview(form))


def _find_source(request: HttpRequest) -> Role | None:
    """Return the earlier role that the new one is made from, if any; 404 where it is not visible."""
    wanted = request.POST.get("copied_from", "") or request.GET.get("from", "")
    return find_role(request, as_public_id(wanted)) if wanted else None


def _new_form(request: HttpRequest, data: QueryDict | None, source: Role | None = None) -> RoleForm:
    """Return the form of a new role, filled from an earlier one; 403 for who may create none."""
    form = RoleForm(data, user=request.user, initial=_values(source) if source else None)
    everywhere = request.user.is_recruiter or request.user.is_administrator
    may_create = everywhere or bool(form.fields["team"].rows)
    require(may_create, _("Recruiters, administrators and the managers of a team create its roles."))
    return form


def _preview(form: RoleForm) -> dict[str, object]:
    """Return the steps where the four choices are complete; other fields need not be."""
    form.full_clean()
    chosen = {name: form.cleaned_data.get(name) for name in form.JUDGED_BY}
    for name in set(form.errors) - set(form.JUDGED_BY):
        del form.errors[name]
    if any(chosen[name] is None for name in ("process", "role_type", "seniority")):
        return {"steps": None}
    try:
        return {"steps": preview_role(**chosen)}
    except DomainError as refusal:
        return {"steps": None, "refusal": refusal.text}


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_led_role(request, pid)
    initial = _values(role) | {"version": role.version}
    form = RoleForm(request.POST or None, user=request.user, role=role, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            edit_role(role, actor=request.user, version=form.cleaned_data["version"], **form.values)
        except SHOWN as refusal:
            role.refresh_from_db()
            form.take_refusal(refusal, now=_values(role))
        else:
            messages.success(request, _("Saved."))
            return redirect("role-detail", role.public_id)
    context = frame(role, "overview", form=form)
    return render(request, "hiring/roles/edit.html", context, status=422 if form.errors else 200)


def _values(role: Role) -> dict[str, object]:
    names = ("title", "team", "place", "process", "role_type", "specialism", "seniority", "confidential")
    return {name: getattr(role, name) for name in names}
