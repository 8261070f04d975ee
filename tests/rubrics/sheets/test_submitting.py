from collections.abc import Callable
from dataclasses import replace

import pytest

from assessments.models import Scorecard
from hiring.core.audit.models import AuditEntry
from hiring.core.errors import Invalid, NotAllowed, Refused, Stale
from hiring.core.models import User
from rubrics.sheets.content import CLOSING, Answer, Save
from rubrics.sheets.saving import NotOpen, save_draft
from rubrics.sheets.submitting import Incomplete, amend_sheet, submit_sheet
from tests.factories.assessments import ScorecardFactory
from tests.factories.rubrics import RubricVersionFactory

pytestmark = pytest.mark.django_db

LONG = "Ran it for two years, watched latency and drift, rolled back twice."
SAID = Answer(level=4, evidence=LONG)


@pytest.fixture
def card(member: User) -> Scorecard:
    return ScorecardFactory(author=member)


@pytest.fixture
def keys(card: Scorecard) -> list[str]:
    return [item.criterion.key for item in card.rubric_version.criteria.select_related("criterion")]


def fresh(card: Scorecard) -> Scorecard:
    return Scorecard.objects.select_related("rubric_version", "application__role", "author").get(pk=card.pk)


def save(card: Scorecard, *, closing: dict | None = None, **answers: Answer) -> None:
    loaded = fresh(card)
    save_draft(loaded, actor=loaded.author, save=Save(loaded.version, answers=answers, closing=closing or {}))


def submit(card: Scorecard, *, version: int, actor: User | None = None, **more: object) -> Scorecard:
    role = card.application.role
    return submit_sheet(card, actor=actor or card.author, version=version, evidence_characters=40, role=role, **more)


def amend(card: Scorecard, reason: str, *, version: int | None = None, **changes: object) -> Scorecard:
    loaded = fresh(card)
    change = Save(version or loaded.version, **changes)
    role = loaded.application.role
    return amend_sheet(loaded, actor=card.author, save=change, reason=reason, evidence_characters=40, role=role)


@pytest.fixture
def full(card: Scorecard, keys: list[str]) -> Scorecard:
    save(card, **{keys[0]: SAID, keys[1]: Answer(not_assessed=True, evidence="No time.")})
    save(card, closing={"recommendation": "yes", "summary": "Runs things."})
    return fresh(card)


@pytest.fixture
def submitted(full: Scorecard) -> Scorecard:
    return submit(full, version=3)


def test_submitting_freezes_writes_the_first_revision_and_one_entry(full: Scorecard, keys: list[str]) -> None:
    submit(full, version=3, also={"independent": False})

    card = fresh(full)
    assert (card.state, card.version, card.independent) == ("submitted", 4, False)
    revision = card.revisions.get()
    assert (revision.number, revision.reason, revision.author, revision.at) == (1, "", card.author, card.submitted_at)
    assert revision.content == {
        "recommendation": "yes",
        "summary": "Runs things.",
        "checklist": {},
        "ratings": {
            keys[0]: SAID.as_dict(),
            keys[1]: Answer(not_assessed=True, evidence="No time.").as_dict(),
        },
    }
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id, entry.actor) == ("scorecard.submitted", card.public_id, card.author)
    assert (entry.role_id, entry.fields, entry.digests) == (card.application.role.public_id, ["state"], {})


def test_what_is_missing_is_named_in_page_order_and_nothing_happens(card: Scorecard, keys: list[str]) -> None:
    save(card, **{keys[1]: Answer(level=2, evidence="Too short.", flags={"1": "", "0": "Said so."})})
    with pytest.raises(Incomplete) as refusal:
        submit(fresh(card), version=2)

    found = [(item.part, item.place, item.short) for item in refusal.value.missing]
    assert found == [
        (keys[0], "r1-1", "a level for 1"),
        (keys[1], "e2", "evidence for 2"),
        (keys[1], "f2-1", "words on a red flag of 2"),
        (CLOSING, "recommendation", "your recommendation"),
    ]
    assert list(refusal.value.errors) == [keys[0], keys[1], CLOSING]
    assert fresh(card).state == "open"
    assert not AuditEntry.objects.exists()


def test_a_sheet_on_which_nothing_was_assessed_is_not_submitted(card: Scorecard, keys: list[str]) -> None:
    save(card, **{key: Answer(not_assessed=True) for key in keys})
    save(card, closing={"recommendation": "no"})
    with pytest.raises(Incomplete) as refusal:
        submit(fresh(card), version=3)
    assert [item.short for item in refusal.value.missing] == ["a level of any criterion"]


