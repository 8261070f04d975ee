"""Drafts come from the latest version and go without a trace but the audit entry."""

import pytest
from django.utils import timezone

from hiring.core.errors import NotAllowed, Refused
from hiring.core.models import AuditEntry, User
from rubrics.library.contents import COPIED
from rubrics.library.drafting import DraftGone, copy_rubric, discard_draft, start_draft
from rubrics.models import Rubric, RubricCriterion, RubricVersion, WeightChange
from tests.rubrics.library.tables import differing, snapshot


def content(version: RubricVersion) -> list[dict[str, object]]:
    return list(version.criteria.values(*COPIED, "criterion", "position", "weight"))


def test_a_draft_holds_what_the_latest_version_holds(talk: Rubric, recruiter: User) -> None:
    draft = start_draft(talk, actor=recruiter)
    latest = talk.versions.get(number=1)
    assert (draft.number, draft.is_draft, draft.made_by, draft.reason) == (2, True, recruiter, "")
    assert content(draft) == content(latest)
    assert (draft.purpose, draft.exercise, draft.minutes) == (latest.purpose, latest.exercise, latest.minutes)
    assert AuditEntry.objects.filter(action="rubric.draft_started", actor=recruiter).count() == 1


def test_there_is_one_draft_whoever_starts_it(draft: RubricVersion, talk: Rubric, administrator: User) -> None:
    before = snapshot()
    assert start_draft(talk, actor=administrator) == draft
    assert differing(before) == set()


@pytest.mark.parametrize("persona", ["member", "auditor"])
def test_who_may_not_edit_starts_and_discards_nothing(
    draft: RubricVersion, talk: Rubric, persona: str, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(persona)
    before = snapshot()
    with pytest.raises(NotAllowed):
        start_draft(talk, actor=actor)
    with pytest.raises(NotAllowed):
        discard_draft(draft, actor=actor)
    with pytest.raises(NotAllowed):
        copy_rubric(draft, title="Mine", actor=actor)
    assert differing(before) == set()


def test_a_retired_rubric_gets_no_draft(talk: Rubric, recruiter: User) -> None:
    Rubric.objects.filter(pk=talk.pk).update(retired_at=timezone.now())
    with pytest.raises(Refused):
        start_draft(talk, actor=recruiter)


def test_a_discarded_draft_takes_its_parts_along(draft: RubricVersion, talk: Rubric, recruiter: User) -> None:
    discard_draft(draft, actor=recruiter)
    assert list(talk.versions.values_list("number", flat=True)) == [1]
    assert not WeightChange.objects.exists()
    assert RubricCriterion.objects.filter(version__rubric=talk).count() == 4
    assert AuditEntry.objects.filter(action="rubric.draft_discarded").count() == 1
    with pytest.raises(DraftGone):
        discard_draft(draft, actor=recruiter)


def test_a_copy_is_a_rubric_of_its_own(talk: Rubric, recruiter: User) -> None:
    source = talk.versions.get()
    draft = copy_rubric(source, title="Talk, émigré edition", actor=recruiter)
    assert (draft.rubric.key, draft.rubric.subject, draft.rubric.from_library) == (
        "talk_emigre_edition",
        "candidate",
        False,
    )
    assert (draft.number, draft.title, draft.is_draft) == (1, "Talk, émigré edition", True)
    assert content(draft) == content(source)
    again = copy_rubric(source, title="Talk: émigré edition", actor=recruiter)
    assert again.rubric.key == "talk_emigre_edition_2"
    with pytest.raises(Refused):
        copy_rubric(source, title="Talk: émigré edition", actor=recruiter)
    assert copy_rubric(source, title="日本語", actor=recruiter).rubric.key == "rubric"
