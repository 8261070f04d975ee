"""Words that cannot be broken get places to break, and nothing else changes."""

from hypothesis import given
from hypothesis import strategies as st

from hiring.core.press.long_words import LONGEST, PIECE, cut_long_words


def page(text: str) -> str:
    return (
        f'<html><head><title>{"t" * 500}</title></head><body class="x"><p title="{"y" * 300}">{text}</p></body></html>'
    )


def test_a_long_word_is_cut_and_a_long_attribute_is_not() -> None:
    word = "x" * (LONGEST + 1)
    pieces = [word[at : at + PIECE] for at in range(0, len(word), PIECE)]
    assert cut_long_words(page(word)) == page("<wbr>".join(pieces))


def test_words_of_a_sane_length_and_writing_without_blanks_are_left_alone() -> None:
    for text in ("x" * LONGEST, "many words " * 100, "監視の閾値を説明した。" * 40, "กขค" * 100):
        assert cut_long_words(page(text)) == page(text)


def test_an_entity_is_never_cut() -> None:
    assert "<wbr>" not in cut_long_words(page("&lt;" * LONGEST))
    assert cut_long_words(page("&amp;" * 200)).count("&amp;") == 200


@given(st.text(alphabet=st.sampled_from("ab é&lt;-語\n"), max_size=600))
def test_without_the_places_to_break_it_is_the_same_text(text: str) -> None:
    html = page(text.replace("&", "&amp;").replace("<", "&lt;"))
    assert cut_long_words(html).replace("<wbr>", "") == html