def test_a_second_submit_changes_nothing(submitted: Scorecard) -> None:
    with pytest.raises(NotOpen):
        submit(fresh(submitted), version=4)
    assert submitted.revisions.count() == AuditEntry.objects.count() == 1


def test_two_submits_that_both_read_an_open_sheet_have_one_effect(full: Scorecard) -> None:
    first, second = fresh(full), fresh(full)
    submit(first, version=3)
    with pytest.raises(NotOpen):
        submit(second, version=3)
    assert full.revisions.count() == AuditEntry.objects.count() == 1


def test_nobody_submits_what_they_did_not_see(full: Scorecard, keys: list[str]) -> None:
    page = fresh(full)
    save(full, **{keys[0]: replace(SAID, level=1)})
    with pytest.raises(Stale) as refusal:
        submit(page, version=3)
    assert refusal.value.theirs == {"version": 4}
    assert fresh(full).state == "open"


def test_a_sheet_that_was_read_before_the_last_save_is_read_again(full: Scorecard) -> None:
    old = fresh(full)
    save(full, closing={"recommendation": "no"})
    submit(old, version=4)
    assert full.revisions.get().content["recommendation"] == "no"


def test_someone_removed_in_between_cannot_submit(full: Scorecard) -> None:
    Scorecard.objects.filter(pk=full.pk).update(state="left")
    with pytest.raises(NotOpen):
        submit(full, version=3)
    assert not full.revisions.exists()


def test_only_the_author_submits(full: Scorecard, administrator: User) -> None:
    with pytest.raises(NotAllowed):
        submit(full, version=3, actor=administrator)


def test_a_new_version_of_the_rubric_changes_nothing(full: Scorecard, keys: list[str]) -> None:
    version = full.rubric_version
    newer = RubricVersionFactory(rubric=version.rubric, number=2, title="New")
    assert submit(full, version=3).rubric_version_id == version.pk != newer.pk
    assert list(full.revisions.get().content["ratings"]) == keys


def test_an_amendment_keeps_the_first_version(submitted: Scorecard, keys: list[str]) -> None:
    changed = Answer(level=2, evidence=LONG)
    amend(submitted, " The dashboard was not hers. ", answers={keys[0]: changed}, closing={"summary": "Runs things."})

    card = fresh(submitted)
    first, second = card.revisions.all()
    assert first.content["ratings"][keys[0]] == SAID.as_dict()
    assert second.content["ratings"][keys[0]] == changed.as_dict()
    assert (second.number, second.reason) == (2, "The dashboard was not hers.")
    assert (card.amendments, card.state, card.submitted_at) == (1, "submitted", submitted.submitted_at)
    assert card.ratings.get(criterion__criterion__key=keys[0]).level == 2
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.fields) == ("scorecard.amended", [keys[0]])


def test_an_amendment_says_why_and_changes_something(submitted: Scorecard, keys: list[str]) -> None:
    with pytest.raises(Invalid) as refusal:
        amend(submitted, "  ", answers={keys[0]: Answer(level=2, evidence=LONG)})
    assert list(refusal.value.errors) == ["reason"]
    with pytest.raises(Refused):
        amend(submitted, "No reason.", answers={keys[0]: SAID}, closing={"recommendation": "yes"})
    assert submitted.revisions.count() == 1


def test_an_amended_sheet_stays_complete(submitted: Scorecard, keys: list[str]) -> None:
    with pytest.raises(Incomplete):
        amend(submitted, "Too long.", answers={keys[0]: Answer(level=2, evidence="Short.")})
    with pytest.raises(Incomplete):
        amend(submitted, "Unsure.", closing={"recommendation": ""})
    assert fresh(submitted).recommendation == "yes"


def test_two_amendments_at_once_have_one_effect(submitted: Scorecard, keys: list[str]) -> None:
    amend(submitted, "First.", version=4, answers={keys[0]: Answer(level=2, evidence=LONG)})
    with pytest.raises(Stale):
        amend(submitted, "Second.", version=4, answers={keys[0]: Answer(level=1, evidence=LONG)})
    assert submitted.revisions.count() == 2


def test_an_open_sheet_is_not_amended(full: Scorecard, keys: list[str]) -> None:
    with pytest.raises(Refused):
        amend(full, "Early.", answers={keys[0]: Answer(level=2, evidence=LONG)})


def test_submitting_is_four_statements(full: Scorecard, django_assert_num_queries: Callable) -> None:
    card = fresh(full)
    with django_assert_num_queries(6):  # ratings, sheet, revision, audit entry; savepoint and release
        submit(card, version=3)
