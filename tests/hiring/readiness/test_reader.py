import pytest

from hiring.readiness.catalogue import Counts
from hiring.readiness.reader import OWN, own_catalogue, read_catalogue
from rubrics.library.problems import PackError

SMALL = """\
schema_version: 1
source: Made up
groups:
  - key: key_questions
    title: Key questions
    section: First
    counts: key
    questions:
      - {id: one, ask: One?, quote: One, first: Do one.}
  - key: stop
    title: Stop
    section: Second
    counts: pause
    names: true
    questions:
      - {id: two, ask: Two?, quote: Two, first: Do two.}
"""


def problems(text: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        read_catalogue(text, "made.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_the_own_catalogue_asks_what_the_source_asks() -> None:
    catalogue = own_catalogue()
    sizes = {group.key: len(group.questions) for group in catalogue.groups}
    assert sizes == {
        "key_questions": 5,
        "data_maturity": 4,
        "tooling": 4,
        "authority": 4,
        "misconceptions": 4,
        "experimentation": 4,
        "ethics": 4,
        "go_signs": 5,
        "pause_signs": 4,
    }
    assert [group.key for group in catalogue.groups if group.names] == ["authority"]
    assert catalogue.key_group.key == "key_questions"
    assert all(group.rule for group in catalogue.groups)
    assert all(question.first.endswith(".") for question in catalogue.questions())
    assert all(question.ask.endswith("?") for question in catalogue.questions())


def test_a_small_catalogue_is_read() -> None:
    catalogue = read_catalogue(SMALL, "made.yaml")
    assert [(group.key, group.counts, group.names) for group in catalogue.groups] == [
        ("key_questions", Counts.KEY, False),
        ("stop", Counts.PAUSE, True),
    ]
    assert [question.first for question in catalogue.questions()] == ["Do one.", "Do two."]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: two", "id: one", "The question one stands 2 times."),
        ("key: stop", "key: key_questions", "The group key_questions stands 2 times."),
        ("counts: pause", "counts: key", "Exactly one group counts as key, found 2."),
        ("counts: key", "counts: plain", "Exactly one group counts as key, found 0."),
        ("counts: pause", "counts: maybe", "One of key, pause, plain is wanted, found 'maybe'."),
        ("ask: Two?, ", "", "The key is missing."),
        ("names: true", "names: 1", "true or false is wanted"),
        ("schema_version: 1", "schema_version: 2", "A number from 1 to 1 is wanted"),
        ("first: Do two.", "first: Do two., more: x", "Unknown key."),
        ("first: Do one.", f"first: {'w' * 241}", "At most 240 characters"),
        ("id: two", "id: Two!", "A key has small letters"),
    ],
)
def test_what_is_wrong_is_refused_by_name(old: str, new: str, said: str) -> None:
    assert old in SMALL
    assert any(said in problem for problem in problems(SMALL.replace(old, new)))


def test_every_fault_is_named_with_its_line() -> None:
    text = OWN.read_text().replace("id: key_data\n", "id: Key Data\n").replace("counts: pause", "counts: never")
    found = problems(text)
    assert len(found) == 2
    assert all("made.yaml, line" in problem for problem in found)
