"""What came, went, moved and changed between two versions."""

from hiring.core.models import User
from rubrics.library import editing
from rubrics.library.comparing import Change, compare_versions
from rubrics.library.contents import fingerprint, order_of, text_of
from rubrics.models import Rubric, RubricCriterion, RubricVersion


def test_a_fresh_draft_is_the_same(draft: RubricVersion, talk: Rubric) -> None:
    comparison = compare_versions(talk.versions.get(number=1), draft)
    assert comparison.is_same
    assert [change.change for change in comparison.criteria] == [Change.SAME] * 4


def test_every_kind_of_change_is_named(draft: RubricVersion, talk: Rubric, recruiter: User) -> None:
    row = draft.criteria.get(position=1)
    values = text_of(row) | {"level_2": "Another anchor.", "red_flags": ["Gives none.", "Blames others."]}
    editing.edit_criterion(row, values, actor=recruiter, seen=fingerprint(text_of(row)))
    editing.remove_criterion(draft.criteria.get(position=2), reason="Why.", actor=recruiter)
    source = RubricCriterion.objects.get(criterion__key="t1", version__rubric__key="task")
    editing.add_criterion(draft, source, weight=20, reason="Why.", actor=recruiter)
    order = order_of(draft)
    editing.order_criteria(draft, [order[0], order[2], order[1], order[3]], actor=recruiter, seen=fingerprint(order))
    comparison = compare_versions(talk.versions.get(number=1), draft)
    found = [(change.title, change.change, change.has_moved) for change in comparison.criteria]
    assert found == [
        ("Title of c1", Change.CHANGED, False),
        ("Title of c4", Change.CHANGED, True),
        ("Title of c3", Change.SAME, False),
        ("Title of t1", Change.ADDED, False),
        ("Title of c2", Change.REMOVED, False),
    ]
    assert [field.label for field in comparison.criteria[0].fields] == ["Level 2", "Red flags"]
    flags = comparison.criteria[0].fields[1].difference
    assert "".join(piece.text for piece in flags.new) == "Gives none.\nBlames others."
