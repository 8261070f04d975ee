from collections.abc import Callable

import pytest
from django.utils import timezone

from assessments.inbox.due import count_due
from hiring.core.models import User
from hiring.models import JobReview
from tests.factories.assessments import ScorecardFactory
from tests.factories.hiring import JobDescriptionFactory, StageFactory

pytestmark = pytest.mark.django_db


def open_review(author: User) -> JobReview:
    stage = StageFactory(is_gate=True, weight=0)
    return JobReview.objects.create(
        role=stage.role,
        stage=stage,
        description=JobDescriptionFactory(role=stage.role),
        author=author,
        rubric_version=stage.rubric_version,
        due_at=timezone.now(),
    )


def test_counts_open_cards_and_reviews_of_the_person_alone(member: User, recruiter: User) -> None:
    ScorecardFactory(author=member)
    ScorecardFactory(author=member, submitted=True)
    ScorecardFactory(author=recruiter)
    open_review(member)

    assert count_due(member) == 2


def test_counts_by_one_query_at_every_size(member: User, django_assert_num_queries: Callable) -> None:
    ScorecardFactory.create_batch(3, author=member)
    with django_assert_num_queries(1):
        assert count_due(member) == 3
