"""Pages of documents: looking at one, its pictures, its original, adding and removing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from candidates.applications.models import Application
from candidates.documents.adding import add_document, remove_document
from candidates.documents.forms import DocumentForm
from candidates.documents.models import Document
from candidates.documents.permissions import may_add_document, may_change_document
from candidates.documents.sending import keep_nowhere, send_original, send_page
from candidates.documents.shown import show_document
from candidates.documents.viewing import note_view
from hiring.core.errors import Refused
from hiring.roles.permissions import require

FORM = require_http_methods(["GET", "HEAD", "POST"])


def _get_document(request: HttpRequest, document_id: str) -> Document:
    documents = Document.objects.visible_to(request.user).select_related("candidate", "application__role")
    return get_object_or_404(documents, public_id=document_id)


@require_safe
def document(request: HttpRequest, document_id: str) -> HttpResponse:
    """The document with its pages and text; while it is being read, how far that is.

    A page that asks again says what it shows (``seen``) and gets 204 while that is still so.
    """
    row = _get_document(request, document_id)
    shown = show_document(row, may_change=may_change_document(row, request.user))
    if request.GET.get("seen") == shown.stamp:
        return HttpResponse(status=204)
    if shown.is_ready:
        note_view(row, actor=request.user)
    part = "#content" if request.htmx else ""
    response = render(
        request, f"candidates/documents/document.html{part}", {"shown": shown, "document": row, "section": "candidates"}
    )
    return keep_nowhere(response)


@require_safe
def page_image(request: HttpRequest, document_id: str, number: int) -> HttpResponse:
    """The picture of one page."""
    return send_page(_get_document(request, document_id), number, reader=request.user)


@require_safe
def original(request: HttpRequest, document_id: str) -> HttpResponse:
    """The file as it came, to be saved."""
    return send_original(_get_document(request, document_id), reader=request.user)


@FORM
def add(request: HttpRequest, application_id: str) -> HttpResponse:
    """One more document for an application."""
    applications = Application.objects.visible_to(request.user).select_related("candidate", "role")
    application = get_object_or_404(applications, public_id=application_id)
    require(
        may_add_document(application.candidate, application, request.user),
        _("Only a recruiter or hiring manager of this role adds documents."),
    )
    form = DocumentForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_document(
                application.candidate,
                actor=request.user,
                upload=form.upload,
                application=application,
                title=form.cleaned_data["title"],
            )
        except Refused as error:
            form.add_error(None, error.text)
        else:
            return redirect("document", added.public_id)
    if form.is_bound:
        form.keep()
    context = {"form": form, "application": application, "section": "candidates"}
    return render(request, "candidates/documents/add.html", context, status=422 if form.errors else 200)


@FORM
def remove(request: HttpRequest, document_id: str) -> HttpResponse:
    """Ask, then remove a document for good."""
    row = _get_document(request, document_id)
    require(
        may_change_document(row, request.user),
        _("Only a recruiter or hiring manager of this role removes documents."),
    )
    if request.method == "POST":
        remove_document(row, actor=request.user)
        messages.success(request, _("The document is removed."))
        return redirect(_home(row))
    return render(request, "candidates/documents/remove.html", {"document": row, "section": "candidates"})


def _home(row: Document) -> str:
    if row.application:
        return reverse("application", args=[row.application.public_id])
    return reverse("candidate-edit", args=[row.candidate.public_id])
