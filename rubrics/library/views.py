"""Reading the library: rubrics and their versions, processes, profiles, bars, the checklist, sources."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hiring.core.paging import PAGE_SIZE, take_page
from rubrics.library import listing, showing
from rubrics.library.comparing import compare_versions
from rubrics.library.forms import CompareForm, FilterForm
from rubrics.library.models import (
    Checklist,
    Library,
    Process,
    ProcessStep,
    Profile,
    Rubric,
    RubricVersion,
    Seniority,
    Source,
)
from rubrics.library.permissions import may_edit_rubrics


def _page(request: HttpRequest, name: str, fragment: str, context: dict[str, object]) -> HttpResponse:
    """Render a page, or the one fragment that HTMX asked for."""
    partial = f"#{fragment}" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"rubrics/library/{name}.html{partial}", context)


@require_safe
def list_rubrics(request: HttpRequest) -> HttpResponse:
    """Processes with their rubrics, then the others; with words to find, one flat list."""
    form = FilterForm(request.GET)
    words, after = (form.cleaned_data["q"], form.cleaned_data["after"]) if form.is_valid() else ("", "")
    rubrics = Rubric.objects.visible_to(request.user).filter(retired_at=None)
    if words:
        rubrics = rubrics.matching(words)
    else:
        rubrics = rubrics.outside_processes(ProcessStep.objects.filter(process__retired_at=None))
    page = take_page(rubrics, order="key", after=after)
    processes = [] if words or after else Process.objects.visible_to(request.user).offered()[:PAGE_SIZE]
    context = {
        "words": words,
        "blocks": listing.list_processes(processes, request.user) if processes else [],
        "lines": list(listing.list_rubrics(page.rows, request.user).values()),
        "next_page": urlencode({"q": words, "after": page.after}) if page.after else "",
    }
    return _page(request, "rubric_list", "rows" if after else "results", context)


@require_safe
def show_rubric(request: HttpRequest, rubric_id: str) -> HttpResponse:
    """The latest published version; of a rubric without one, its draft is all there is."""
    rubric = get_object_or_404(Rubric.objects.visible_to(request.user), public_id=rubric_id)
    versions = list(rubric.versions.visible_to(request.user))
    version = next((version for version in versions if not version.is_draft), None)
    if version is None:
        return redirect("rubric-draft", rubric.public_id)
    return _show(request, rubric, version, versions)


@require_safe
def show_version(request: HttpRequest, version_id: str) -> HttpResponse:
    """Any version by its own address, as frozen cards and stages point to it."""
    versions = RubricVersion.objects.visible_to(request.user).select_related("rubric")
    version = get_object_or_404(versions, public_id=version_id)
    if version.is_draft:
        return redirect("rubric-draft", version.rubric.public_id)
    return _show(request, version.rubric, version, list(version.rubric.versions.visible_to(request.user)))


def _show(request: HttpRequest, rubric: Rubric, version: RubricVersion, versions: list[RubricVersion]) -> HttpResponse:
    shown = showing.show_version(rubric, version, versions)
    may_edit = may_edit_rubrics(request.user) and not rubric.retired_at
    return render(request, "rubrics/library/rubric.html", {"shown": shown, "may_edit": may_edit})


@require_safe
def list_versions(request: HttpRequest, rubric_id: str) -> HttpResponse:
    """All versions with their reasons, and who changed which weight when and why."""
    rubric = get_object_or_404(Rubric.objects.visible_to(request.user), public_id=rubric_id)
    versions = rubric.versions.visible_to(request.user).select_related("made_by", "published_by").with_counts()
    page = take_page(versions, order="-number", after=request.GET.get("after", ""))
    context = {"rubric": rubric, "entries": showing.list_versions(rubric, page.rows), "after": page.after}
    return _page(request, "versions", "rows", context)


@require_safe
def compare(request: HttpRequest, rubric_id: str) -> HttpResponse:
    """Two versions side by side; without a choice, the latest two. Editors may compare the draft."""
    rubric = get_object_or_404(Rubric.objects.visible_to(request.user), public_id=rubric_id)
    versions = list(rubric.versions.visible_to(request.user))
    form = CompareForm(request.GET or None, versions=versions)
    old, new = form.chosen()
    comparison = compare_versions(old, new) if old and new else None
    return render(request, "rubrics/library/compare.html", {"rubric": rubric, "form": form, "comparison": comparison})


@require_safe
def list_processes(request: HttpRequest) -> HttpResponse:
    processes = Process.objects.visible_to(request.user).offered()
    page = take_page(processes, order="id", after=request.GET.get("after", ""))
    context = {"blocks": listing.list_processes(page.rows, request.user), "after": page.after}
    return _page(request, "process_list", "rows", context)


@require_safe
def show_process(request: HttpRequest, process_id: str) -> HttpResponse:
    process = get_object_or_404(Process.objects.visible_to(request.user), public_id=process_id)
    shown = listing.show_process(process, request.user)
    return render(request, "rubrics/library/process.html", {"process": process, "shown": shown})


@require_safe
def list_profiles(request: HttpRequest) -> HttpResponse:
    profiles = Profile.objects.visible_to(request.user)
    return render(request, "rubrics/library/profile_list.html", {"profiles": profiles})


@require_safe
def show_profile(request: HttpRequest, profile_id: str) -> HttpResponse:
    profile = get_object_or_404(Profile.objects.visible_to(request.user), public_id=profile_id)
    return render(request, "rubrics/library/profile.html", {"shown": listing.show_profile(profile)})


@require_safe
def list_bars(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "rubrics/library/seniority_list.html",
        {"bars": listing.show_bars(Seniority.objects.visible_to(request.user))},
    )


@require_safe
def list_checklists(request: HttpRequest) -> HttpResponse:
    checklists = listing.show_checklists(Checklist.objects.visible_to(request.user))
    return render(request, "rubrics/library/checklist_list.html", {"checklists": checklists})


@require_safe
def list_sources(request: HttpRequest) -> HttpResponse:
    context = {
        "sources": [listing.show_source(source) for source in Source.objects.visible_to(request.user)],
        "libraries": Library.objects.visible_to(request.user),
    }
    return render(request, "rubrics/library/source_list.html", context)
