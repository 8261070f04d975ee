import re
from pathlib import Path

from candidates.documents import inspection, refusals
from candidates.documents.refusals import WORDS, FileRefused, explain_refusal

ROOM = Path(refusals.__file__).parent


def test_every_code_that_the_room_can_refuse_with_has_words():
    source = "\n".join(path.read_text() for path in sorted(ROOM.rglob("*.py")) if path.name != "refusals.py")
    codes = set(re.findall(r"(?:ChildRefused|FileRefused)\(\s*\"([a-z_]+)\"", source))
    codes |= set(re.findall(r"return \"([a-z_]+)\"", (ROOM / "reading/archive.py").read_text()))
    codes |= {*inspection.REALLY.values(), *inspection.IS_NOT.values(), *inspection.RELATIVES.values()}
    assert codes - set(WORDS) == set()
    assert len(codes) > 15


def test_words_say_what_is_wrong_and_what_to_do():
    for code, words in WORDS.items():
        text = str(words)
        assert re.fullmatch(r"[A-Z][^!{}]+\.", text), code
        assert re.search(r"\b(add|Add|Save|Export)\b", text), code
        assert len(text) < 160, code
    assert str(WORDS["password"]) == "This file asks for a password. Save a copy without one and add that."
    assert str(WORDS["too_large"]).startswith("This file is larger than 5 MB.")


def test_refusal_names_the_field_of_the_form():
    error = FileRefused("password")
    assert error.errors == {"file": [str(WORDS["password"])]}
    assert str(error) == str(WORDS["password"])


def test_code_of_another_version_reads_as_damaged():
    assert explain_refusal("from_the_future") == WORDS["damaged"]
