"""The abstract sheet is tested on a scorecard, the concrete one with a closing part."""

from collections.abc import Callable

import pytest

from assessments.models import Scorecard
from hiring.core.audit.models import AuditEntry
from hiring.core.errors import Invalid, NotAllowed, Stale
from hiring.core.models import User
from rubrics.sheets.content import CLOSING, Answer, Save, Stamp
from rubrics.sheets.saving import NotOpen, save_draft
from tests.factories.assessments import ScorecardFactory

pytestmark = pytest.mark.django_db

LONG = "Ran it for two years, watched latency and drift, rolled back twice."
SAID = Answer(level=4, evidence=LONG, flags={"0": "Said so."})
UNSTAMPED = Stamp()
OTHER = Answer(level=2, evidence="On the phone: only charts.")


@pytest.fixture
def card(member: User) -> Scorecard:
    return ScorecardFactory(author=member)


@pytest.fixture
def keys(card: Scorecard) -> list[str]:
    return [item.criterion.key for item in card.rubric_version.criteria.select_related("criterion")]


def fresh(card: Scorecard) -> Scorecard:
    return Scorecard.objects.select_related("rubric_version").get(pk=card.pk)


def written(card: Scorecard) -> dict[str, tuple]:
    return {
        rating.criterion.criterion.key: (rating.level, rating.not_assessed, rating.evidence, rating.flags)
        for rating in fresh(card).ratings.all()
    }


def save(card: Scorecard, version: int, stamp: Stamp = UNSTAMPED, closing: dict | None = None, **answers: Answer):
    return save_draft(
        fresh(card), actor=card.author, save=Save(version, answers=answers, closing=closing or {}, stamp=stamp)
    )


def test_a_save_is_written_and_counted_without_an_audit_entry(card: Scorecard, keys: list[str]) -> None:
    saved = save(card, 1, **{keys[0]: SAID})

    assert (saved.version, saved.others) == (2, {})
    assert written(card) == {keys[0]: (4, False, LONG, {"0": "Said so."})}
    assert (fresh(card).version, fresh(card).saved_at) == (2, saved.at)
    assert not AuditEntry.objects.exists()


def test_a_later_save_replaces_the_part(card: Scorecard, keys: list[str]) -> None:
    save(card, 1, **{keys[0]: SAID})
    save(card, 2, **{keys[0]: Answer(not_assessed=True)})

    assert written(card) == {keys[0]: (None, True, "", {})}


def test_the_usual_save_is_two_statements(
    card: Scorecard, keys: list[str], django_assert_num_queries: Callable
) -> None:
    save(card, 1, **{keys[0]: SAID})
    loaded = fresh(card)
    with django_assert_num_queries(4):  # savepoint and its release around them
        save_draft(loaded, actor=card.author, save=Save(2, answers=dict.fromkeys(keys, SAID)))


def test_two_pages_on_different_criteria_merge_and_learn_of_each_other(card: Scorecard, keys: list[str]) -> None:
    save(card, 1, Stamp("desk", 1), **{keys[0]: SAID})
    saved = save(card, 1, Stamp("phone", 1), **{keys[1]: OTHER})

    assert saved.version == 3
    assert saved.others == {keys[0]: SAID.as_dict()}
    assert written(card)[keys[0]][0] == 4
    assert written(card)[keys[1]][0] == 2


def test_two_pages_on_one_criterion_get_both_texts(card: Scorecard, keys: list[str]) -> None:
    save(card, 1, Stamp("desk", 1), **{keys[0]: SAID})
    with pytest.raises(Stale) as refusal:
        save(card, 1, Stamp("phone", 1), **{keys[0]: OTHER, keys[1]: OTHER})

    assert refusal.value.theirs == {
        "version": 2,
        "saved_at": fresh(card).saved_at,
        "parts": {keys[0]: SAID.as_dict()},
        "others": {},
    }
    assert list(written(card)) == [keys[0]]
    assert written(card)[keys[0]][2] == LONG
    assert fresh(card).version == 2


def test_who_has_seen_the_other_text_may_replace_it(card: Scorecard, keys: list[str]) -> None:
    save(card, 1, Stamp("desk", 1), **{keys[0]: SAID})
    save(card, 2, Stamp("phone", 2), **{keys[0]: OTHER})

    assert written(card)[keys[0]][0] == 2


def test_the_same_text_from_two_pages_is_no_conflict(card: Scorecard, keys: list[str]) -> None:
    save(card, 1, Stamp("desk", 1), **{keys[0]: SAID})
    saved = save(card, 1, Stamp("phone", 1), **{keys[0]: SAID})

    assert saved.version == fresh(card).version == 2


def test_a_save_whose_answer_was_lost_may_be_sent_again(card: Scorecard, keys: list[str]) -> None:
    first = save(card, 1, Stamp("desk", 1), **{keys[0]: SAID})
    again = save(card, 1, Stamp("desk", 1), **{keys[0]: SAID})

    assert again == first
    assert fresh(card).version == 2


