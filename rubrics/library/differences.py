"""Two texts side by side, word by word. Pure: text in, pieces out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    kind: Kind
    text: str


@dataclass(frozen=True)
class Difference:
    """The old text with what was removed, the new text with what was added. Joined, the pieces give the texts."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        return all(piece.kind is Kind.SAME for piece in self.old + self.new)


def compare_words(old: str, new: str) -> Difference:
    """Compare by words, blanks and marks, so that a changed comma is a changed comma."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for operation, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        kind_left, kind_right = (Kind.SAME, Kind.SAME) if operation == "equal" else (Kind.REMOVED, Kind.ADDED)
        _append(left, kind_left, before[i1:i2])
        _append(right, kind_right, after[j1:j2])
    return Difference(tuple(left), tuple(right))


def _append(pieces: list[Piece], kind: Kind, words: Sequence[str]) -> None:
    if words:
        pieces.append(Piece(kind, "".join(words)))
