"""The words by which a candidate is found: folded, so that "Zoe" finds "Zoë Müller-Łukasz". Pure."""

import re
import unicodedata

LONGEST_WORD = 60
MOST_WORDS = 20

WORD = re.compile(r"[^\W_]+")
# Letters that Unicode does not take apart into a letter and an accent; the German sharp s is casefold's own.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})


def fold(text: str) -> str:
    """Return ``text`` without case and accents."""
    # taken apart before the case is dropped too: a mathematical letter hides a capital
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(char for char in parts if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare.translate(LETTERS))


def fold_words(text: str) -> list[str]:
    """Return the different words of ``text``, folded, in order, ``MOST_WORDS`` at most."""
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in WORD.findall(fold(text))))[:MOST_WORDS]
