"""Extracted text as people and databases can take it, and the few marks by which it is laid out again.

The text of a Word document or a JSON Resume is written as lines: a heading starts with ``## ``, a list entry
with ``- ``, a blank line separates. Whoever reads the bare text understands it, and a page lays it out
properly.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from candidates.documents.limits import MOST_TEXT
from hiring.core.text import clean_text

HEADING, ITEM, LINE = "heading", "item", "line"
MARKS = {HEADING: "## ", ITEM: "- ", LINE: ""}
BULLETS = re.compile(r"^(?:[-*•‣▪●◦·–]\s+)(?=\S)")

# Word for Mac writes a hyphen as three: hyphen-minus, soft hyphen, hyphen.
TRIPLE_HYPHEN = re.compile("-\u00ad?\u2010")
LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
SPACES = re.compile(r"[^\S\n]+")
# A line that goes on in the next one: it is as long as lines get, and what follows begins small.
WRAPPED = re.compile(r"(?<=[^\n]{60})\n(?=[a-zß-öø-ÿ])")
BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of laid-out text: a heading, a list entry or a plain line."""

    kind: str
    text: str


def normalise_text(raw: str) -> tuple[str, bool]:
    """Return ``raw`` as NFC without control, bidirectional, private and unpaired characters, and whether it
    was cut.

    Spaces of all widths become one space, more than one blank line becomes one, at most ``MOST_TEXT``
    characters are kept.
    """
    text = TRIPLE_HYPHEN.sub("-", LINE_ENDS.sub("\n", raw[: MOST_TEXT * 2]))
    text = "\n".join(SPACES.sub(" ", line).strip() for line in clean_text(text).split("\n"))
    text = BLANK_LINES.sub("\n\n", text).strip()
    return text[:MOST_TEXT].rstrip(), len(raw) > MOST_TEXT * 2 or len(text) > MOST_TEXT


def unwrap_lines(text: str) -> str:
    """Join lines that a page broke for its width; a PDF knows lines, not paragraphs."""
    return WRAPPED.sub(" ", text)


def write_blocks(blocks: Iterable[Block]) -> str:
    """Return ``blocks`` as text; every heading stands after a blank line."""
    lines = []
    for block in blocks:
        words = " ".join(block.text.split())
        if words:
            lines.append(("\n" if block.kind == HEADING else "") + MARKS[block.kind] + words)
    return "\n".join(lines).strip("\n")


def lay_out(text: str) -> Iterator[Block]:
    """Read ``text`` back as blocks; a blank line is a line without text."""
    for line in text.split("\n"):
        if line.startswith(MARKS[HEADING]):
            yield Block(HEADING, line.removeprefix(MARKS[HEADING]))
        elif bullet := BULLETS.match(line):
            yield Block(ITEM, line[bullet.end() :])
        else:
            yield Block(LINE, line)
