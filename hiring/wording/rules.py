"""What a rule is, and what it finds. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hiring.wording.reading import Quote

MOST_QUOTES = 12  # of one rule; the rest is counted


class Kind(StrEnum):
    """What a finding is about; the pages show them in this order."""

    ROLE = "role"
    TEAM = "team"
    REQUIREMENTS = "requirements"
    OUTCOME = "outcome"
    GENDER = "gender"
    AGE = "age"
    BUZZWORD = "buzzword"
    YEARS = "years"
    DEGREE = "degree"


@dataclass(frozen=True, slots=True)
class Rule:
    """``id`` is stable: scripts and tests name it. ``source`` is where the rule comes from, in words."""

    id: str
    kind: Kind
    title: str
    why: str
    better: str
    source: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that was set off: by which words, and ``more`` further ones that are not quoted.

    ``in_title`` says that the quotes are of the role's title and not of the text; ``detail`` is what is particular to
    this text, in a sentence.
    """

    rule: Rule
    quotes: tuple[Quote, ...] = ()
    more: int = 0
    in_title: bool = False
    detail: str = ""


def find(rule: Rule, quotes: Sequence[Quote] = (), *, in_title: bool = False, detail: str = "") -> Finding:
    """Return a finding with as many quotes as are shown, in the order of the text, each place once."""
    ordered = sorted(set(quotes), key=lambda quote: (quote.start, quote.end))
    return Finding(rule, tuple(ordered[:MOST_QUOTES]), max(len(ordered) - MOST_QUOTES, 0), in_title, detail)
