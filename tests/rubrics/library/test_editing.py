"""Each part of a draft is edited alone; whoever comes second is told, and nothing is overwritten."""

from typing import Any

import pytest

from hiring.core.errors import Invalid, NotAllowed, Refused, Stale
from hiring.core.models import AuditEntry, User
from rubrics.library import editing
from rubrics.library.contents import basics_of, fingerprint, order_of, text_of, weights_of
from rubrics.library.drafting import DraftGone, discard_draft
from rubrics.library.publishing import publish_version
from rubrics.models import Rubric, RubricCriterion, RubricVersion, WeightChange
from tests.rubrics.library.tables import differing, snapshot


def first(draft: RubricVersion) -> RubricCriterion:
    return draft.criteria.get(position=1)


def edit(row: RubricCriterion, actor: User, seen: str = "", **values: Any) -> RubricCriterion:
    return editing.edit_criterion(row, text_of(row) | values, actor=actor, seen=seen or fingerprint(text_of(row)))


def test_the_text_of_a_criterion_changes(draft: RubricVersion, recruiter: User) -> None:
    questions = [{"ask": "Other?", "follow_ups": [], "source": []}]
    row = edit(first(draft), recruiter, title="Other", level_5="Best.", questions=questions, floor=4)
    row.refresh_from_db()
    assert (row.title, row.level_5, row.questions, row.floor) == ("Other", "Best.", questions, 4)
    draft.refresh_from_db()
    assert draft.revision == 2
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.fields) == ("rubric.draft_edited", ["floor", "level_5", "questions", "title"])


def test_the_published_version_stays(draft: RubricVersion, talk: Rubric, recruiter: User) -> None:
    published = talk.versions.get(number=1)
    before = list(published.criteria.values())
    edit(first(draft), recruiter, title="Other")
    assert list(published.criteria.values()) == before


def test_saving_the_same_text_is_no_edit(draft: RubricVersion, recruiter: User) -> None:
    before = snapshot()
    edit(first(draft), recruiter)
    assert differing(before) == set()


