"""The job that the child interpreter runs on one document: reads it and returns text and pictures, or
refuses.

Imports no Django. The web process and the worker only ever see its answer.
"""

from collections.abc import Callable
from typing import Any

from candidates.documents.reading.json_resume import read_json_resume
from candidates.documents.reading.text import normalise_text, unwrap_lines
from hiring.core.background.child_frames import ChildRefused


def read(
    about: dict[str, Any], parts: list[bytes], tell: Callable[[int, int], None]
) -> tuple[dict[str, Any], list[bytes]]:
    """Read ``parts[0]``, a document of the kind ``about["kind"]``: pdf, docx or json.

    Answers ``text`` (normalised), ``cut`` (whether it was longer), ``page_count`` (0 where there are no
    pages) and ``sizes`` (width and height of each picture); the parts are the pictures. Raises
    ``ChildRefused``.
    """
    (data,) = parts
    page_count, images = 0, []
    if about["kind"] == "pdf":
        # Imported when needed: an interpreter that only ever reads Word documents stays small.
        from candidates.documents.reading.pdf import read_pdf  # noqa: PLC0415

        content = read_pdf(data, tell)
        raw_text, page_count, images = content.text, content.page_count, content.images
    elif about["kind"] == "docx":
        from candidates.documents.reading.word import read_word  # noqa: PLC0415

        raw_text = read_word(data)
    else:
        raw_text = read_json_resume(data)
    text, cut = normalise_text(raw_text)
    if page_count:
        text = unwrap_lines(text)
    if not text and not page_count:
        raise ChildRefused("empty")
    sizes = [[image.width, image.height] for image in images]
    return {"text": text, "cut": cut, "page_count": page_count, "sizes": sizes}, [image.data for image in images]
