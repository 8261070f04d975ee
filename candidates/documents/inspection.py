"""What can be said of a file at once, in the web process: name, size and first and last bytes, a ZIP's
directory.

Nothing is unpacked or drawn here; that is done by ``reader`` in the child. What is refused here is refused
while the form is still open, so that nothing else in it is lost.
"""

from pathlib import PurePath

from candidates.documents import limits
from candidates.documents.models import DocumentKind
from candidates.documents.reading.archive import find_fault
from candidates.documents.reading.json_resume import parse_resume
from candidates.documents.refusals import FileRefused
from hiring.core.background.child_frames import ChildRefused

KINDS = {".pdf": DocumentKind.PDF, ".docx": DocumentKind.DOCX, ".json": DocumentKind.JSON_RESUME}
RELATIVES = {".doc": "old_word", ".dot": "old_word", ".docm": "macros", ".dotm": "macros"}
ACCEPT = ",".join(KINDS)  # for the file field of a form

PDF_MARK, PDF_END, ZIP_MARK, ZIP_END = b"%PDF-", b"%%EOF", b"PK\x03\x04", b"PK\x05\x06"
OLE_MARK, OLE_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1"), "EncryptedPackage".encode("utf-16-le")
BLANK = b" \t\r\n\f\0"
NEAR = 1024  # bytes: as far as readers look for a PDF's first and last mark
LONGEST_ZIP_END = 22 + 65_535

REALLY = {
    DocumentKind.PDF: "really_pdf",
    DocumentKind.DOCX: "really_docx",
    DocumentKind.JSON_RESUME: "really_json",
}
IS_NOT = {
    DocumentKind.PDF: "not_a_pdf",
    DocumentKind.DOCX: "not_a_word_document",
    DocumentKind.JSON_RESUME: "not_json",
}


def check_size(size: int) -> None:
    """Refuse a size in bytes before anything is read: ``FileRefused`` empty, too_large."""
    if size == 0:
        raise FileRefused("empty")
    if size > limits.MOST_BYTES:
        raise FileRefused("too_large")


def inspect_file(name: str, data: bytes) -> DocumentKind:
    """Return the kind of a file that may go on to be read. Raises ``FileRefused`` for the first fault."""
    check_size(len(data))
    if not data.strip(BLANK):
        raise FileRefused("empty")
    named = _read_name(name)
    if data.startswith(OLE_MARK):
        raise FileRefused("password" if OLE_LOCKED in data else "old_word")
    found = _recognise(data)
    if found != named:
        raise FileRefused(REALLY[found] if found else IS_NOT[named])
    {DocumentKind.PDF: _check_pdf, DocumentKind.DOCX: _check_docx, DocumentKind.JSON_RESUME: _check_json}[found](data)
    return found


def _read_name(name: str) -> DocumentKind:
    ending = PurePath(name).suffix.lower()
    if ending not in KINDS:
        raise FileRefused(RELATIVES.get(ending, "wrong_type"))
    return KINDS[ending]


def _recognise(data: bytes) -> DocumentKind | None:
    """Return the kind by content; a ZIP counts as a Word document here, its parts are looked at later."""
    start = data[:NEAR].removeprefix(b"\xef\xbb\xbf").lstrip(BLANK)
    if start.startswith(PDF_MARK):
        return DocumentKind.PDF
    if data.startswith(ZIP_MARK):
        return DocumentKind.DOCX
    return DocumentKind.JSON_RESUME if start.startswith((b"{", b"[")) else None


def _check_pdf(data: bytes) -> None:
    if ZIP_END in data[-LONGEST_ZIP_END:]:
        raise FileRefused("two_files_in_one")
    if PDF_END not in data[-NEAR:]:
        raise FileRefused("two_files_in_one" if PDF_END in data[-LONGEST_ZIP_END:] else "truncated")


def _check_docx(data: bytes) -> None:
    if PDF_MARK in data[:NEAR]:
        raise FileRefused("two_files_in_one")
    if code := find_fault(data):
        raise FileRefused(code)


def _check_json(data: bytes) -> None:
    if len(data) > limits.MOST_JSON_BYTES:
        raise FileRefused("json_too_large")
    if data.lstrip(b"\xef\xbb\xbf" + BLANK).startswith(b"{") and not data.rstrip(BLANK).endswith(b"}"):
        raise FileRefused("truncated")
    try:
        parse_resume(data)
    except ChildRefused as refused:
        raise FileRefused(refused.code) from None