def test_the_next_save_after_a_lost_answer_is_no_conflict_with_oneself(card: Scorecard, keys: list[str]) -> None:
    save(card, 1, Stamp("desk", 1), **{keys[0]: SAID})
    saved = save(card, 1, Stamp("desk", 2), **{keys[0]: OTHER})

    assert saved.version == 3
    assert written(card)[keys[0]][0] == 2


def test_a_straggler_does_not_overwrite_a_later_save_of_its_page(card: Scorecard, keys: list[str]) -> None:
    save(card, 1, Stamp("desk", 2), **{keys[0]: SAID})
    saved = save(card, 1, Stamp("desk", 1), **{keys[0]: OTHER})

    assert saved.version == 2
    assert written(card)[keys[0]][0] == 4


def test_a_page_is_not_taken_for_another_whose_key_begins_alike(card: Scorecard, keys: list[str]) -> None:
    save(card, 1, Stamp("desk", 12), **{keys[0]: SAID})
    with pytest.raises(Stale):
        save(card, 1, Stamp("desk.1", 1), **{keys[0]: OTHER})


def test_pages_without_a_key_are_never_the_same_page(card: Scorecard, keys: list[str]) -> None:
    save(card, 1, **{keys[0]: SAID})
    with pytest.raises(Stale):
        save(card, 1, **{keys[0]: OTHER})


def test_the_closing_part_conflicts_like_any_other(card: Scorecard, keys: list[str]) -> None:
    save(card, 1, Stamp("desk", 1), closing={"summary": "Runs things."})
    with pytest.raises(Stale) as refusal:
        save(card, 1, Stamp("phone", 1), closing={"summary": "Watches charts."})
    merged = save(card, 1, Stamp("phone", 2), **{keys[0]: SAID})

    theirs = {"recommendation": "", "summary": "Runs things.", "checklist": {}}
    assert refusal.value.theirs["parts"] == {CLOSING: theirs}
    assert merged.others == {CLOSING: theirs}
    assert fresh(card).summary == "Runs things."


def test_a_version_that_never_was_is_refused(card: Scorecard, keys: list[str]) -> None:
    with pytest.raises(Stale):
        save(card, 7, **{keys[0]: SAID})


@pytest.mark.parametrize("state", ["closed", "left"])
def test_only_an_open_sheet_takes_a_draft(card: Scorecard, keys: list[str], state: str) -> None:
    loaded = fresh(card)
    Scorecard.objects.filter(pk=card.pk).update(state=state)
    with pytest.raises(NotOpen):
        save_draft(loaded, actor=card.author, save=Save(1, answers={keys[0]: SAID}))
    assert written(card) == {}


def test_a_draft_is_its_authors_alone(card: Scorecard, keys: list[str], administrator: User) -> None:
    with pytest.raises(NotAllowed):
        save_draft(fresh(card), actor=administrator, save=Save(1, answers={keys[0]: SAID}))


def test_the_recommendation_comes_after_the_criteria(card: Scorecard, keys: list[str]) -> None:
    with pytest.raises(Invalid) as refusal:
        save(card, 1, closing={"recommendation": "yes"}, **{keys[0]: SAID})
    assert list(refusal.value.errors) == ["recommendation"]
    assert (fresh(card).version, fresh(card).recommendation, written(card)) == (1, "", {})

    save(card, 1, closing={"recommendation": "yes"}, **{keys[0]: SAID, keys[1]: Answer(not_assessed=True)})
    assert fresh(card).recommendation == "yes"


@pytest.mark.parametrize(
    "answer",
    [
        Answer(level=6),
        Answer(level=0),
        Answer(level=3, not_assessed=True),
        Answer(evidence="x" * 10_001),
        Answer(flags={"2": ""}),
        Answer(flags={"-1": ""}),
        Answer(flags={"0": "x" * 10_001}),
    ],
)
def test_what_no_sheet_can_say_is_refused(card: Scorecard, keys: list[str], answer: Answer) -> None:
    with pytest.raises(Invalid) as refusal:
        save(card, 1, **{keys[0]: answer})
    assert list(refusal.value.errors) == [keys[0]]


@pytest.mark.parametrize(
    ("closing", "field"),
    [
        ({"recommendation": "perhaps"}, "recommendation"),
        ({"summary": "x" * 10_001}, "summary"),
        ({"state": "submitted"}, "state"),
        ({"author": 1}, "author"),
    ],
)
def test_only_closing_fields_with_legal_values_are_taken(card: Scorecard, closing: dict, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        save(card, 1, closing=closing)
    assert list(refusal.value.errors) == [field]


def test_an_unknown_criterion_an_empty_save_and_an_overlong_key_are_refused(card: Scorecard, keys: list[str]) -> None:
    for faulty in (Save(1, {"nowhere": SAID}), Save(1), Save(1, {keys[0]: SAID}, stamp=Stamp("x" * 25, 1))):
        with pytest.raises(Invalid):
            save_draft(fresh(card), actor=card.author, save=faulty)
