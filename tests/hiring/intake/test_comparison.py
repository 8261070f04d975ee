from hypothesis import given
from hypothesis import strategies as st

from hiring.intake.comparison import Row, compare_texts, only_near_changes
from rubrics.library.differences import Kind, Piece

LINE = st.text(alphabet="ab \tä#*", max_size=12)
TEXT = st.lists(LINE, max_size=8).map("\n".join)


def side(rows, name):
    pieces = [getattr(row, name) for row in rows]
    return ["".join(piece.text for piece in line) for line in pieces if line is not None]


@given(TEXT, TEXT)
def test_each_side_is_its_text_again(old, new):
    rows = compare_texts(old, new)
    assert side(rows, "old") == old.splitlines()
    assert side(rows, "new") == new.splitlines()


@given(TEXT)
def test_a_text_is_the_same_as_itself(text):
    assert all(row.is_same for row in compare_texts(text, text))
    assert [row for row in only_near_changes(compare_texts(text, text)) if row] == []


@given(TEXT, TEXT)
def test_what_is_not_marked_stands_on_both_sides(old, new):
    for row in compare_texts(old, new):
        left = [piece.text for piece in row.old or () if piece.kind is Kind.SAME]
        right = [piece.text for piece in row.new or () if piece.kind is Kind.SAME]
        assert left == right


@given(TEXT, TEXT, st.integers(0, 3))
def test_no_change_is_left_out(old, new, around):
    rows = compare_texts(old, new)
    shown = [row for row in only_near_changes(rows, around) if row]
    assert [row for row in shown if not row.is_same] == [row for row in rows if not row.is_same]


def test_words_that_differ_are_marked():
    assert compare_texts("latency of 400 ms", "latency of 100 ms") == [
        Row(
            (Piece(Kind.SAME, "latency of "), Piece(Kind.REMOVED, "400"), Piece(Kind.SAME, " ms")),
            (Piece(Kind.SAME, "latency of "), Piece(Kind.ADDED, "100"), Piece(Kind.SAME, " ms")),
        )
    ]


def test_a_new_line_has_no_other_side():
    assert compare_texts("one", "one\ntwo") == [
        Row((Piece(Kind.SAME, "one"),), (Piece(Kind.SAME, "one"),)),
        Row(None, (Piece(Kind.ADDED, "two"),)),
    ]


def test_far_lines_are_left_out_once():
    old = "\n".join("abcdefghij")
    rows = list(only_near_changes(compare_texts(old, old.replace("e", "E")), around=1))
    assert [row and row.new[0].text for row in rows] == [None, "d", "E", "f", None]