@pytest.mark.parametrize("values", [{"floor": None}, {"must_have": False}])
def test_a_floor_belongs_to_a_must_have(draft: RubricVersion, recruiter: User, values: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as caught:
        edit(first(draft), recruiter, **values)
    assert list(caught.value.errors) == ["floor"]


def test_the_second_of_two_editors_gets_both_texts(draft: RubricVersion, recruiter: User, administrator: User) -> None:
    row = first(draft)
    seen = fingerprint(text_of(row))
    edit(row, recruiter, title="First")
    before = snapshot()
    with pytest.raises(Stale) as caught:
        edit(first(draft), administrator, seen=seen, title="Second")
    assert caught.value.theirs["title"] == "First"
    assert differing(before) == set()


def test_two_editors_of_two_parts_do_not_disturb_each_other(
    draft: RubricVersion, recruiter: User, administrator: User
) -> None:
    other = draft.criteria.get(position=2)
    seen, basics = fingerprint(text_of(other)), basics_of(draft)
    edit(first(draft), recruiter, title="First")
    edit(other, administrator, seen=seen, title="Second")
    editing.edit_basics(draft, basics | {"minutes": 90}, actor=administrator, seen=fingerprint(basics))
    assert list(draft.criteria.values_list("title", flat=True)[:2]) == ["First", "Second"]
    draft.refresh_from_db()
    assert (draft.minutes, draft.revision) == (90, 4)


def test_each_changed_weight_keeps_author_date_and_reason(draft: RubricVersion, recruiter: User) -> None:
    weights = weights_of(draft)
    one, two = list(weights)[:2]
    changed = weights | {one: 40, two: 10}
    editing.set_weights(draft, changed, reason=" Serving matters. ", actor=recruiter, seen=fingerprint(weights))
    assert weights_of(draft) == changed
    notes = WeightChange.objects.order_by("id").values_list("criterion__key", "old", "new", "reason", "author")
    assert list(notes) == [
        ("c1", 25, 40, "Serving matters.", recruiter.pk),
        ("c2", 25, 10, "Serving matters.", recruiter.pk),
    ]
    assert WeightChange.objects.first().at is not None


def test_a_weight_does_not_change_without_a_reason(draft: RubricVersion, recruiter: User) -> None:
    weights = weights_of(draft)
    changed = dict.fromkeys(weights, 10)
    before = snapshot()
    with pytest.raises(Invalid) as caught:
        editing.set_weights(draft, changed, reason="  ", actor=recruiter, seen=fingerprint(weights))
    assert list(caught.value.errors) == ["reason"]
    assert differing(before) == set()


@pytest.mark.parametrize("weight", [0, 101])
def test_a_weight_is_1_to_100(draft: RubricVersion, recruiter: User, weight: int) -> None:
    weights = weights_of(draft)
    changed = weights | {next(iter(weights)): weight}
    with pytest.raises(Invalid):
        editing.set_weights(draft, changed, reason="Why.", actor=recruiter, seen=fingerprint(weights))


def test_weights_name_every_criterion(draft: RubricVersion, recruiter: User) -> None:
    weights = weights_of(draft)
    with pytest.raises(Invalid):
        editing.set_weights(draft, {}, reason="Why.", actor=recruiter, seen=fingerprint(weights))


def test_weights_that_somebody_else_changed_are_not_overwritten(draft: RubricVersion, recruiter: User) -> None:
    weights = weights_of(draft)
    one = next(iter(weights))
    editing.set_weights(draft, weights | {one: 26}, reason="A.", actor=recruiter, seen=fingerprint(weights))
    with pytest.raises(Stale) as caught:
        editing.set_weights(draft, weights | {one: 27}, reason="B.", actor=recruiter, seen=fingerprint(weights))
    assert caught.value.theirs[one] == 26


def test_a_criterion_of_the_library_joins_at_the_end(draft: RubricVersion, recruiter: User) -> None:
    source = RubricCriterion.objects.get(criterion__key="t1", version__rubric__key="task")
    row = editing.add_criterion(draft, source, weight=20, reason="Work matters.", actor=recruiter)
    assert (row.position, row.weight, row.title, row.group) == (5, 20, source.title, source.group)
    note = WeightChange.objects.get()
    assert (note.criterion.key, note.old, note.new) == ("t1", None, 20)
    with pytest.raises(Refused):
        editing.add_criterion(draft, source, weight=20, reason="Again.", actor=recruiter)


def test_a_criterion_of_the_job_judges_no_candidate(draft: RubricVersion, recruiter: User) -> None:
    source = RubricCriterion.objects.get(criterion__key="j1")
    before = snapshot()
    with pytest.raises(Refused):
        editing.add_criterion(draft, source, weight=20, reason="Why.", actor=recruiter)
    assert differing(before) == set()


def test_a_criterion_of_our_own(draft: RubricVersion, recruiter: User) -> None:
    values = text_of(first(draft)) | {"title": "Curiosity"}
    row = editing.write_criterion(draft, values, group="communication", weight=5, reason="Ours.", actor=recruiter)
    assert (row.criterion.key, row.group, row.stage, row.position) == ("curiosity", "communication", "communication", 5)
    assert row.sources == []


def test_a_criterion_goes_and_the_others_close_up(draft: RubricVersion, recruiter: User) -> None:
    editing.remove_criterion(draft.criteria.get(position=2), reason="Asked elsewhere.", actor=recruiter)
    assert list(draft.criteria.values_list("position", "criterion__key")) == [(1, "c1"), (2, "c3"), (3, "c4")]
    note = WeightChange.objects.get()
    assert (note.criterion.key, note.old, note.new, note.reason) == ("c2", 25, 0, "Asked elsewhere.")


def test_criteria_change_places(draft: RubricVersion, recruiter: User) -> None:
    order = order_of(draft)
    editing.order_criteria(draft, order[::-1], actor=recruiter, seen=fingerprint(order))
    assert list(draft.criteria.values_list("criterion__key", flat=True)) == ["c4", "c3", "c2", "c1"]
    with pytest.raises(Stale):
        editing.order_criteria(draft, order, actor=recruiter, seen=fingerprint(order))
    with pytest.raises(Invalid):
        editing.order_criteria(draft, order[:3], actor=recruiter, seen=fingerprint(order_of(draft)))


def deeds(draft: RubricVersion, actor: User) -> dict[str, Any]:
    """Every verb that edits a draft, ready to be done."""
    row, order, weights = first(draft), order_of(draft), weights_of(draft)
    source = RubricCriterion.objects.get(criterion__key="t1", version__rubric__key="task")
    return {
        "basics": lambda: editing.edit_basics(
            draft, basics_of(draft) | {"minutes": 50}, actor=actor, seen=fingerprint(basics_of(draft))
        ),
        "criterion": lambda: edit(row, actor, title="Other"),
        "weights": lambda: editing.set_weights(
            draft, dict.fromkeys(weights, 10), reason="Why.", actor=actor, seen=fingerprint(weights)
        ),
        "add": lambda: editing.add_criterion(draft, source, weight=5, reason="Why.", actor=actor),
        "write": lambda: editing.write_criterion(
            draft, text_of(row), group="technical", weight=5, reason="Why.", actor=actor
        ),
        "remove": lambda: editing.remove_criterion(row, reason="Why.", actor=actor),
        "order": lambda: editing.order_criteria(draft, order[::-1], actor=actor, seen=fingerprint(order)),
        "publish": lambda: publish_version(draft, actor=actor, reason="Why.", revision=draft.revision),
        "discard": lambda: discard_draft(draft, actor=actor),
    }


DEEDS = ["basics", "criterion", "weights", "add", "write", "remove", "order", "publish", "discard"]


@pytest.mark.parametrize("deed", DEEDS)
def test_a_member_edits_nothing(draft: RubricVersion, member: User, deed: str) -> None:
    done = deeds(draft, member)[deed]
    before = snapshot()
    with pytest.raises(NotAllowed):
        done()
    assert differing(before) == set()


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_is_done_to_a_published_draft(draft: RubricVersion, recruiter: User, deed: str) -> None:
    done = deeds(draft, recruiter)[deed]
    edit(draft.criteria.get(position=4), recruiter, title="Other")
    publish_version(draft, actor=recruiter, reason="Better.", revision=2)
    before = snapshot()
    with pytest.raises(DraftGone):
        done()
    assert differing(before) == set()
