"""How a document's files leave: noted, kept nowhere on the way, and the original never shown but saved."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from candidates.documents.models import Document, DocumentPage, DocumentState
from candidates.documents.viewing import note_download, note_view
from hiring.core.accounts.models import User
from hiring.core.files import read_file


def send_page(document: Document, number: int, *, reader: User) -> HttpResponse:
    """Answer the picture of one page. Raises ``Http404`` where there is none."""
    page = get_object_or_404(DocumentPage, document=document, number=number)
    note_view(document, actor=reader)
    return _send_file(page.file, "image/webp")


def send_original(document: Document, *, reader: User) -> HttpResponse:
    """Answer the file as it came, once it was checked, whatever it holds. Raises ``Http404`` before that."""
    if document.state != DocumentState.READY:
        raise Http404
    note_download(document, actor=reader)  # first: what is not written down does not leave the house
    response = _send_file(document.file, "application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, document.file_name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _send_file(name: str, content_type: str) -> HttpResponse:
    """Answer a file, which is never larger than some megabytes."""
    try:
        response = HttpResponse(read_file(name), content_type=content_type)
    except FileNotFoundError:
        raise Http404
    response.headers["X-Content-Type-Options"] = "nosniff"
    return keep_nowhere(response)


def keep_nowhere(response: HttpResponse) -> HttpResponse:
    """Forbid that any browser or proxy keeps a copy."""
    response.headers["Cache-Control"] = "private, no-store"
    return response
