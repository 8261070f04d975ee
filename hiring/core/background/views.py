"""Pages about background work: the list for administrators, one task with its progress, trying again, stopping."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from hiring.core.accounts.models import User
from hiring.core.background.models import Task
from hiring.core.background.permissions import may_change_task, require_may_change_task
from hiring.core.background.queue import cancel_task, retry_task
from hiring.core.background.states import OPEN_STATES, TaskState
from hiring.core.background.watching import stop_watching, watched_ids
from hiring.core.errors import Refused
from hiring.core.paging import take_page
from hiring.core.permissions import require_administrator

FILTERS = {
    "failed": (gettext_lazy("Failed"), {"state": TaskState.FAILED}),
    "open": (gettext_lazy("Waiting and working"), {"state__in": OPEN_STATES}),
    "all": (gettext_lazy("All"), {}),
}


@require_safe
@never_cache
def list_tasks(request: HttpRequest) -> HttpResponse:
    require_administrator(request.user)
    chosen = request.GET.get("show") if request.GET.get("show") in FILTERS else "failed"
    tasks = Task.objects.visible_to(request.user).filter(**FILTERS[chosen][1]).select_related("created_by")
    context = {
        "tasks": take_page(tasks, order="-id", after=request.GET.get("after", "")),
        "filters": [(key, label) for key, (label, _condition) in FILTERS.items()],
        "chosen": chosen,
    }
    name = "core/background/tasks.html" + ("#rows" if request.htmx else "")
    return render(request, name, context)


@require_safe
@never_cache
def show_task(request: HttpRequest, pid: str) -> HttpResponse:
    """Show one task. A page that polls names the version it shows, and gets 204 while that still stands."""
    task = get_object_or_404(_visible(request.user), public_id=pid)
    if request.htmx and "seen" in request.GET:
        return _answer_poll(request, task)
    context = {"task": task, "own_page": True, "may_change": may_change_task(request.user, task)}
    return render(request, "core/background/task.html", context)


@require_safe
@never_cache
def show_watched(request: HttpRequest) -> HttpResponse:
    """Say what has ended of the work that this browser waits for, each once; 204 while nothing has."""
    watched = watched_ids(request.session)
    known = list(_visible(request.user).filter(public_id__in=watched))
    ended = [task for task in known if not task.is_open]
    waiting = len(known) > len(ended)
    if waiting and not ended:
        return HttpResponse(status=204)
    stop_watching(request.session, *(set(watched) - {task.public_id for task in known if task.is_open}))
    return render(request, "core/background/watched.html", {"tasks": ended, "waiting": waiting})


def _answer_poll(request: HttpRequest, task: Task) -> HttpResponse:
    if request.GET["seen"] == task.version:
        return HttpResponse(status=204)
    stay, own_page = "stay" in request.GET, "own" in request.GET
    if not task.is_open:
        stop_watching(request.session, task.public_id)  # it is seen here
    if task.state == TaskState.DONE and task.page and not stay:
        return HttpResponseClientRedirect(task.page)
    if own_page and not task.is_open:
        return HttpResponseClientRefresh()  # what may be done now stands beside the progress
    return render(request, "core/background/_progress.html", {"task": task, "stay": stay, "own_page": own_page})


@require_POST
def retry(request: HttpRequest, pid: str) -> HttpResponse:
    return _change(request, pid, retry_task, _("The work begins anew."))


@require_POST
def cancel(request: HttpRequest, pid: str) -> HttpResponse:
    return _change(request, pid, cancel_task, _("The work is stopped."))


def _change(request: HttpRequest, pid: str, verb: Callable[..., Task], text: str) -> HttpResponse:
    task = get_object_or_404(_visible(request.user), public_id=pid)
    require_may_change_task(request.user, task)
    try:
        verb(task, actor=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, text)
    return redirect("task-detail", pid=pid)


def _visible(user: User) -> QuerySet[Task]:
    return Task.objects.visible_to(user).select_related("created_by")
