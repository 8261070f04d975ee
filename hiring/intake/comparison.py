"""What changed between two texts, line by line and word by word. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a line, and whether only this side has them."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of both texts, side by side; None where a side has no such line."""

    old: tuple[Piece, ...] | None
    new: tuple[Piece, ...] | None

    @property
    def same(self) -> bool:
        return self.old == self.new


def compare_texts(old: str, new: str) -> list[Row]:
    """Return all lines of both texts in order; joined, each side is its text again (split at line ends).

    Lines that differ stand beside each other with the words marked that only one side has.
    """
    before, after = old.splitlines(), new.splitlines()
    rows: list[Row] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [Row(pieces := (Piece(line, False),), pieces) for line in before[i:j]]
        else:
            rows += [_compare_lines(one, other) for one, other in zip_longest(before[i:j], after[k:m])]
    return rows


def only_near_changes(rows: Sequence[Row], around: int = 2) -> Iterator[Row | None]:
    """Yield the changed rows with ``around`` unchanged ones before and after; None stands for rows left out."""
    near = {
        number
        for at, row in enumerate(rows)
        if not row.same
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
        return Row(_whole(old), _whole(new))
    one, other = WORDS.findall(old), WORDS.findall(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if i < j:
            left.append(Piece("".join(one[i:j]), tag != "equal"))
        if k < m:
            right.append(Piece("".join(other[k:m]), tag != "equal"))
    return Row(tuple(left), tuple(right))


def _whole(line: str | None) -> tuple[Piece, ...] | None:
    return None if line is None else (Piece(line, True),)
