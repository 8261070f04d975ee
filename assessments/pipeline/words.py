"""Words that somebody looks for, kept in their session: an address holds a key to them and never a name.

So back, paging and a reload work as with any address, and neither a log nor a history nor a referrer says whom
somebody looked for. A key opens nothing in anybody else's session.
"""

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import get_random_string

from hiring.core.text import clean_line

MOST_KEPT = 20
LONGEST = 100
_NAME = "looked_for"


def keep_words(session: SessionBase, text: str) -> str:
    """Keep ``text`` and return its key; the oldest of more than ``MOST_KEPT`` makes way. No words, no key."""
    text = clean_line(text)[:LONGEST]
    if not text:
        return ""
    kept = dict(session.get(_NAME, {}))
    key = next((key for key, words in kept.items() if words == text), None) or get_random_string(10)
    kept.pop(key, None)
    session[_NAME] = dict([*kept.items(), (key, text)][-MOST_KEPT:])
    return key


def words_of(session: SessionBase, key: str) -> str:
    """Return the words of ``key``; empty when this session has none under it (any more)."""
    return session.get(_NAME, {}).get(key, "") if key else ""
