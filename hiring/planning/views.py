"""Pages of a role's plan: the picture of its process, and what candidates may expect."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from hiring.planning.expectations import make_expectations, write_markdown
from hiring.planning.plans import plan_processes, plan_role, read_role_steps
from hiring.planning.rules import read_rules
from hiring.planning.showing import show_plan
from hiring.roles.pages import find_role, frame
from hiring.roles.permissions import rights_on
from rubrics.library.models import Process


@require_safe
def show_process(request: HttpRequest, pid: str) -> HttpResponse:
    """The process of a role: what it covers, what it takes, what is wrong with it."""
    role = find_role(request, pid)
    shown = show_plan(plan_role(role))
    context = frame(role, "plan", rights_on(role, request.user), part="process", shown=shown)
    return render(request, "hiring/planning/role_process.html", context)


@require_safe
def show_preset(request: HttpRequest, pid: str) -> HttpResponse:
    """The same for a process that roles may take, with the library's own weights."""
    process = get_object_or_404(Process.objects.visible_to(request.user), public_id=pid)
    shown = show_plan(plan_processes([process])[process.pk])
    context = {"process": process, "shown": shown, "section": "rubrics"}
    return render(request, "hiring/planning/process.html", context)


@require_safe
def show_expectations(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_role(request, pid)
    expected = make_expectations(role, read_role_steps(role), read_rules())
    context = frame(role, "plan", rights_on(role, request.user), part="expect", expected=expected)
    return render(request, "hiring/planning/expectations.html", context | {"markdown": write_markdown(expected)})


@require_safe
def download_expectations(request: HttpRequest, pid: str) -> HttpResponse:
    """The same as a Markdown file."""
    role = find_role(request, pid)
    text = write_markdown(make_expectations(role, read_role_steps(role), read_rules()))
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    name = slugify(role.title)[:60] or "role"
    response.headers["Content-Disposition"] = f'attachment; filename="what-to-expect-{name}.md"'
    return response
