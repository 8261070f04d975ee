"""Looks through the objects of a PDF for what would run or hide when somebody opens the original.

An action or an attachment is only of use to a viewer when it hangs on the catalogue, so the walk starts at
the trailer and follows every reference, in object streams too. Nothing is decoded beyond these.
"""

import io
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject

from candidates.documents.limits import MOST_PDF_OBJECTS

ACTIONS_THAT_RUN = frozenset(
    ["/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute", "/GoTo3DView"]
)
ANNOTATIONS_THAT_RUN = frozenset(["/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"])
BROKEN = (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OSError)


def explain_closed(data: bytes) -> str:
    """Return why a PDF does not open: ``password``, ``no_pages`` or ``damaged``.

    PDFium does not say: its last error outlives the document that it belongs to.
    """
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            return "password"
        return "damaged" if len(reader.pages) else "no_pages"
    except DependencyError:  # an AES key to be tried, for which pypdf wants a library that reading needs nowhere else
        return "password"
    except BROKEN:
        return "damaged"


def find_active_part(data: bytes) -> str | None:
    """Return ``scripts``, ``files_inside``, ``damaged`` or ``too_heavy`` for the PDF ``data``, or None."""
    try:
        return _walk(PdfReader(io.BytesIO(data), strict=False))
    except BROKEN:
        return "damaged"  # what cannot be looked through is not taken on trust


def _walk(reader: PdfReader) -> str | None:
    waiting: list[Any] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    steps = 0
    while waiting:
        item = waiting.pop()
        steps += 1
        if steps > MOST_PDF_OBJECTS * 10 or len(seen) > MOST_PDF_OBJECTS:
            return "too_heavy"
        if isinstance(item, IndirectObject):
            key = (item.idnum, item.generation)
            if key in seen:
                continue
            seen.add(key)
            item = item.get_object()
        if isinstance(item, DictionaryObject):
            if code := _judge(item):
                return code
            waiting.extend(item.values())
        elif isinstance(item, ArrayObject):
            waiting.extend(item)
    return None


def _judge(item: DictionaryObject) -> str | None:
    if "/JS" in item or "/XFA" in item or _name(item, "/S") in ACTIONS_THAT_RUN:
        return "scripts"
    if _name(item, "/Subtype") in ANNOTATIONS_THAT_RUN:
        return "scripts"
    if "/EF" in item and not _is_plain_data(item):
        return "files_inside"
    return None


def _name(item: DictionaryObject, key: str) -> str:
    value = item.get(key)
    return str(value.get_object()) if value is not None and not isinstance(value, NullObject) else ""


def _is_plain_data(specification: DictionaryObject) -> bool:
    """Europass and its like attach the resume as XML data, which is no reason to refuse a resume."""
    names = [_name(specification, key) for key in ("/F", "/UF") if key in specification]
    return bool(names) and all(name.lower().endswith(".xml") for name in names)
