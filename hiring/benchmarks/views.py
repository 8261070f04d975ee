"""All benchmarks by topic, and one with its history and, for administrators, the form that changes it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hiring.benchmarks.editing import edit_benchmark
from hiring.benchmarks.forms import BenchmarkForm
from hiring.benchmarks.listing import list_benchmarks
from hiring.benchmarks.loading import CHANGEABLE
from hiring.benchmarks.models import Benchmark
from hiring.benchmarks.reading import as_figure
from hiring.benchmarks.words import TOPICS
from hiring.core.errors import Invalid, Stale
from hiring.core.permissions import require_administrator

SHOWN_REVISIONS = 50


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    rows = Benchmark.objects.visible_to(request.user).select_related("source")
    return render(request, "hiring/benchmarks/list.html", {"blocks": list_benchmarks(rows), "section": "rubrics"})


@require_http_methods(["GET", "HEAD", "POST"])
def show_one(request: HttpRequest, pid: str) -> HttpResponse:
    rows = Benchmark.objects.visible_to(request.user).select_related("source")
    row = get_object_or_404(rows, public_id=pid)
    initial = {name: getattr(row, name) for name in CHANGEABLE} | {"version": row.version}
    form = BenchmarkForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        require_administrator(request.user)
        if form.is_valid() and _change(request, row, form):
            return redirect("benchmark", row.public_id)
    context = {
        "form": form,
        "row": row,
        "figure": as_figure(row),
        "label": TOPICS[row.topic],
        "revisions": row.revisions.select_related("author")[:SHOWN_REVISIONS],
        "section": "rubrics",
    }
    return render(request, "hiring/benchmarks/one.html", context, status=422 if form.errors else 200)


def _change(request: HttpRequest, row: Benchmark, form: BenchmarkForm) -> bool:
    try:
        edit_benchmark(row, actor=request.user, **form.cleaned_data)
    except (Invalid, Stale) as refusal:
        form.take_refusal(refusal)
        return False
    messages.success(request, _("The figure is changed; calculations take it from now on."))
    return True
