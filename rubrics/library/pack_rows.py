"""From a pack to the values of rows, as the tables hold them. Nothing is written here."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from rubrics.library.pack import (
    ChecklistPack,
    Criterion,
    ExpectedWeeks,
    LibraryPack,
    Process,
    Profile,
    Question,
    Rubric,
    Seniority,
)

Values = dict[str, Any]


def library_values(pack: LibraryPack) -> Values:
    return {
        "language": pack.language,
        "licence_note": pack.licence_note,
        "scale": [asdict(point) for point in pack.scale],
        "scoring": _plain(asdict(pack.scoring)),
        "groups": {name: list(stages) for name, stages in pack.groups.items()},
    }


def version_values(rubric: Rubric, pack: LibraryPack) -> Values:
    """The fields of a ``RubricVersion``. A borrowed exercise is written out: a version stands by itself."""
    lender = next((other for other in pack.rubrics if other.key == rubric.exercise_from), None)
    exercise = rubric.exercise or (lender.exercise if lender else None)
    return {
        "title": rubric.title,
        "asked_of": rubric.asked_of,
        "purpose": rubric.purpose,
        "minutes": rubric.minutes,
        "raters_min": rubric.raters_min,
        "raters_max": rubric.raters_max,
        "gate_rule": rubric.gate_rule,
        "exercise": _plain(asdict(exercise)) if exercise else {},
        "sources": list(rubric.source),
    }


def criterion_rows(rubric: Rubric, pack: LibraryPack) -> list[tuple[str, Values]]:
    """(criterion key, fields of a ``RubricCriterion``) in the order of the rubric."""
    known = {criterion.key: criterion for criterion in pack.criteria}
    groups = {stage: group for group, stages in pack.groups.items() for stage in stages}
    return [
        (item.criterion, _criterion_values(known[item.criterion], groups) | {"weight": item.weight, "position": number})
        for number, item in enumerate(rubric.criteria, 1)
    ]


def _criterion_values(criterion: Criterion, groups: dict[str, str]) -> Values:
    return {
        "stage": criterion.stage,
        "group": groups[criterion.stage],
        "title": criterion.title,
        "measures": criterion.measures,
        "must_have": criterion.must_have,
        "floor": criterion.floor,
        **{f"level_{level}": anchor for level, anchor in enumerate(criterion.levels, 1)},
        "questions": question_values(criterion.questions),
        "strong_signals": list(criterion.strong_signals),
        "red_flags": list(criterion.red_flags),
        "sources": list(criterion.source),
    }


def process_values(process: Process) -> Values:
    return {
        "title": process.title,
        "decision_view": [{"heading": part.title, "rubrics": list(part.rubrics)} for part in process.headings],
        "expected_weeks": _weeks(process.expected_weeks) if process.expected_weeks else {},
        "sources": list(process.source),
    }


def profile_values(profile: Profile, position: int) -> Values:
    return {
        "kind": profile.kind,
        "title": profile.title,
        "summary": profile.summary,
        "must_have_off": list(profile.must_have_off),
        "look_for": list(profile.look_for),
        "extra_questions": question_values(profile.extra_questions),
        "overrides": {rubric: dict(weights) for rubric, weights in profile.overrides.items()},
        "step_weights": {process: dict(weights) for process, weights in profile.step_weights.items()},
        "sources": list(profile.source),
        "position": position,
    }


def seniority_values(seniority: Seniority, position: int) -> Values:
    return {
        **{group: Decimal(str(level)) for group, level in seniority.expected_level.items()},
        "must_have_off": list(seniority.must_have_off),
        "note": seniority.note,
        "sources": list(seniority.source),
        "position": position,
    }


def checklist_values(checklist: ChecklistPack) -> Values:
    scoring = _plain(asdict(checklist.scoring))
    return {
        "title": checklist.title,
        "sections": [_plain(asdict(section)) for section in checklist.sections],
        "bands": scoring.pop("bands"),
        "note": scoring.pop("band_note"),
        "scoring": scoring,
    }


def question_values(questions: Sequence[Question]) -> list[Values]:
    return [_plain(asdict(question)) for question in questions]


def digest_content(version: Values, criteria: list[tuple[str, Values]]) -> str:
    """SHA-256 of everything that a version of the library holds: equal content is one version, however it is loaded."""
    text = json.dumps([version, criteria], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _weeks(weeks: ExpectedWeeks) -> Values:
    found: Values = {"standard": [weeks.standard.low, weeks.standard.high], "source": list(weeks.source)}
    if weeks.senior:
        found["senior_or_specialised"] = [weeks.senior.low, weeks.senior.high]
    return found | ({"note": weeks.note} if weeks.note else {})


def _plain(value: Any) -> Any:
    """Tuples as lists, so that a value equals what the database gives back."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value
