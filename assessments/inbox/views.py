"""The home page, and each of its lists in full."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from assessments.inbox import querysets
from assessments.inbox.home import due_row, read_inbox
from hiring.core.paging import take_page

LISTS = {
    "due": (querysets.due_cards, "due_at", _("Scorecards due from you")),
    "opened": (querysets.opened_cards, "-submitted_at", _("Opened to you")),
    "decide": (querysets.to_decide, "stage_entered_at", _("Waiting for your decision")),
    "late": (querysets.late_cards, "due_at", _("Late on your roles")),
}


@require_safe
def show_inbox(request: HttpRequest) -> HttpResponse:
    return render(request, "assessments/inbox/inbox.html", {"inbox": read_inbox(request.user)})


@require_safe
def show_list(request: HttpRequest, name: str) -> HttpResponse:
    if name not in LISTS:
        raise Http404
    find, order, title = LISTS[name]
    page = take_page(find(request.user), order=order, after=request.GET.get("after", ""))
    now = timezone.now()
    rows = [due_row(card, now) for card in page.rows] if name == "due" else page.rows
    context = {"name": name, "title": title, "rows": rows, "after": page.after}
    return render(request, "assessments/inbox/list.html", context)
