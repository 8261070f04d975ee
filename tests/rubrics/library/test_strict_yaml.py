"""The traps of YAML: each is refused by name, before anything large is built."""

import time

import pytest

from rubrics.library.problems import PackError, Reading
from rubrics.library.strict_yaml import MAX_CHARACTERS, MAX_DEPTH, load_yaml


def read(text: str) -> object:
    reading = Reading("pack.yaml")
    content = load_yaml(text, reading)
    reading.stop()
    return content


def refused(text: str) -> str:
    with pytest.raises(PackError) as caught:
        read(text)
    return str(caught.value)


def test_plain_values_keep_their_type() -> None:
    text = "a: 1\nb: 2.5\nc: true\nd: word\ne: '7'\nf: null\ng: [x, y]\n1: one\n"
    expected = {"a": 1, "b": 2.5, "c": True, "d": "word", "e": "7", "f": None, "g": ["x", "y"], "1": "one"}
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", "pack.yaml, line 3: a: The key stands twice, first on line 1."),
        ("a:\n  1: x\n  '1': y\n", "pack.yaml, line 3: a.1: The key stands twice, first on line 2."),
        ("a: &x 1\n", "pack.yaml, line 1: Anchors and aliases are not allowed: write the value out."),
        ("a: *x\n", "pack.yaml, line 1: Anchors and aliases are not allowed: write the value out."),
        ("a: !!python/name:os.system\n", "pack.yaml, line 1: Tags are not allowed: write a plain value."),
        ("a: !!str 1\n", "pack.yaml, line 1: Tags are not allowed: write a plain value."),
        ("a: 1\n---\nb: 2\n", "pack.yaml, line 2: A pack is one YAML document."),
        (
            "a: 2026-01-01\n",
            "pack.yaml, line 1: a: YAML does not read '2026-01-01' as text: put it in quotes.",
        ),
        ("a: no\n", "pack.yaml, line 1: a: YAML does not read 'no' as text: put it in quotes."),
        ("a: 1:30\n", "pack.yaml, line 1: a: YAML does not read '1:30' as text: put it in quotes."),
        ("a: .nan\n", "pack.yaml, line 1: a: YAML does not read '.nan' as text: put it in quotes."),
        ("a: 0x10\n", "pack.yaml, line 1: a: YAML does not read '0x10' as text: put it in quotes."),
        ("[a]: 1\n", "pack.yaml, line 1: A key must be a plain word."),
        ("", "pack.yaml: The file is empty."),
    ],
)
def test_a_trap_is_refused(text: str, message: str) -> None:
    assert refused(text) == message


def test_a_fault_of_the_text_names_its_line() -> None:
    assert refused("a: 1\nb: [2\nc: 3\n").startswith("pack.yaml, line 3: Not YAML: ")


def test_size_depth_and_count_are_bounded() -> None:
    assert "more than 1,000,000 characters" in refused("a" * (MAX_CHARACTERS + 1))
    assert f"Nested deeper than {MAX_DEPTH} levels." in refused("[" * 900_000)
    assert "More than 50,000 values." in refused("[" + "1," * 200_000 + "1]")


def test_aliases_that_would_grow_are_refused_at_once() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    start = time.monotonic()
    assert "Anchors and aliases" in refused("\n".join(rows))
    assert time.monotonic() - start < 1
