"""Pages of a role's plan: the picture of its process, its timeline, and what candidates may expect."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hiring.planning.expectations import make_expectations, write_markdown
from hiring.planning.plans import plan_processes, plan_role, read_role_steps
from hiring.planning.rules import read_rules
from hiring.planning.schedules import INPUTS, read_schedule, save_timeline
from hiring.planning.showing import show_plan, show_schedule
from hiring.planning.timeline_forms import TimelineForm
from hiring.roles.models import HiringTeamMember, TeamRight
from hiring.roles.pages import SHOWN, find_led_role, find_role, frame
from hiring.roles.permissions import add_up_rights, rights_on
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


@require_safe
def show_timeline(request: HttpRequest, pid: str) -> HttpResponse:
    """When each step ends and the role is filled, with the inputs and the sources of every number."""
    role = find_role(request, pid)
    members = list(HiringTeamMember.objects.current().filter(role=role).values_list("user_id", "right"))
    rights = add_up_rights(role, request.user, (right for who, right in members if who == request.user.pk))
    interviewers = sum(right == TeamRight.INTERVIEWER for _who, right in members)
    shown = show_schedule(read_schedule(role, interviewers=interviewers))
    context = frame(role, "plan", rights, part="timeline", shown=shown)
    return render(request, "hiring/planning/timeline.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_timeline(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_led_role(request, pid)
    schedule = read_schedule(role)
    now = {name: getattr(schedule.inputs, name) for name in INPUTS}
    figures = [reading.figure for reading in schedule.readings]
    form = TimelineForm(request.POST or None, initial=now | {"version": schedule.version}, figures=figures)
    if request.method == "POST" and form.is_valid():
        try:
            save_timeline(role, actor=request.user, version=form.cleaned_data["version"], **form.values)
        except SHOWN as refusal:
            form.take_refusal(refusal, now=now)
        else:
            messages.success(request, _("Saved."))
            return redirect("role-timeline", role.public_id)
    context = frame(role, "plan", part="timeline", form=form)
    return render(request, "hiring/planning/timeline_edit.html", context, status=422 if form.errors else 200)
