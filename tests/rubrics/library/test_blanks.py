"""Blanks of questions: filled by the role that asks, else by the words that stand in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.library.blanks import NAMES, ask_with, fill_blanks, find_blank_faults
from rubrics.library.problems import PackError
from rubrics.library.reader import OWN_CHECKLIST, OWN_LIBRARY, read_own_packs, read_packs

LOAD = "We need {throughput: 2,000 predictions a second} in {latency: 80 ms}."
names = st.sampled_from(NAMES)
words = st.text("abc 123", min_size=1).filter(str.strip)


def test_a_role_that_says_nothing_is_asked_with_the_words() -> None:
    assert fill_blanks(LOAD, {}) == "We need 2,000 predictions a second in 80 ms."


def test_a_role_fills_what_it_says() -> None:
    assert fill_blanks(LOAD, {"latency": "100 ms"}) == "We need 2,000 predictions a second in 100 ms."


@pytest.mark.parametrize("text", ["What is {x} in f-strings?", "{latency}", "{ latency : }", "a } b { c"])
def test_what_is_no_blank_stays_and_is_told(text: str) -> None:
    assert fill_blanks(text, {"latency": "100 ms"}) == text
    assert find_blank_faults(text)


@given(names, words, words)
def test_a_blank_is_filled_whole(name: str, inside: str, said: str) -> None:
    text = f"Before {{{name}: {inside}}} after"
    assert find_blank_faults(text) == []
    assert fill_blanks(text, {}) == f"Before {inside.strip()} after"
    assert fill_blanks(text, {name: said}) == f"Before {said} after"


@given(st.text("ab .,?:", max_size=40), st.dictionaries(names, words))
def test_a_text_without_braces_stays(text: str, values: dict[str, str]) -> None:
    assert fill_blanks(text, values) == text


def test_follow_ups_are_filled_as_well() -> None:
    [asked] = ask_with([{"ask": "Why?", "follow_ups": [LOAD]}], {"throughput": "5 predictions a second"})
    assert (asked.ask, asked.follow_ups) == ("Why?", ("We need 5 predictions a second in 80 ms.",))


def test_the_own_pack_has_every_blank() -> None:
    questions = [question for criterion in read_own_packs().library.criteria for question in criterion.questions]
    whole = " ".join(text for question in questions for text in (question.ask, *question.follow_ups))
    assert [name for name in NAMES if f"{{{name}:" not in whole] == []
    assert find_blank_faults(whole) == []


def test_a_pack_with_a_wrong_blank_is_refused() -> None:
    library, checklist = OWN_LIBRARY.read_text("utf-8"), OWN_CHECKLIST.read_text("utf-8")
    with pytest.raises(PackError, match="is no blank"):
        read_packs(library.replace("{latency: 50 ms}", "{speed: 50 ms}"), checklist, "library.yaml", "tests.yaml")
