"""Places to break in words that have none: WeasyPrint would lay out the rest of such a word again for each line. Pure.

Writing without blanks, such as Chinese or Thai, breaks by its own rules and is left alone.
"""

import re

LONGEST, PIECE = 120, 24
CHARACTER = r"(?:&#?\w+;|[!-%'-;=?-\u052f])"  # of Latin, Greek and Cyrillic, with marks and figures; entities whole
WORD = re.compile(rf"{CHARACTER}++")
LONG = re.compile(rf"{CHARACTER}{{{LONGEST + 1}}}")
PIECES = re.compile(rf"{CHARACTER}{{1,{PIECE}}}")
TAG = re.compile(r"(<[^>]*>)")


def cut_long_words(html: str) -> str:
    """Return the document with ``<wbr>`` in each word of its body that is longer than ``LONGEST``."""
    head, body, rest = html.partition("<body")
    if not body or not LONG.search(rest):
        return html
    parts = TAG.split(rest)
    parts[::2] = [WORD.sub(_cut, text) for text in parts[::2]]  # every other part is a tag
    return head + body + "".join(parts)


def _cut(word: re.Match[str]) -> str:
    return "<wbr>".join(PIECES.findall(word[0])) if LONG.match(word[0]) else word[0]
