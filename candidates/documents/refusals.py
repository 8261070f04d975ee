"""Why a document is not taken, in words that say what to do. Codes are stored; words are made for the reader.

The words need no figure of the one file, so that what the child found out later can be told as well as what
the web process saw at once.
"""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from candidates.documents import limits
from hiring.core.errors import Invalid

WORDS: dict[str, str | Promise] = {
    "empty": _("This file is empty. Save the document again and add the new file."),
    "too_large": format_lazy(
        _("This file is larger than {most} MB. Save a copy without large pictures and add that."),
        most=limits.MOST_BYTES // limits.MEGABYTE,
    ),
    "json_too_large": format_lazy(
        _("This JSON file is larger than {most} MB, far more than a resume. Add the resume alone."),
        most=limits.MOST_JSON_BYTES // limits.MEGABYTE,
    ),
    "wrong_type": _(
        "Only a PDF, a Word document (.docx) or a JSON Resume (.json) can be read here. "
        "Save the resume as PDF and add that."
    ),
    "old_word": _("This is a Word document of the old kind (.doc). Save it as .docx or PDF and add that."),
    "macros": _("This Word document carries macros. Save it as PDF and add that."),
    "really_pdf": _("This file is a PDF, but its name says otherwise. End its name in .pdf and add it again."),
    "really_docx": _(
        "This file is a Word document, but its name says otherwise. End its name in .docx and add it again."
    ),
    "really_json": _("This file is JSON, but its name says otherwise. End its name in .json and add it again."),
    "not_a_pdf": _("This file is named .pdf but is no PDF. Open it where it was made, save it as PDF and add that."),
    "not_a_word_document": _(
        "This file is named .docx but is no Word document. Open it where it was made, save it as PDF and add that."
    ),
    "not_json": _("This file is named .json but cannot be read as JSON. Export the resume again, or add a PDF."),
    "not_a_resume": _(
        "This JSON has none of the sections of a JSON Resume (basics, work, education, skills). "
        "Export the resume again, or add a PDF."
    ),
    "too_deep": _("This JSON is nested deeper than any resume. Export the resume again, or add a PDF."),
    "truncated": _(
        "The end of this file is missing, often after a broken download. Fetch or save it again and add that."
    ),
    "damaged": _("This file is damaged and cannot be read. Save the document as PDF again and add that."),
    "password": _("This file asks for a password. Save a copy without one and add that."),
    "no_pages": _("This PDF has no pages. Save the document as PDF again and add that."),
    "too_many_pages": format_lazy(
        _("This document has more than {most} pages. Add the resume alone, without work samples."),
        most=limits.MOST_PAGES,
    ),
    "scripts": _("This PDF has scripts inside, as forms often do. Print it to a new PDF and add that."),
    "files_inside": _("This document has other files inside. Save or print it as a plain PDF and add that."),
    "parts_elsewhere": _("This Word document loads parts of itself from another address. Save it as PDF and add that."),
    "unpacks_too_large": _("This file unpacks to far more than a resume. Save the document as PDF and add that."),
    "unsafe_archive": _("This file is packed in a way that Word never does. Save the document as PDF and add that."),
    "two_files_in_one": _("This file holds a second one. Save the document as PDF again and add that."),
    "too_heavy": _(
        "This file took too much time or memory to read. Print it to a new PDF, with smaller pictures, and add that."
    ),
    "unread": _("This file could not be read here, for a reason that lies with us. Add it again."),
}


class FileRefused(Invalid):
    """A document that is not taken: ``refusal`` is the code, ``text`` the words."""

    def __init__(self, refusal: str, *, field: str = "file") -> None:
        super().__init__(str(WORDS[refusal]), errors={field: [str(WORDS[refusal])]})
        self.refusal = refusal


def explain_refusal(code: str) -> str | Promise:
    """Return the words for a stored code; one that this version does not know reads as damaged."""
    return WORDS.get(code, WORDS["damaged"])
