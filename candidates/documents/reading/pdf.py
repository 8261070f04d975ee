"""Reads a PDF: its text and pictures of its pages, by PDFium.

PDFium keeps the order in which the text was written, resolves ligatures and draws the pages, so one engine
does both; pypdf, which sees the objects themselves, only looks for what may run (``pdf_objects``).
"""

import io
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from candidates.documents.limits import IMAGE_LONG_SIDE, MOST_IMAGES, MOST_PAGES
from candidates.documents.reading.pdf_objects import explain_closed, find_active_part
from hiring.core.background.child_frames import ChildRefused

IMAGE_FORMAT = "WEBP"
IMAGE_QUALITY = 82
# FPDF_REMOVE_SECURITY: a copy without encryption, which pypdf can look into.
WITHOUT_SECURITY = 3


@dataclass(frozen=True, slots=True)
class PageImage:
    """A picture of one page as WebP; ``width`` and ``height`` in pixels."""

    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class PdfContent:
    """What was read: text as found, number of pages, pictures of the first ``MOST_IMAGES`` pages."""

    text: str
    page_count: int
    images: list[PageImage]


def read_pdf(data: bytes, tell: Callable[[int, int], None]) -> PdfContent:
    """Return text and pictures; ``tell(done, total)`` after each picture.

    Raises ``ChildRefused``: password, damaged, no_pages, too_many_pages, scripts, files_inside.
    """
    document = _open(data)
    try:
        count = len(document)
        if count == 0:
            raise ChildRefused("no_pages")
        if count > MOST_PAGES:
            raise ChildRefused("too_many_pages", pages=count, most=MOST_PAGES)
        if code := find_active_part(_unlocked(document, data)):
            raise ChildRefused(code)
        text = "\n\n".join(_read_text(document, number) for number in range(count))
        images, total = [], min(count, MOST_IMAGES)
        for number in range(total):
            images.append(_draw(document, number))
            tell(number + 1, total)
    except pypdfium2.PdfiumError:
        raise ChildRefused("damaged") from None
    finally:
        document.close()
    return PdfContent(text, count, images)


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise ChildRefused(explain_closed(data)) from None


def _unlocked(document: pypdfium2.PdfDocument, data: bytes) -> bytes:
    """Return the bytes to look into: a file that opens without a password may be encrypted all the same."""
    if raw.FPDF_GetSecurityHandlerRevision(document.raw) == -1:
        return data
    copy = io.BytesIO()
    document.save(copy, flags=WITHOUT_SECURITY)
    return copy.getvalue()


def _read_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    textpage = page.get_textpage()
    try:
        # PDFium ends lines with both; a lone carriage return is a character of the file, which Word uses as a space.
        return textpage.get_text_bounded().replace("\r\n", "\n").replace("\r", " ")
    finally:
        textpage.close()
        page.close()


def _draw(document: pypdfium2.PdfDocument, number: int) -> PageImage:
    page = document[number]
    width, height = page.get_size()
    longest = max(width, height)
    if not 0 < longest < float("inf"):
        raise ChildRefused("damaged")
    bitmap = page.render(scale=IMAGE_LONG_SIDE / longest)
    try:
        image, out = bitmap.to_pil(), io.BytesIO()
        image.save(out, IMAGE_FORMAT, quality=IMAGE_QUALITY, method=4)
        return PageImage(*image.size, out.getvalue())
    finally:
        bitmap.close()
        page.close()
