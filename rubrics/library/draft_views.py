"""A draft as a whole: started, looked at, put in order, published or discarded."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hiring.core.errors import Refused, Stale
from rubrics.library import drafting, editing, publishing
from rubrics.library.comparing import compare_fields
from rubrics.library.contents import basics_of, fingerprint, order_of
from rubrics.library.editor import FORM, again, answer, draft_context, editable_rubric, edits_draft, is_done, to_draft
from rubrics.library.forms import BasicsForm, CopyForm, PublishForm
from rubrics.library.models import Rubric, RubricVersion


@require_safe
@edits_draft
def show_draft(request: HttpRequest, draft: RubricVersion) -> HttpResponse:
    """The draft as a whole: what it holds, what it lacks, what can be done."""
    return render(request, "rubrics/library/draft.html", draft_context(draft))


@require_POST
def start(request: HttpRequest, rubric_id: str) -> HttpResponse:
    rubric = editable_rubric(request, rubric_id)
    try:
        drafting.start_draft(rubric, actor=request.user)
    except Refused as error:
        messages.error(request, error.text)
        return redirect("rubric", rubric.public_id)
    return redirect("rubric-draft", rubric.public_id)


@FORM
def copy(request: HttpRequest, rubric_id: str) -> HttpResponse:
    """A rubric of our own, with the content of this one to begin with."""
    rubric = editable_rubric(request, rubric_id)
    source = rubric.versions.published().order_by("-number").first() or rubric.versions.get()
    form = CopyForm(request.POST or None)
    made = []

    def deed() -> None:
        made.append(drafting.copy_rubric(source, title=form.cleaned_data["title"], actor=request.user))

    if is_done(request, form, deed):
        return redirect("rubric-draft", made[0].rubric.public_id)
    context = {"rubric": rubric, "form": form}
    return render(request, "rubrics/library/copy.html", context, status=422 if form.errors else 200)


@FORM
@edits_draft
def discard(request: HttpRequest, draft: RubricVersion) -> HttpResponse:
    """Throw the draft away, after a look at what goes with it."""
    if request.method != "POST":
        return render(request, "rubrics/library/draft_discard.html", draft_context(draft))
    drafting.discard_draft(draft, actor=request.user)
    messages.success(request, _("The draft is discarded."))
    if Rubric.objects.filter(pk=draft.rubric_id).exists():
        return redirect("rubric", draft.rubric.public_id)
    return redirect("rubric-list")


@FORM
@edits_draft
def publish(request: HttpRequest, draft: RubricVersion) -> HttpResponse:
    """What changed against the latest version, and the reason for it."""
    form = PublishForm(request.POST or None, initial={"revision": draft.revision})
    status = 200

    def deed() -> None:
        publishing.publish_version(draft, actor=request.user, **form.cleaned_data)

    try:
        if is_done(request, form, deed):
            messages.success(request, _("Version %(number)d is published.") % {"number": draft.number})
            return redirect("rubric", draft.rubric.public_id)
    except Stale as error:
        status = 409
        form = PublishForm({"reason": request.POST["reason"], "revision": error.theirs["revision"]})
        form.add_error(None, error.text)
    context = draft_context(draft)
    status = 422 if form.errors and status == 200 else status
    return render(request, "rubrics/library/publish.html", context | {"form": form}, status=status)


@FORM
@edits_draft
def edit_basics(request: HttpRequest, draft: RubricVersion) -> HttpResponse:
    content = basics_of(draft)
    form = BasicsForm(request.POST or None, initial=content | {"seen": fingerprint(content)})
    conflict = []

    def deed() -> None:
        editing.edit_basics(draft, form.cleaned_data, actor=request.user, seen=form.cleaned_data["seen"])

    try:
        if is_done(request, form, deed):
            return to_draft(request, draft, _("Saved."))
    except Stale as error:
        conflict = compare_fields(error.theirs, {name: form.cleaned_data[name] for name in error.theirs})
        form = BasicsForm(again(request, fingerprint(error.theirs)))
    return answer(request, draft, "draft_basics", form, conflict)


@require_POST
@edits_draft
def move(request: HttpRequest, draft: RubricVersion) -> HttpResponse:
    """Move one criterion up or down."""
    order = order_of(draft)
    seen = request.POST.get("seen", "")
    criterion = request.POST.get("up") or request.POST.get("down") or ""
    if criterion in order:
        at = order.index(criterion)
        to = at - 1 if "up" in request.POST else at + 1
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
    try:
        editing.order_criteria(draft, order, actor=request.user, seen=seen)
    except Stale as error:
        messages.warning(request, error.text)
    if request.htmx:
        return render(request, "rubrics/library/draft.html#criteria", draft_context(draft))
    return redirect(reverse("rubric-draft", args=[draft.rubric.public_id]) + "#criteria")
