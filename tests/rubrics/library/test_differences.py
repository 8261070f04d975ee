"""Words side by side: nothing is lost, and what is marked is what differs."""

from hypothesis import given
from hypothesis import strategies as st

from rubrics.library.differences import Kind, Piece, compare_words

TEXTS = st.text(max_size=60) | st.lists(st.sampled_from(["one", "two", "three", ",", " ", "\n"])).map("".join)


def test_one_changed_word_is_marked_alone() -> None:
    difference = compare_words("Rolled back within minutes.", "Rolled back within seconds.")
    assert difference.old == (
        Piece(Kind.SAME, "Rolled back within "),
        Piece(Kind.REMOVED, "minutes"),
        Piece(Kind.SAME, "."),
    )
    assert difference.new[1] == Piece(Kind.ADDED, "seconds")


@given(old=TEXTS, new=TEXTS)
def test_the_pieces_give_the_texts_back(old: str, new: str) -> None:
    difference = compare_words(old, new)
    assert "".join(piece.text for piece in difference.old) == old
    assert "".join(piece.text for piece in difference.new) == new
    assert {piece.kind for piece in difference.old} <= {Kind.SAME, Kind.REMOVED}
    assert {piece.kind for piece in difference.new} <= {Kind.SAME, Kind.ADDED}
    assert difference.is_same == (old == new)


@given(old=TEXTS, new=TEXTS)
def test_what_is_the_same_is_the_same_on_both_sides(old: str, new: str) -> None:
    difference = compare_words(old, new)
    sides = [
        "".join(piece.text for piece in side if piece.kind is Kind.SAME) for side in (difference.old, difference.new)
    ]
    assert sides[0] == sides[1]
