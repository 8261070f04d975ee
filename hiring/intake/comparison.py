"""What changed between two texts, line by line; inside a changed line word by word. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from rubrics.library.differences import Kind, Piece, compare_words

Line = tuple[Piece, ...] | None  # None where a side has no such line


@dataclass(frozen=True, slots=True)
class Row:
    """One line of both texts, side by side."""

    old: Line
    new: Line

    @property
    def is_same(self) -> bool:
        return self.old == self.new


def compare_texts(old: str, new: str) -> list[Row]:
    """Return all lines of both texts in order; joined, each side is its text again (split at line ends).

    Lines that differ stand beside each other with the words marked that only one side has.
    """
    before, after = old.splitlines(), new.splitlines()
    rows: list[Row] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [Row(line, line) for line in map(_same, before[i:j])]
        else:
            rows += [_compare_lines(one, other) for one, other in zip_longest(before[i:j], after[k:m])]
    return rows


def only_near_changes(rows: Sequence[Row], around: int = 2) -> Iterator[Row | None]:
    """Yield the changed rows with ``around`` unchanged ones before and after; None stands for rows left out."""
    near = {
        number
        for at, row in enumerate(rows)
        if not row.is_same
        for number in range(max(at - around, 0), min(at + around + 1, len(rows)))
    }
    left_out = False
    for number, row in enumerate(rows):
        if number in near:
            yield row
        elif not left_out:
            yield None
        left_out = number not in near


def _compare_lines(old: str | None, new: str | None) -> Row:
    if old is None or new is None:
        return Row(_whole(old, Kind.REMOVED), _whole(new, Kind.ADDED))
    difference = compare_words(old, new)
    return Row(difference.old, difference.new)


def _same(line: str) -> Line:
    return (Piece(Kind.SAME, line),) if line else ()


def _whole(line: str | None, kind: Kind) -> Line:
    return None if line is None else (Piece(kind, line),)
