"""Every test starts with no attempt counted."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_attempts(db: None) -> None:
    cache.clear()
