import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates.documents.limits import MOST_TEXT
from candidates.documents.reading.text import (
    HEADING,
    ITEM,
    LINE,
    Block,
    lay_out,
    normalise_text,
    unwrap_lines,
    write_blocks,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("Leo\t  Leopard\u00a0\u3000PhD  ", "Leo Leopard PhD"),
        ("one\n\n\n\n\ntwo\n \n\t\n", "one\n\ntwo"),
        ("on-\u00ad\u2010campus", "on-campus"),
        ("soft\u00adware soft\x02ware \ufffe", "software software"),
        ("abc\u202etxt.exe\u202c", "abctxt.exe"),
        ("\ufeffmark \u2066in\u2069 \u200bzero", "mark in zero"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("nul\0 bell\x07 icon\ue001 half\ud800", "nul bell icon half"),
        ("\u0646\u0645\u06cc\u200c\u062f\u0627\u0646\u0645 \U0001f469\u200d\U0001f4bb", None),
    ],
)
def test_text_is_cleaned(raw, clean):
    assert normalise_text(raw) == (raw if clean is None else clean, False)


def test_long_text_is_cut_and_says_so():
    text, cut = normalise_text("a" * (MOST_TEXT + 1))
    assert (len(text), cut) == (MOST_TEXT, True)
    assert normalise_text("a" * MOST_TEXT)[1] is False
    assert normalise_text(" " * MOST_TEXT * 3 + "a") == ("", True)


@given(st.text(st.characters()))
def test_clean_text_stays_as_it_is(raw):
    text, _ = normalise_text(raw)
    assert normalise_text(text) == (text, False)
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Co"} for char in text if char != "\n")
    text.encode()


def test_lines_that_a_page_broke_are_joined():
    long = "• Implement collective ideas to sponsor campus and community events"
    text = f"{long}\nand change\nada@example.org\n{long}\nVolunteer\n{long}\n\nend"
    assert unwrap_lines(text) == f"{long} and change\nada@example.org\n{long}\nVolunteer\n{long}\n\nend"


words = st.text(st.characters(categories=["L", "N"]), min_size=1)
blocks = st.builds(Block, st.sampled_from([HEADING, ITEM, LINE]), words)


@given(st.lists(blocks))
def test_blocks_come_back_as_they_were_written(written):
    assert [block for block in lay_out(write_blocks(written)) if block.text] == written


def test_bullets_of_all_kinds_are_items():
    kinds = [(block.kind, block.text) for block in lay_out("• one\n- two\n\u25cf three\n-5 degrees\n– dash\n\nend")]
    assert kinds == [
        (ITEM, "one"),
        (ITEM, "two"),
        (ITEM, "three"),
        (LINE, "-5 degrees"),
        (ITEM, "dash"),
        (LINE, ""),
        (LINE, "end"),
    ]
