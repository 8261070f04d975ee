"""Two versions of a rubric side by side: what came, went and changed, criterion by criterion."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from rubrics.library.contents import basics_of, text_of
from rubrics.library.differences import Difference, compare_words
from rubrics.library.models import RubricCriterion, RubricVersion


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class FieldChange:
    label: str
    difference: Difference


@dataclass(frozen=True)
class CriterionChange:
    """``old`` and ``new`` are the rows; one is None where the criterion came or went."""

    old: RubricCriterion | None
    new: RubricCriterion | None
    fields: Sequence[FieldChange]

    @property
    def title(self) -> str:
        return (self.new or self.old).title

    @property
    def change(self) -> Change:
        if self.old is None:
            return Change.ADDED
        if self.new is None:
            return Change.REMOVED
        same = not self.fields and self.old.weight == self.new.weight and self.old.position == self.new.position
        return Change.SAME if same else Change.CHANGED

    @property
    def has_moved(self) -> bool:
        return bool(self.old and self.new and self.old.position != self.new.position)


@dataclass(frozen=True)
class Comparison:
    old: RubricVersion
    new: RubricVersion
    basics: Sequence[FieldChange]
    criteria: Sequence[CriterionChange]

    @property
    def changed(self) -> list[CriterionChange]:
        return [change for change in self.criteria if change.change is not Change.SAME]

    @property
    def same(self) -> list[CriterionChange]:
        return [change for change in self.criteria if change.change is Change.SAME]

    @property
    def is_same(self) -> bool:
        return not self.basics and not self.changed


def compare_versions(old: RubricVersion, new: RubricVersion) -> Comparison:
    """Criteria in the order of the new version, then those that went. Two queries."""
    return compare_rows(old, new, list(old.criteria.all()), list(new.criteria.all()))


def compare_rows(
    old: RubricVersion,
    new: RubricVersion,
    old_rows: Sequence[RubricCriterion],
    new_rows: Sequence[RubricCriterion],
) -> Comparison:
    """The same with the criteria at hand."""
    before = {row.criterion_id: row for row in old_rows}
    after = {row.criterion_id: row for row in new_rows}
    changes = [compare_criteria(before.get(key), row) for key, row in after.items()]
    changes += [compare_criteria(row, None) for key, row in before.items() if key not in after]
    return Comparison(old, new, compare_fields(basics_of(old), basics_of(new)), changes)


def compare_criteria(old: RubricCriterion | None, new: RubricCriterion | None) -> CriterionChange:
    if old is None or new is None:
        return CriterionChange(old, new, ())
    return CriterionChange(old, new, compare_fields(text_of(old), text_of(new)))


def compare_fields(old: dict[str, Any], new: dict[str, Any]) -> list[FieldChange]:
    """The fields that differ, with their words compared."""
    labels = field_labels()
    return [
        FieldChange(labels[name], compare_words(as_text(old[name]), as_text(value)))
        for name, value in new.items()
        if old[name] != value
    ]


def field_labels() -> dict[str, str]:
    """What the parts of a version and of a criterion are called."""
    return {
        "title": _("Title"),
        "asked_of": _("Asked of"),
        "purpose": _("Purpose"),
        "minutes": _("Minutes"),
        "raters_min": _("Interviewers, at least"),
        "raters_max": _("Interviewers, at most"),
        "measures": _("What it measures"),
        "must_have": _("Must-have"),
        "floor": _("Floor"),
        **{f"level_{level}": _("Level %(level)d") % {"level": level} for level in range(1, 6)},
        "questions": _("Questions"),
        "strong_signals": _("Strong signals"),
        "red_flags": _("Red flags"),
    }


def as_text(value: Any) -> str:
    """A value as words: lists line by line, a question with its follow-ups indented."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "\n".join(line for item in value for line in _lines(item))
    return "" if value is None else str(value)


def _lines(item: Any) -> list[str]:
    if isinstance(item, dict):
        return [item["ask"], *(f"→ {follow_up}" for follow_up in item["follow_ups"])]
    return [str(item)]
