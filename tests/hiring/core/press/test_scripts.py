"""What no font prints is named, so that a sentence keeps its sense."""

from hypothesis import given
from hypothesis import strategies as st

from hiring.core.press.scripts import SCRIPTS, find_missing, label_of, replace_unprintable, script_of


def only_latin(character: str) -> bool:
    return character < "\u0250"


def test_a_name_that_no_font_prints_becomes_the_name_of_its_script() -> None:
    replaced = replace_unprintable("Zofia Łukaszewicz and 山田 遥, สมชาย", only_latin)
    assert replaced.text == "Zofia Łukaszewicz and [Chinese], [Thai]"
    assert replaced.scripts == ("Chinese", "Thai")


def test_a_symbol_keeps_its_own_name_without_skin_and_joiners() -> None:
    replaced = replace_unprintable("Shipped 🎉 twice 👍🏽, once 👩\u200d💻", only_latin)
    assert replaced.text == "Shipped [party popper] twice [thumbs up sign], once [woman] [personal computer]"
    assert replaced.scripts == ("emoji and symbols",)


def test_what_every_font_may_leave_out_is_no_gap() -> None:
    text = "a\u200db\ufe0f \u00a0\u2028<p>&amp;</p>"
    assert replace_unprintable(text, lambda _character: False).text == text


def test_an_unknown_script_goes_by_the_name_that_unicode_gives_it() -> None:
    assert script_of("ᏣᎳᎩ"[0]) == "cherokee"
    assert label_of("cherokee") == "Cherokee"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_nothing_unprintable_is_left_and_nothing_printable_is_lost(text: str) -> None:
    replaced = replace_unprintable(text, only_latin)
    assert replace_unprintable(replaced.text, only_latin).scripts == ()
    kept = [char for char in text if char <= "~"]
    assert [char for char in kept if char not in " "] == _without_names(replaced.text, text)


def _without_names(text: str, original: str) -> list[str]:
    """The plain characters of ``original`` in order, as far as ``text`` has them in the same order."""
    left = iter(text)
    return [char for char in original if char <= "~" and char != " " and any(other == char for other in left)]


def test_each_script_is_known_by_its_own_samples() -> None:
    for key, script in SCRIPTS.items():
        assert {script_of(sample) for sample in script.samples} == {key}


def test_a_script_is_missing_when_one_of_its_samples_is() -> None:
    assert find_missing(lambda character: character not in "ก語") == ["chinese", "thai"]
