"""The page of a job review: filled in by its author, read by those to whom it is open, refused with the reason."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hiring.core.errors import DomainError, Invalid, Stale
from hiring.core.text import clean_text
from hiring.intake.models import JobReview
from hiring.intake.reviews import amend_review, require_author, save_review, submit_review
from hiring.intake.sheet_pages import fill_page, find_review, read_page, require_readable
from rubrics.sheets.answers import answer_save
from rubrics.sheets.content import Save
from rubrics.sheets.forms import only_changes, read_form
from rubrics.sheets.frozen import read_criteria
from rubrics.sheets.models import SheetState
from rubrics.sheets.saving import NotOpen, not_open_text
from rubrics.sheets.submitting import Incomplete, standing_answers
from rubrics.sheets.typed import form_status, keep_typed

FORM = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@sensitive_post_parameters()
@FORM
def show_review(request: HttpRequest, pid: str) -> HttpResponse:
    review = find_review(request.user, pid)
    if request.method == "POST":
        require_author(review, request.user)
        return _take(request, review)
    if review.author_id == request.user.pk and review.state == SheetState.OPEN:
        return _show_form(request, fill_page(review))
    require_readable(review, request.user)
    return render(request, "hiring/intake/review_read.html", read_page(review, reader=request.user))


def _take(request: HttpRequest, review: JobReview) -> HttpResponse:
    """Take the whole form, for who has no script and for everybody who submits."""
    submits = request.POST.get("do") == "submit"
    if submits and review.state == SheetState.SUBMITTED:
        return redirect("job-review", review.public_id)  # the second of two clicks
    save = _read(request, review)
    try:
        _save_changes(request, review, save)
    except DomainError as refusal:
        return _show_form(request, fill_page(review, typed=keep_typed(save, refusal)), form_status(refusal))
    return _submit(request, review) if submits else redirect("job-review", review.public_id)


def _submit(request: HttpRequest, review: JobReview) -> HttpResponse:
    """Submit what was saved just now; a refusal shows it as it stands."""
    try:
        submit_review(review, actor=request.user, version=review.version, text_number=_read_text_number(request))
    except Incomplete as refusal:
        return _show_form(request, fill_page(review, shows_errors=True), form_status(refusal))
    except (NotOpen, Stale) as refusal:
        review = find_review(request.user, review.public_id)
        return _show_form(request, fill_page(review, note=refusal.text), refusal.status)
    messages.success(request, _("Submitted. The others’ reviews are open to you as they come in."))
    return redirect("job-results", review.role.public_id)


def _read(request: HttpRequest, review: JobReview) -> Save:
    try:
        return read_form(request.POST, read_criteria(review.rubric_version), {})
    except Invalid as refusal:
        raise BadRequest(refusal.text)


def _read_text_number(request: HttpRequest) -> int:
    number = request.POST.get("text_number", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0


def _save_changes(request: HttpRequest, review: JobReview, save: Save) -> None:
    standing = standing_answers(review, read_criteria(review.rubric_version))
    changes = only_changes(save, standing, {})
    if changes.parts:
        save_review(review, actor=request.user, save=changes)
    elif review.state != SheetState.OPEN:
        raise NotOpen(not_open_text(review.state))


def _show_form(request: HttpRequest, page: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "hiring/intake/review.html", page, status=status)


@never_cache
@require_POST
def save_draft(request: HttpRequest, pid: str) -> JsonResponse:
    """Autosave. The review is found by its author alone: nobody else has a draft to save here."""
    own = JobReview.objects.visible_to(request.user).filter(public_id=pid, author=request.user)
    review = own.select_related("rubric_version").first()
    if review is None:
        require_author(find_review(request.user, pid), request.user)
        raise Http404
    return answer_save(request, lambda save: save_review(review, actor=request.user, save=save))


@never_cache
@sensitive_post_parameters()
@FORM
def amend(request: HttpRequest, pid: str) -> HttpResponse:
    review = find_review(request.user, pid)
    require_author(review, request.user)
    if review.state != SheetState.SUBMITTED:
        return redirect("job-review", review.public_id)
    page = fill_page(review, amends=True)
    status = 200
    if request.method == "POST":
        save, reason = _read(request, review), clean_text(request.POST.get("reason", ""))
        try:
            amend_review(review, actor=request.user, save=save, reason=reason)
        except DomainError as refusal:
            review.refresh_from_db()
            incomplete, status = isinstance(refusal, Incomplete), form_status(refusal)
            typed = keep_typed(save, refusal, reason)
            page = fill_page(review, typed=typed, shows_errors=incomplete, amends=True)
        else:
            messages.success(request, _("Amended. The first version stays readable beside it."))
            return redirect("job-review", review.public_id)
    return render(request, "hiring/intake/review_amend.html", page, status=status)
