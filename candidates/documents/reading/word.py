"""Reads a Word document as text: headers, then paragraphs and tables in their order, then footers.

python-docx opens the package and knows the styles; the walk is our own, because text boxes and content
controls, of which resume templates are made, are not among its paragraphs.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import docx
from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from candidates.documents.reading.archive import find_fault_inside
from candidates.documents.reading.text import HEADING, ITEM, LINE, Block, write_blocks
from hiring.core.background.child_frames import ChildRefused

PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
TEXT, TEXT_BOX = qn("w:t"), qn("w:txbxContent")
SPACES = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
# Deleted text, the older copy of a text box, and properties (a tab stop is no tab).
SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:sdtPr")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
SHORT_CELL = 80  # characters: a row of short cells is a line of data, others are columns of a layout


def read_word(data: bytes) -> str:
    """Return the text with the marks of ``reading.text``. Raises ``ChildRefused`` with a code of ``archive``."""
    if code := find_fault_inside(data):
        raise ChildRefused(code)
    try:
        document = docx.Document(io.BytesIO(data))
        return write_blocks(
            [
                *_read_margins(document, "header"),
                *_read(document, document.element.body),
                *_read_margins(document, "footer"),
            ]
        )
    except (
        PythonDocxError,
        etree.LxmlError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        RecursionError,
    ):
        raise ChildRefused("damaged") from None


def _read_margins(document: Document, where: str) -> list[Block]:
    """Headers or footers: first page, others, even pages; the same line once."""
    found: dict[Block, None] = {}
    for section in document.sections:
        for kind in ("first_page_", "", "even_page_"):
            margin = getattr(section, f"{kind}{where}")
            if not margin.is_linked_to_previous:
                found.update(dict.fromkeys(_read(document, margin._element)))
    return list(found)


def _read(document: Document, element: Any) -> Iterator[Block]:
    """Yield the blocks below ``element`` in document order, through content controls and tracked insertions."""
    for child in element:
        if child.tag == PARAGRAPH:
            yield from _read_paragraph(document, child)
        elif child.tag == TABLE:
            yield from _read_table(document, child)
        elif isinstance(child.tag, str) and child.tag not in SKIPPED:
            yield from _read(document, child)


def _read_paragraph(document: Document, element: Any) -> Iterator[Block]:
    text = "".join(_words(element))
    if text.strip():
        yield Block(_kind(document, element), text)
    for box in _text_boxes(element):
        yield from _read(document, box)


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == TEXT:
            yield child.text or ""
        elif child.tag in SPACES:
            yield SPACES[child.tag]
        elif child.tag != TEXT_BOX and child.tag not in SKIPPED:
            yield from _words(child)


def _text_boxes(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == TEXT_BOX:
            yield child
        elif child.tag not in SKIPPED:
            yield from _text_boxes(child)


def _kind(document: Document, element: Any) -> str:
    style = (Paragraph(element, document._body).style.name or "").lower()
    if style.startswith(("heading", "title")):
        return HEADING
    if style.startswith("list") or (element.pPr is not None and element.pPr.numPr is not None):
        return ITEM
    return LINE


def _read_table(document: Document, table: Any) -> Iterator[Block]:
    for row in table.iter(ROW):
        if next(row.iterancestors(TABLE)) is not table:
            continue  # a table inside a cell comes with its cell
        cells = [list(_read(document, cell)) for cell in _cells(row)]
        cells = [cell for cell in cells if cell]
        if len(cells) > 1 and all(len(cell) == 1 and len(cell[0].text) <= SHORT_CELL for cell in cells):
            yield Block(LINE, " | ".join(cell[0].text.strip() for cell in cells))
        else:
            yield from _flatten(cells)


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in row.iter(CELL) if next(cell.iterancestors(ROW)) is row)


def _flatten(cells: Iterable[list[Block]]) -> Iterator[Block]:
    for cell in cells:
        yield from cell
