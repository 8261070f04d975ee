"""The hiring team of a role, and the teams of the organisation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.core.paging import take_page
from hiring.core.permissions import require_administrator
from hiring.roles.forms import MemberForm, TeamForm
from hiring.roles.members import add_member, remove_member
from hiring.roles.models import Team
from hiring.roles.pages import SHOWN, find_led_role, find_role, frame
from hiring.roles.permissions import require_leads, rights_on
from hiring.roles.staffing import read_hiring_team
from hiring.roles.teams import add_team, edit_team


@require_http_methods(["GET", "HEAD", "POST"])
def show_team(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_role(request, pid)
    rights = rights_on(role, request.user)
    form = MemberForm(request.POST or None)
    if request.method == "POST":
        require_leads(rights)
        if form.is_valid():
            try:
                member = add_member(role, actor=request.user, **form.cleaned_data)
            except SHOWN as refusal:
                _take(form, refusal)
            else:
                messages.success(request, _("%(name)s is on the hiring team.") % {"name": member.user})
                return redirect("role-team", role.public_id)
    context = frame(role, "team", rights, people=read_hiring_team(role), form=form if rights.leads else None)
    return render(request, "hiring/roles/team.html", context, status=422 if form.errors else 200)


@require_POST
def remove(request: HttpRequest, pid: str, member: str) -> HttpResponse:
    role = find_led_role(request, pid)
    found = get_object_or_404(role.members.select_related("user"), public_id=member)
    try:
        remove_member(found, actor=request.user)
    except SHOWN as refusal:
        messages.error(request, refusal.text)
        return redirect("role-team", role.public_id)
    right = found.get_right_display().lower()
    messages.success(request, _("%(name)s is no %(right)s here any more.") % {"name": found.user, "right": right})
    is_seen = type(role).objects.visible_to(request.user).filter(pk=role.pk).exists()
    return redirect("role-team", role.public_id) if is_seen else redirect("role-list")


@require_safe
def list_teams(request: HttpRequest) -> HttpResponse:
    require_administrator(request.user)
    every = Team.objects.visible_to(request.user).prefetch_related("managers")
    teams = take_page(every, order="name", after=request.GET.get("after", ""))
    name = "hiring/roles/teams.html#rows" if request.htmx else "hiring/roles/teams.html"
    return render(request, name, {"teams": teams})


@require_http_methods(["GET", "HEAD", "POST"])
def create_team(request: HttpRequest) -> HttpResponse:
    require_administrator(request.user)
    form = TeamForm(request.POST or None, initial={"is_active": True})
    del form.fields["is_active"]
    if request.method == "POST" and form.is_valid():
        try:
            add_team(actor=request.user, **form.cleaned_data)
        except SHOWN as refusal:
            _take(form, refusal)
        else:
            return redirect("team-list")
    return render(request, "hiring/roles/team_edit.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change_team(request: HttpRequest, pid: str) -> HttpResponse:
    require_administrator(request.user)
    team = get_object_or_404(Team.objects.visible_to(request.user), public_id=pid)
    managers = [person.public_id for person in team.managers.all()]
    initial = {"name": team.name, "managers": managers, "is_active": team.is_active}
    form = TeamForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            edit_team(team, actor=request.user, **form.cleaned_data)
        except SHOWN as refusal:
            _take(form, refusal)
        else:
            return redirect("team-list")
    context = {"form": form, "team": team}
    return render(request, "hiring/roles/team_edit.html", context, status=422 if form.errors else 200)


def _take(form: MemberForm | TeamForm, refusal: Exception) -> None:
    errors = getattr(refusal, "errors", {"": [str(refusal)]})
    for name, texts in errors.items():
        form.add_error(name if name in form.fields else None, list(texts))
