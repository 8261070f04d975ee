"""Each change of a weight has an author, a date and a reason: one row a criterion."""

from collections.abc import Mapping

from hiring.core.models import User
from rubrics.library.models import RubricVersion, WeightChange


def weights_of(version: RubricVersion) -> dict[int, int]:
    """{criterion id: weight}"""
    return dict(version.criteria.values_list("criterion_id", "weight"))


def write_weight_changes(
    version: RubricVersion, previous: RubricVersion, *, reason: str, actor: User | None
) -> list[WeightChange]:
    """Note every weight in which a version differs from the one before it."""
    return note_weights(version, weights_of(previous), weights_of(version), reason=reason, actor=actor)


def note_weights(
    version: RubricVersion, old: Mapping[int, int], new: Mapping[int, int], *, reason: str, actor: User | None
) -> list[WeightChange]:
    """A criterion that comes has no old weight, one that goes the new weight 0."""
    return WeightChange.objects.bulk_create(
        WeightChange(
            version=version,
            criterion_id=criterion,
            old=old.get(criterion),
            new=new.get(criterion, 0),
            reason=reason,
            author=actor,
        )
        for criterion in [*new, *(gone for gone in old if gone not in new)]
        if old.get(criterion) != new.get(criterion)
    )
