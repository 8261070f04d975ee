"""Blanks in questions: what the role that asks puts in, with words that stand where it says nothing.

``We need {throughput: 2,000 predictions a second}. How many replicas?`` asks with the throughput of the role's
production environment, and with 2,000 where that is unsaid. Pure: text and values in, text out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NAMES = ("latency", "throughput", "rows_today", "rows_in_two_years", "retraining", "serving")
_BLANK = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked."""

    ask: str
    follow_ups: tuple[str, ...]


def fill_blanks(text: str, values: Mapping[str, str]) -> str:
    """Return the text with every blank filled: by ``values``, else by the words in it. What is no blank stays.

    Worked by hand: "at {latency: 80 ms}" is "at 80 ms", and with {latency: "100 ms"} "at 100 ms".
    """

    def fill(found: re.Match[str]) -> str:
        name, words = found[1].strip(), (found[2] or "").strip()
        return (values.get(name) or words) if name in NAMES and words else found[0]

    return _BLANK.sub(fill, text)


def ask_with(questions: Sequence[Mapping[str, Any]], values: Mapping[str, str]) -> tuple[Asked, ...]:
    """Return questions ({ask, follow_ups}) with their blanks filled."""
    return tuple(
        Asked(fill_blanks(question["ask"], values), tuple(fill_blanks(text, values) for text in question["follow_ups"]))
        for question in questions
    )


def find_blank_faults(text: str) -> list[str]:
    """Return what is wrong with the braces of a text; empty where every blank has a known name and words."""
    faults = []
    for found in _BLANK.finditer(text):
        name, words = found[1].strip(), (found[2] or "").strip()
        if name not in NAMES:
            faults.append(f"{found[0]} is no blank. Known are: {', '.join(NAMES)}.")
        elif not words:
            faults.append(f"{found[0]} needs words for a role that does not say: {{{name}: words}}.")
    if "{" in (rest := _BLANK.sub("", text)) or "}" in rest:
        faults.append("A brace stands alone. A blank is written {name: words}.")
    return faults
