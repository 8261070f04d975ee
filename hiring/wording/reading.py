"""A text as words with their places, and the phrases that stand in it. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

# Letters and digits with the accents that follow them; an apostrophe inside belongs to the word.
_LETTER = r"[^\W_][\u0300-\u036f]*"
_WORD = re.compile(rf"(?:{_LETTER})+(?:['’](?:{_LETTER})+)*")
# What somebody is quoted with, and code: within a line and short, so that a stray mark hides nothing.
_QUOTED = re.compile(r"“[^”\n]{1,120}”|«[^»\n]{1,120}»|\"[^\"\n]{1,120}\"|`[^`\n]{1,120}`")
_JOINING = frozenset(" \t-‐‑–/+&*_`~’'")
_LONGEST_GAP = 8
_CLAUSE_ENDS = frozenset(".,;:!?()|—\n")

_DENYING = frozenset(
    {
        *("no", "not", "never", "without", "neither", "nor", "none", "cannot", "can't", "don't", "won't", "doesn't"),
        *("didn't", "isn't", "aren't", "needn't", "shouldn't"),
    }
)
_DENYING_PAIRS = frozenset({("instead", "of"), ("rather", "than"), ("place", "of")})
_NOT_DENYING = frozenset({"only", "just", "merely", "simply", "least", "later"})  # "not only", "at no later than"
_TURNING = frozenset({"but", "however", "though", "although"})
_WAIVED = frozenset(
    {
        *("required", "needed", "necessary", "expected", "asked", "wanted", "mandatory", "requirement"),
        *("matter", "count", "counted", "important"),
    }
)
_REACH = 6  # words that a denial reaches


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text: ``text[start:end] == words``."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Word:
    """One word by its place; ``folded`` is how it is compared."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True)
class Document:
    """A text with its words.

    ``joined[i]`` says that word i can go on a phrase of word i - 1; ``begins[i]``, that a new clause begins with it;
    ``aside[i]``, that it is denied or stands in quotation marks, and so does not count.
    """

    text: str
    words: tuple[Word, ...]
    joined: tuple[bool, ...]
    begins: tuple[bool, ...]
    aside: tuple[bool, ...]

    def quote(self, first: int, last: int) -> Quote:
        """Return the words from number ``first`` to ``last``, both included."""
        start, end = self.words[first].start, self.words[last].end
        return Quote(start, end, self.text[start:end])

    def around(self, quote: Quote, most: int = 40) -> tuple[str, str]:
        """Return what stands before and after a quote on its line, up to ``most`` characters each."""
        before = self.text[max(quote.start - most, 0) : quote.start].rpartition("\n")[2]
        after = self.text[quote.end : quote.end + most].partition("\n")[0]
        return before, after

    @cached_property
    def starts(self) -> tuple[int, ...]:
        return tuple(word.start for word in self.words)


def read_document(text: str) -> Document:
    """Return ``text`` with its words, by one pass over it.

    >>> document = read_document("No degree needed, but Python.")
    >>> [word.folded for word, aside in zip(document.words, document.aside) if not aside]
    ['no', 'but', 'python']
    """
    words = tuple(Word(found.start(), found.end(), _fold(found.group())) for found in _WORD.finditer(text))
    joined, begins = [], []
    end = 0
    for word in words:
        gap = text[end : word.start] if word.start - end <= _LONGEST_GAP else "\n\n"
        joined.append(_joins(gap))
        begins.append(end == 0 or _ends_clause(gap))
        end = word.end
    aside = _find_denied(words, begins)
    _mark_quoted(text, words, aside)
    return Document(text, words, tuple(joined), tuple(begins), tuple(aside))


def _fold(word: str) -> str:
    return word.casefold().replace("’", "'")


def _joins(gap: str) -> bool:
    if "\n" in gap:
        return gap.count("\n") == 1 and not gap.strip()
    return gap == "." or all(char in _JOINING for char in gap)


def _ends_clause(gap: str) -> bool:
    if gap.count("\n") == 1 and not gap.strip():  # a line that was only broken
        return False
    return gap not in {".", ":"} and any(char in _CLAUSE_ENDS for char in gap)


