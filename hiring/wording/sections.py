"""The headings, lines and passages of a Markdown text. Pure."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from hiring.wording.reading import Document

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BULLET = re.compile(r"\s{0,8}(?:[-*+•]|\d{1,3}[.)])\s+\S")


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its place; ``heading`` is the words of one that is a heading, with its level."""

    start: int
    text: str
    heading: str | None = None
    level: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_bullet(self) -> bool:
        return _BULLET.match(self.text) is not None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what follows until the next one; the text before the first heading has none."""

    heading: str | None
    level: int
    lines: tuple[Line, ...]  # without the heading
    start: int
    end: int

    @property
    def body(self) -> str:
        return trim("\n".join(line.text for line in self.lines))

    @property
    def whole(self) -> str:
        """The section as it may stand in a text again."""
        if self.heading is None:
            return self.body
        return f"{'#' * self.level} {self.heading}\n\n{self.body}".rstrip()


def trim(text: str) -> str:
    """Return ``text`` without empty lines around it; its first line keeps what it is indented by."""
    lines = text.rstrip().split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    return "\n".join(lines[first:])


def read_lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text; what looks like a heading inside a fence of code is none."""
    start, fence = 0, ""
    for line in text.split("\n"):
        level, heading = (0, None) if fence else _read_heading(line)
        if mark := _FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        yield Line(start, line, heading, level)
        start += len(line) + 1


def _read_heading(line: str) -> tuple[int, str | None]:
    """Return the level and the words of a heading; (0, None) for any other line."""
    rest = line.lstrip(" ")
    words = rest.lstrip("#")
    level = len(rest) - len(words)
    if not 1 <= level <= 6 or len(line) - len(rest) > 3 or (words and words[0] not in " \t"):
        return 0, None
    words = words.strip()
    closed = words.rstrip("#")
    return level, closed.rstrip() if not closed or closed[-1] in " \t" else words


def read_sections(text: str) -> list[Section]:
    """Return the sections of a text in order; joined they are the whole text."""
    sections: list[Section] = []
    head: Line | None = None
    lines: list[Line] = []
    for line in (*read_lines(text), None):
        if line is not None and line.heading is None:
            lines.append(line)
            continue
        if head is not None or lines:
            sections.append(_section(head, lines))
        head, lines = line, []
    return sections


def _section(head: Line | None, lines: list[Line]) -> Section:
    first = head or lines[0]
    last = lines[-1] if lines else first
    return Section(
        heading=head.heading if head else None,
        level=head.level if head else 0,
        lines=tuple(lines),
        start=first.start,
        end=last.end,
    )


def words_between(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return the numbers of the first word from ``start`` on and of the first one from ``end`` on."""
    return bisect_left(document.starts, start), bisect_left(document.starts, end)
