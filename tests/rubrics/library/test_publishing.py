"""A draft is published complete, with a reason, and then nothing changes it, not even the database."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hiring.core.errors import Invalid, Stale
from hiring.core.models import AuditEntry, User
from rubrics.library.publishing import NotReady, publish_version
from rubrics.models import Criterion, Rubric, RubricCriterion, RubricVersion, WeightChange
from tests.factories.rubrics import CriterionFactory, RubricCriterionFactory
from tests.rubrics.library.tables import differing, snapshot


@pytest.fixture
def ready(draft: RubricVersion) -> RubricVersion:
    RubricVersion.objects.filter(pk=draft.pk).update(title="Better talk")
    return draft


def publish(draft: RubricVersion, actor: User, reason: str = "Clearer anchors.") -> RubricVersion:
    return publish_version(draft, actor=actor, reason=reason, revision=draft.revision)


def codes(draft: RubricVersion, actor: User) -> list[str]:
    before = snapshot()
    with pytest.raises(NotReady) as caught:
        publish(draft, actor)
    assert differing(before) == set()
    assert all(problem.text for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


def test_a_published_draft_is_the_latest_version(ready: RubricVersion, talk: Rubric, recruiter: User) -> None:
    publish(ready, recruiter, reason=" Clearer anchors. ")
    ready.refresh_from_db()
    talk.refresh_from_db()
    assert (ready.reason, ready.published_by, ready.is_draft) == ("Clearer anchors.", recruiter, False)
    assert talk.title == "Better talk"
    assert RubricVersion.objects.latest().get(rubric=talk) == ready
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.object_id, entry.fields, entry.digests) == ("rubric.published", ready.public_id, [], {})


def test_a_version_needs_a_reason(ready: RubricVersion, recruiter: User) -> None:
    with pytest.raises(Invalid) as caught:
        publish(ready, recruiter, reason=" \n")
    assert list(caught.value.errors) == ["reason"]


def test_what_was_changed_unread_is_not_published(ready: RubricVersion, recruiter: User) -> None:
    with pytest.raises(Stale) as caught:
        publish_version(ready, actor=recruiter, reason="Why.", revision=7)
    assert caught.value.theirs == {"revision": 1}


def test_weights_sum_to_100(ready: RubricVersion, recruiter: User) -> None:
    ready.criteria.filter(position=1).update(weight=26)
    assert codes(ready, recruiter) == ["weights"]


def test_a_rubric_has_four_to_seven_criteria(ready: RubricVersion, recruiter: User) -> None:
    ready.criteria.filter(position=4).delete()
    ready.criteria.filter(position=1).update(weight=50)
    assert codes(ready, recruiter) == ["criteria"]
    for position in range(4, 9):
        RubricCriterionFactory(
            version=ready, criterion=CriterionFactory(), position=position, weight=0, questions=three_questions()
        )
    assert codes(ready, recruiter) == ["criteria"]


def three_questions() -> list[dict[str, Any]]:
    return [{"ask": f"Question {number}?", "follow_ups": [], "source": []} for number in range(3)]


def test_a_criterion_has_three_to_five_questions_a_signal_and_a_flag(ready: RubricVersion, recruiter: User) -> None:
    ready.criteria.filter(position=1).update(questions=three_questions()[:2], strong_signals=[], red_flags=[])
    assert codes(ready, recruiter) == ["questions", "signals", "flags"]


def test_a_draft_that_changes_nothing_is_no_version(draft: RubricVersion, recruiter: User) -> None:
    assert codes(draft, recruiter) == ["unchanged"]


PUBLISHED: dict[str, Any] = {
    "title of the version": lambda version: RubricVersion.objects.filter(pk=version.pk).update(title="Other"),
    "back to a draft": lambda version: RubricVersion.objects.filter(pk=version.pk).update(published_at=None),
    "the version itself": lambda version: RubricVersion.objects.filter(pk=version.pk)._raw_delete("default"),
    "an anchor": lambda version: version.criteria.filter(position=1).update(level_1="Other"),
    "a weight": lambda version: version.criteria.filter(position=1).update(weight=99),
    "a criterion gone": lambda version: version.criteria.filter(position=1)._raw_delete("default"),
    "a criterion more": lambda version: RubricCriterion.objects.filter(version__published_at=None).update(
        version=version, position=50
    ),
    "a note of a weight": lambda version: WeightChange.objects.create(
        version=version, criterion=Criterion.objects.first(), new=1, reason="Later."
    ),
}


@pytest.mark.parametrize("change", PUBLISHED)
def test_the_database_keeps_a_published_version_as_it_is(draft: RubricVersion, talk: Rubric, change: str) -> None:
    published = talk.versions.get(number=1)
    before = snapshot()
    with pytest.raises(IntegrityError), transaction.atomic():
        PUBLISHED[change](published)
    assert differing(before) == set()
