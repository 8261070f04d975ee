"""The trail for auditors and administrators."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hiring.core.audit.chain import read_chain_state
from hiring.core.audit.forms import TrailFilter
from hiring.core.audit.models import AuditEntry
from hiring.core.audit.querysets import AuditEntryQuerySet
from hiring.core.paging import PAGE_SIZE
from hiring.core.permissions import require_reader_of_house


@require_safe
@never_cache
def list_entries(request: HttpRequest) -> HttpResponse:
    """Show the newest entries first, 50 at a time; the next ones start below the number of the last one shown."""
    require_reader_of_house(request.user)
    form = TrailFilter(request.GET)
    entries = AuditEntry.objects.visible_to(request.user)
    entries = form.narrow(entries) if form.is_valid() else entries.none()
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        entries = entries.filter(pk__lt=int(before))
    rows = _page(entries)
    context = {"entries": rows[:PAGE_SIZE], "more": _address_of_next(request.GET, rows)}
    if request.htmx:
        return render(request, "core/audit/trail.html#rows", context)
    is_filtered = any(request.GET.get(name) for name in form.fields)
    context |= {"form": form, "chain": read_chain_state(), "is_filtered": is_filtered}
    return render(request, "core/audit/trail.html", context)


def _page(entries: AuditEntryQuerySet) -> list[AuditEntry]:
    return list(entries.select_related("actor", "link").order_by("-pk")[: PAGE_SIZE + 1])


def _address_of_next(asked: QueryDict, rows: list[AuditEntry]) -> str:
    if len(rows) <= PAGE_SIZE:
        return ""
    following = asked.copy()
    following["before"] = rows[PAGE_SIZE - 1].pk
    return f"?{following.urlencode()}"
