"""Words kept in a session under a key."""

from django.contrib.sessions.backends.base import SessionBase

from assessments.pipeline.words import LONGEST, MOST_KEPT, keep_words, words_of


def test_words_come_back_by_their_key_and_by_no_other() -> None:
    session = SessionBase()
    key = keep_words(session, "  Zoë   Łukasz ")
    assert words_of(session, key) == "Zoë Łukasz"
    assert [words_of(session, other) for other in ("", "x", key[:-1])] == ["", "", ""]
    assert words_of(SessionBase(), key) == ""


def test_no_words_have_no_key() -> None:
    session = SessionBase()
    assert [keep_words(session, text) for text in ("", "  \n ")] == ["", ""]
    assert not session.modified


def test_the_same_words_have_one_key_and_stay_young() -> None:
    session = SessionBase()
    key = keep_words(session, "mer ung")
    others = [keep_words(session, f"word {number}") for number in range(MOST_KEPT - 1)]
    assert keep_words(session, "mer  ung") == key
    keep_words(session, "one more")
    assert (words_of(session, key), words_of(session, others[0])) == ("mer ung", "")


def test_the_oldest_make_way_and_long_ones_are_cut() -> None:
    session = SessionBase()
    keys = [keep_words(session, f"{number} {'x' * LONGEST}") for number in range(MOST_KEPT + 2)]
    assert [bool(words_of(session, key)) for key in keys] == [False] * 2 + [True] * MOST_KEPT
    assert len(words_of(session, keys[-1])) == LONGEST
