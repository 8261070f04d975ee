"""The page of a scorecard: filled in by its author, read by those to whom it is open, refused with the reason."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.scorecards.finding import find_card, require_readable
from assessments.scorecards.forms import read_closing_form
from assessments.scorecards.models import Scorecard
from assessments.scorecards.pages import fill_page, read_page
from assessments.scorecards.panels import decline
from assessments.scorecards.permissions import require_author
from assessments.scorecards.reading import mark_read
from assessments.scorecards.verbs import amend_scorecard, save_scorecard, submit_scorecard
from candidates.documents.models import Document
from candidates.documents.shown import show_document
from candidates.documents.viewing import note_view
from hiring.core.errors import DomainError, Invalid
from hiring.core.text import clean_text
from rubrics.sheets.answers import answer_save
from rubrics.sheets.content import Save, read_closing
from rubrics.sheets.forms import only_changes, read_form
from rubrics.sheets.frozen import read_criteria
from rubrics.sheets.models import SheetState
from rubrics.sheets.saving import NotOpen
from rubrics.sheets.submitting import Incomplete, standing_answers
from rubrics.sheets.typed import form_status, keep_typed

FORM = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@sensitive_post_parameters()
@FORM
def show_card(request: HttpRequest, pid: str) -> HttpResponse:
    found = find_card(request.user, pid)
    card = found.card
    if request.method == "POST":
        require_author(card, request.user)
        return _take(request, card)
    if found.is_form:
        return _show_form(request, fill_page(card, reader=request.user))
    require_readable(found, request.user)
    if not found.is_mine:
        mark_read(card.application, reader=request.user)
    return render(request, "assessments/scorecards/read.html", read_page(card, reader=request.user))


def _take(request: HttpRequest, card: Scorecard) -> HttpResponse:
    """Take the whole form, for who has no script and for everybody who submits."""
    submits = request.POST.get("do") == "submit"
    if submits and card.state == SheetState.SUBMITTED:
        return redirect("scorecard", pid=card.public_id)  # the second of two clicks
    save = _read(request, card)
    try:
        _save_changes(request, card, save)
        if submits:
            submit_scorecard(card, actor=request.user, version=card.version)
    except Incomplete as refusal:
        return _show_form(request, fill_page(card, reader=request.user, shows_errors=True), status=form_status(refusal))
    except DomainError as refusal:
        page = fill_page(card, reader=request.user, typed=keep_typed(save, refusal))
        return _show_form(request, page, status=form_status(refusal))
    if submits:
        messages.success(request, _submitted_text(card))
    return redirect("scorecard", pid=card.public_id)


def _read(request: HttpRequest, card: Scorecard) -> Save:
    try:
        return read_form(request.POST, read_criteria(card.rubric_version), read_closing_form(request.POST))
    except Invalid as refusal:
        raise BadRequest(refusal.text)


def _save_changes(request: HttpRequest, card: Scorecard, save: Save) -> None:
    standing = standing_answers(card, read_criteria(card.rubric_version))
    changes = only_changes(save, standing, read_closing(card))
    if changes.parts:
        save_scorecard(card, actor=request.user, save=changes)
    elif card.state != SheetState.OPEN:
        raise NotOpen(_("This scorecard takes no changes any more."))


def _show_form(request: HttpRequest, page: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "assessments/scorecards/scorecard.html", page, status=status)


def _submitted_text(card: Scorecard) -> str:
    if Scorecard.objects.open().filter(author=card.author_id, application=card.application_id).exists():
        return _("Submitted. Your colleagues’ scorecards open when your other one on this candidate is in as well.")
    return _("Submitted. Your colleagues’ scorecards are open to you as they come in.")


@never_cache
@require_POST
def save_draft(request: HttpRequest, pid: str) -> JsonResponse:
    """Autosave. An open card is found by its author alone, the quick way; every other by who may know of it."""
    card = Scorecard.objects.open().select_related("rubric_version").filter(public_id=pid, author=request.user).first()
    if card is None:
        card = find_card(request.user, pid).card
        require_author(card, request.user)
    return answer_save(request, lambda save: save_scorecard(card, actor=request.user, save=save))


@never_cache
@sensitive_post_parameters()
@FORM
def amend(request: HttpRequest, pid: str) -> HttpResponse:
    card = find_card(request.user, pid).card
    require_author(card, request.user)
    if card.state != SheetState.SUBMITTED:
        return redirect("scorecard", pid=card.public_id)
    if request.method == "POST":
        save, reason = _read(request, card), clean_text(request.POST.get("reason", ""))
        try:
            amend_scorecard(card, actor=request.user, save=save, reason=reason)
        except DomainError as refusal:
            card.refresh_from_db()
            incomplete = isinstance(refusal, Incomplete)
            page = fill_page(
                card, reader=request.user, typed=keep_typed(save, refusal, reason), shows_errors=incomplete, amends=True
            )
            return render(request, "assessments/scorecards/amend.html", page, status=form_status(refusal))
        messages.success(request, _("Amended. The first version stays readable beside it."))
        return redirect("scorecard", pid=card.public_id)
    page = fill_page(card, reader=request.user, amends=True)
    return render(request, "assessments/scorecards/amend.html", page)


@never_cache
@require_safe
def show_resume(request: HttpRequest, pid: str) -> HttpResponse:
    """The text of the resume beside the card, when it is asked for: a view that is written down."""
    card = find_card(request.user, pid).card
    document = get_object_or_404(Document.objects.visible_to(request.user), public_id=card.resume)
    note_view(document, actor=request.user)
    shown = show_document(document)
    return render(request, "candidates/documents/document.html#text", {"shown": shown, "document": document})


@FORM
def decline_card(request: HttpRequest, pid: str) -> HttpResponse:
    card = find_card(request.user, pid).card
    require_author(card, request.user)
    context = {"card": card, "reason": clean_text(request.POST.get("reason", ""))}
    if request.method == "POST":
        try:
            decline(card, actor=request.user, reason=context["reason"])
        except Invalid as refusal:
            return render(
                request, "assessments/scorecards/decline.html", {**context, "error": refusal.text}, status=422
            )
        except NotOpen as refusal:
            messages.warning(request, refusal.text)
            return redirect("inbox")
        messages.success(request, _("You are off this panel. Whoever planned it sees why."))
        return redirect("inbox")
    return render(request, "assessments/scorecards/decline.html", context)
