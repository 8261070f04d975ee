import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from candidates.people.words import LONGEST_WORD, MOST_WORDS, fold, fold_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Lovelace", ["ada", "lovelace"]),
        ("Zoë Müller-Łukasz", ["zoe", "muller", "lukasz"]),
        ("Søren Ærø Þór Straße", ["soren", "aero", "thor", "strasse"]),
        ("İpek O'Neill", ["ipek", "o", "neill"]),
        ("Ада Ёлкина", ["ада", "елкина"]),
        ("王小明", ["王小明"]),
        ("Ada ada ADA", ["ada"]),
        ("  — ?!  ", []),
        ("snake_case 3rd", ["snake", "case", "3rd"]),
    ],
)
def test_names_are_found_without_case_and_accents(text, words):
    assert fold_words(text) == words


@given(st.text())
@example("𝝖")
def test_folding_twice_changes_nothing_and_words_are_bounded(text):
    words = fold_words(text)
    assert [fold(word) for word in words] == words
    assert len(words) == len(set(words)) <= MOST_WORDS
    assert all(0 < len(word) <= LONGEST_WORD for word in words)
