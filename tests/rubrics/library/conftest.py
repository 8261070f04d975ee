"""The small library in the database, and a draft of its rubric "talk"."""

import pytest

from hiring.core.models import User
from rubrics.library.drafting import start_draft
from rubrics.library.loading import load_library
from rubrics.models import Rubric, RubricVersion
from tests.rubrics.library import small_pack


@pytest.fixture
def talk(db: None) -> Rubric:
    load_library(small_pack.read(), actor=None)
    return Rubric.objects.get(key="talk")


@pytest.fixture
def draft(talk: Rubric, recruiter: User) -> RubricVersion:
    return start_draft(talk, actor=recruiter)
