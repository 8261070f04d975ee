"""The home page, and each of its lists in full."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from assessments.inbox import querysets
from assessments.inbox.home import read_inbox
from assessments.inbox.rows import DueSheet, LateCard, OpenedCard, ToDecide, due_rows
from hiring.core.paging import take_page

# What each list reads at a moment, in which order, its rows, and its title.
LISTS = {
    "due": (lambda user, now: querysets.due_cards(user), "due_at", DueSheet, _("Scorecards due from you")),
    "opened": (
        lambda user, now: querysets.opened_cards(user, now - querysets.RECENT),
        "-submitted_at",
        OpenedCard,
        _("Opened to you"),
    ),
    "decide": (
        lambda user, now: querysets.to_decide(user),
        "stage_entered_at",
        ToDecide,
        _("Waiting for your decision"),
    ),
    "late": (querysets.late_cards, "due_at", LateCard, _("Late on your roles")),
}


@require_safe
def show_inbox(request: HttpRequest) -> HttpResponse:
    return render(request, "assessments/inbox/inbox.html", {"inbox": read_inbox(request.user)})


@require_safe
def show_list(request: HttpRequest, name: str) -> HttpResponse:
    if name not in LISTS:
        raise Http404
    find, order, row, title = LISTS[name]
    now = timezone.now()
    page = take_page(find(request.user, now), order=order, after=request.GET.get("after", ""))
    rows = [row(*values) for values in page.rows]
    if name == "due":
        rows = due_rows(rows, now)
    context = {"name": name, "title": title, "rows": rows, "after": page.after}
    return render(request, "assessments/inbox/list.html", context)
