"""The criteria of a rubric version. Published ones never change, so each process reads them once."""

from functools import lru_cache

from rubrics.library.models import RubricCriterion, RubricVersion

Criteria = tuple[RubricCriterion, ...]


def read_criteria(version: RubricVersion) -> Criteria:
    """Return the criteria of a version in order, each with its key; not to be changed by the caller.

    Only published versions are remembered, under their random public id, which no other version ever gets.
    """
    if version.is_draft:
        return _read(version.pk)
    return _remembered(version.pk, version.public_id)


@lru_cache(maxsize=128)
def _remembered(pk: int, public_id: str) -> Criteria:
    return _read(pk)


def _read(pk: int) -> Criteria:
    return tuple(RubricCriterion.objects.filter(version=pk).select_related("criterion").order_by("position"))
