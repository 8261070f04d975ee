"""The readiness of one team, answered question by question, and the list of the teams."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hiring.core.paging import take_page
from hiring.readiness.listing import list_standings
from hiring.readiness.pages import TeamPage, read_page, take_form
from hiring.readiness.permissions import may_answer, require_answerer
from hiring.readiness.reader import own_catalogue
from hiring.roles.models import Team

TEAM = "hiring/readiness/team.html"


@require_safe
def list_teams(request: HttpRequest) -> HttpResponse:
    teams = take_page(Team.objects.visible_to(request.user), order="name", after=request.GET.get("after", ""))
    name = "hiring/readiness/list.html#rows" if request.htmx else "hiring/readiness/list.html"
    context = {"lines": list_standings(teams.rows), "after": teams.after, "section": "roles"}
    return render(request, name, context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_team(request: HttpRequest, pid: str) -> HttpResponse:
    team = get_object_or_404(Team.objects.visible_to(request.user), public_id=pid)
    if request.method == "POST":
        require_answerer(team, request.user)
        return _take(request, team)
    return _show(request, read_page(team), answers=may_answer(team, request.user))


def _take(request: HttpRequest, team: Team) -> HttpResponse:
    """Save what was changed. A script is answered with the verdict and the questions that it changed."""
    saved = take_form(read_page(team, request.POST), request.user)
    if request.htmx:
        page = read_page(team, typed=saved.refused)
        touched = [form for form in page if form.line.question.id in saved.touched]
        return render(request, f"{TEAM}#saved", {"page": page, "touched": touched})
    if saved.refused:
        return _show(request, read_page(team, typed=saved.refused), answers=True, refused=len(saved.refused))
    if saved.changed:
        text = ngettext("%(count)d answer is saved.", "%(count)d answers are saved.", len(saved.changed))
        messages.success(request, text % {"count": len(saved.changed)})
    return redirect("team-readiness", team.public_id)


def _show(request: HttpRequest, page: TeamPage, *, answers: bool, refused: int = 0) -> HttpResponse:
    source = own_catalogue().source
    context = {"page": page, "answers": answers, "refused": refused, "source": source, "section": "roles"}
    return render(request, TEAM, context, status=422 if refused else 200)
