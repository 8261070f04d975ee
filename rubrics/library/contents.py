"""The parts of a version that are edited one at a time, as plain values, and their fingerprints.

A form carries the fingerprint of what its reader saw. A save that carries an older one is refused with both texts:
two people who edit two criteria never disturb each other, two who edit the same one never overwrite in silence.
"""

import hashlib
import json
from typing import Any

from rubrics.library.models import RubricCriterion, RubricVersion

BASICS = ("title", "asked_of", "purpose", "minutes", "raters_min", "raters_max")
ANCHORS = tuple(f"level_{level}" for level in range(1, 6))
LISTS = ("questions", "strong_signals", "red_flags")
CRITERION = ("title", "measures", "must_have", "floor", *ANCHORS, *LISTS)
COPIED = ("stage", "group", *CRITERION, "sources")


def basics_of(version: RubricVersion) -> dict[str, Any]:
    return {name: getattr(version, name) for name in BASICS}


def text_of(criterion: RubricCriterion) -> dict[str, Any]:
    return {name: getattr(criterion, name) for name in CRITERION}


def weights_of(version: RubricVersion) -> dict[str, int]:
    """{public id of the row: weight}"""
    return dict(version.criteria.values_list("public_id", "weight"))


def order_of(version: RubricVersion) -> list[str]:
    return list(version.criteria.order_by("position").values_list("public_id", flat=True))


def fingerprint(content: Any) -> str:
    """16 characters that differ when the content differs."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