def _find_denied(words: Sequence[Word], begins: Sequence[bool]) -> list[bool]:
    aside = [False] * len(words)
    reach = 0
    for at, word in enumerate(words):
        if begins[at] or word.folded in _TURNING:
            reach = 0
        if reach:
            aside[at] = True
            reach -= 1
        if _denies(words, begins, at):
            reach = _REACH
        if _waives(words, begins, at):
            for back in range(at, max(at - _REACH, -1), -1):
                aside[back] = True
                if begins[back]:
                    break
    return aside


def _denies(words: Sequence[Word], begins: Sequence[bool], at: int) -> bool:
    word = words[at].folded
    following = words[at + 1].folded if at + 1 < len(words) and not begins[at + 1] else ""
    if word in _DENYING:
        return following not in _NOT_DENYING
    return at > 0 and not begins[at] and (words[at - 1].folded, word) in _DENYING_PAIRS


def _waives(words: Sequence[Word], begins: Sequence[bool], at: int) -> bool:
    """Tell whether what stands before is waived here: "is not needed", "are optional"."""
    word = words[at].folded
    if word in {"optional", "unnecessary"}:
        return True
    if word not in _WAIVED:
        return False
    for back in range(at - 1, max(at - 4, -1), -1):
        if begins[back + 1]:
            return False
        if words[back].folded in _DENYING:
            return True
    return False


def _mark_quoted(text: str, words: Sequence[Word], aside: list[bool]) -> None:
    at = 0
    for found in _QUOTED.finditer(text):
        while at < len(words) and words[at].start < found.start():
            at += 1
        while at < len(words) and words[at].end <= found.end():
            aside[at] = True
            at += 1


@dataclass(slots=True)
class _Node:
    """A point in the tree of phrases: what may follow, word by word or by how a word begins, and what ends here."""

    words: dict[str, "_Node"] = field(default_factory=dict)
    starts: dict[int, dict[str, "_Node"]] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)

    def step(self, part: str) -> "_Node":
        if part.endswith("*"):
            stem = part[:-1]
            return self.starts.setdefault(len(stem), {}).setdefault(stem, _Node())
        return self.words.setdefault(part, _Node())

    def after(self, word: str) -> Iterator["_Node"]:
        if exact := self.words.get(word):
            yield exact
        for length, stems in self.starts.items():
            if found := stems.get(word[:length]):
                yield found


class Phrases:
    """Phrases by key, looked up together. A phrase is words; ``*`` at the end of a word stands for any ending.

    Spaces, hyphens, slashes and dots between words are the same: "real time" finds "real-time".
    """

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        self._root = _Node()
        for key, phrases in table.items():
            for phrase in phrases:
                node = self._root
                for part in re.split(r"[\s/.-]+", phrase.casefold()):
                    node = node.step(part)
                node.keys.append(key)

    def find(self, document: Document, *, first: int = 0, last: int | None = None) -> dict[str, list[Quote]]:
        """Return by key what stands in the words ``first`` to ``last`` (excluded) and is not set aside, in order.

        At each place the longest phrase of a key counts, and the next one begins after it.
        """
        found: dict[str, list[Quote]] = {}
        until: dict[str, int] = {}
        for at in range(first, len(document.words) if last is None else last):
            if document.aside[at] or not (nodes := list(self._root.after(document.words[at].folded))):
                continue
            for key, end in self._longest(document, at, last, nodes).items():
                if until.get(key, 0) <= at:
                    found.setdefault(key, []).append(document.quote(at, end))
                    until[key] = end + 1
        return found

    def _longest(self, document: Document, at: int, last: int | None, nodes: list[_Node]) -> dict[str, int]:
        """Return by key where the longest phrase ends that begins at a word, after which ``nodes`` stand."""
        ends: dict[str, int] = {}
        end = at
        while nodes:
            for node in nodes:
                for key in node.keys:
                    ends[key] = end
            end += 1
            if end >= (len(document.words) if last is None else last):
                break
            if not document.joined[end] or document.aside[end]:
                break
            nodes = [more for node in nodes for more in node.after(document.words[end].folded)]
        return ends


def split_phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a line of a table, where semicolons stand between them."""
    return tuple(phrase for part in text.split(";") if (phrase := " ".join(part.split())))
