"""What the pages of the draft editor share: the open draft, refusals in the form, and texts that came too late."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hiring.core.errors import DomainError, Invalid, NotAllowed, Refused
from rubrics.library.comparing import FieldChange, compare_rows, field_labels
from rubrics.library.contents import fingerprint
from rubrics.library.drafting import DraftGone
from rubrics.library.forms import QUESTIONS
from rubrics.library.models import Rubric, RubricCriterion, RubricVersion
from rubrics.library.permissions import may_edit_rubrics
from rubrics.library.publishing import find_problems

View = Callable[..., HttpResponse]
FORM = require_http_methods(["GET", "HEAD", "POST"])


def editable_rubric(request: HttpRequest, rubric_id: str) -> Rubric:
    rubric = get_object_or_404(Rubric.objects.visible_to(request.user), public_id=rubric_id)
    if not may_edit_rubrics(request.user):
        raise PermissionDenied
    return rubric


def edits_draft(view: View) -> View:
    """Give a view the open draft of the rubric in the address; answer what came too late for it."""

    @wraps(view)
    def handle(request: HttpRequest, rubric_id: str, **ids: str) -> HttpResponse:
        rubric = editable_rubric(request, rubric_id)
        draft = rubric.versions.drafts().first()
        if draft is None:
            text = _("There is no draft of this rubric now: it was published or discarded.")
            return _gone(request, rubric, DraftGone(text))
        draft.rubric = rubric
        try:
            return view(request, draft, **ids)
        except DraftGone as error:
            return _gone(request, rubric, error)
        except NotAllowed as error:
            raise PermissionDenied from error

    return handle


def _gone(request: HttpRequest, rubric: Rubric, error: DomainError) -> HttpResponse:
    """Show what was typed, when the draft it belongs to is no more; who typed nothing goes to the rubric."""
    labels = field_labels() | {"reason": _("Reason"), "weight": _("Weight")}
    for number in QUESTIONS:
        labels[f"ask_{number}"] = _("Question %(number)d") % {"number": number}
        labels[f"follow_ups_{number}"] = _("Follow-ups to question %(number)d") % {"number": number}
    written = [(label, request.POST[name]) for name, label in labels.items() if request.POST.get(name, "").strip()]
    if not written:
        messages.info(request, error.text)
        return redirect("rubric", rubric.public_id)
    context = {"rubric": rubric, "error": error, "written": written}
    return render(request, "rubrics/library/draft_gone.html", context, status=409)


def row_of(draft: RubricVersion, criterion_id: str) -> RubricCriterion:
    row = draft.criteria.filter(public_id=criterion_id).first()
    if row is None:
        raise DraftGone(_("This criterion is not in the draft any more."))
    row.version = draft
    return row


def is_done(request: HttpRequest, form: forms.Form, deed: Callable[[], object]) -> bool:
    """Do the deed with a valid form that was sent; a refusal stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        deed()
    except DraftGone:
        raise
    except Invalid as error:
        for name, texts in error.errors.items():
            form.add_error(name if name in form.fields else None, texts)
    except Refused as error:
        form.add_error(None, error.text)
    else:
        return True
    return False


def answer(
    request: HttpRequest,
    draft: RubricVersion,
    page: str,
    form: forms.Form,
    conflict: Sequence[FieldChange] = (),
    **context: object,
) -> HttpResponse:
    """Show a form: 409 with both texts when somebody else was first, 422 when it cannot be taken."""
    status = 409 if conflict else 422 if form.errors else 200
    context |= {"draft": draft, "rubric": draft.rubric, "form": form, "conflict": conflict}
    return render(request, f"rubrics/library/{page}.html", context, status=status)


def to_draft(request: HttpRequest, draft: RubricVersion, text: str, anchor: str = "") -> HttpResponse:
    messages.success(request, text)
    return redirect(reverse("rubric-draft", args=[draft.rubric.public_id]) + (f"#{anchor}" if anchor else ""))


def again(request: HttpRequest, seen: str, **defaults: object) -> Mapping[str, Any]:
    """What was sent, as if it had been written on what stands now: saving it once more is a choice, not an accident."""
    sent = request.POST.copy()
    for name, value in defaults.items():
        sent.setdefault(name, str(value))
    sent["seen"] = seen
    return sent


def draft_context(draft: RubricVersion) -> dict[str, object]:
    rows = list(draft.criteria.all())
    latest = draft.rubric.versions.published().order_by("-number").first()
    before = list(latest.criteria.all()) if latest else []
    return {
        "draft": draft,
        "rubric": draft.rubric,
        "rows": rows,
        "total": sum(row.weight for row in rows),
        "latest": latest,
        "comparison": compare_rows(latest, draft, before, rows) if latest else None,
        "problems": find_problems(draft, rows, latest, before),
        "seen": fingerprint([row.public_id for row in rows]),
    }
