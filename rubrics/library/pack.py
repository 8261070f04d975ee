"""What a pack holds, as plain frozen values. The reader makes them, the loader stores them."""

from collections.abc import Mapping
from dataclasses import dataclass

# The groups that bars and headings go by. Criteria of the job stand in the last one, which has no bar.
GROUPS = ("technical", "production", "communication", "ethics")
GATE_ONLY = "gate_only"


@dataclass(frozen=True)
class Source:
    """An article, paper or law. ``what`` starts with its name; notes follow after a semicolon."""

    tag: str
    what: str


@dataclass(frozen=True)
class ScalePoint:
    level: int
    label: str
    meaning: str


@dataclass(frozen=True)
class ScoringRules:
    allowed_scores: tuple[int, ...]
    evidence_min_characters: int
    rubric_score: str
    must_have_rule: str
    process_score: str
    independence: str
    combination: str
    source: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    ask: str
    follow_ups: tuple[str, ...]
    source: tuple[str, ...]


@dataclass(frozen=True)
class Criterion:
    """``levels`` holds the five anchors, level 1 first. ``floor`` is None unless the criterion is a must-have."""

    key: str
    stage: str
    title: str
    measures: str
    must_have: bool
    floor: int | None
    levels: tuple[str, ...]
    questions: tuple[Question, ...]
    strong_signals: tuple[str, ...]
    red_flags: tuple[str, ...]
    source: tuple[str, ...]


@dataclass(frozen=True)
class RubricItem:
    criterion: str
    weight: int


@dataclass(frozen=True)
class Exercise:
    max_hours: int
    format: str
    avoid: tuple[str, ...]
    planted_faults: tuple[str, ...]
    source: tuple[str, ...]


@dataclass(frozen=True)
class Rubric:
    key: str
    process: str
    step: int
    title: str
    subject: str
    asked_of: str
    purpose: str
    minutes: int
    raters_min: int
    raters_max: int
    gate_rule: str
    exercise: Exercise | None
    exercise_from: str
    criteria: tuple[RubricItem, ...]
    source: tuple[str, ...]


@dataclass(frozen=True)
class ProcessStep:
    rubric: str
    weight: int


@dataclass(frozen=True)
class Heading:
    title: str
    rubrics: tuple[str, ...]


@dataclass(frozen=True)
class Weeks:
    low: int
    high: int


@dataclass(frozen=True)
class ExpectedWeeks:
    standard: Weeks
    senior: Weeks | None
    note: str
    source: tuple[str, ...]


@dataclass(frozen=True)
class Process:
    key: str
    title: str
    steps: tuple[ProcessStep, ...]
    headings: tuple[Heading, ...]
    expected_weeks: ExpectedWeeks | None
    source: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """A specialism or a role type. ``overrides`` and ``step_weights`` are complete wherever they say anything."""

    key: str
    kind: str
    title: str
    summary: str
    overrides: Mapping[str, Mapping[str, int]]
    must_have_off: tuple[str, ...]
    step_weights: Mapping[str, Mapping[str, int]]
    look_for: tuple[str, ...]
    extra_questions: tuple[Question, ...]
    source: tuple[str, ...]


@dataclass(frozen=True)
class Seniority:
    key: str
    expected_level: Mapping[str, float]
    must_have_off: tuple[str, ...]
    note: str
    source: tuple[str, ...]


@dataclass(frozen=True)
class LibraryPack:
    file: str
    library: str
    language: str
    licence_note: str
    sources: tuple[Source, ...]
    scale: tuple[ScalePoint, ...]
    scoring: ScoringRules
    groups: Mapping[str, tuple[str, ...]]
    criteria: tuple[Criterion, ...]
    rubrics: tuple[Rubric, ...]
    processes: tuple[Process, ...]
    profiles: tuple[Profile, ...]
    seniority: tuple[Seniority, ...]


@dataclass(frozen=True)
class Band:
    """Final scores over ``over`` and up to ``up_to``. Zero stands alone: its ``over`` is None."""

    over: int | None
    up_to: int
    reading: str


@dataclass(frozen=True)
class ChecklistScoring:
    not_done: float
    manual: float
    automated: float
    section_score: str
    final_score: str
    bands: tuple[Band, ...]
    band_note: str
    version_trap: str
    worked_example: Mapping[str, float]


@dataclass(frozen=True)
class ChecklistTest:
    id: str
    test: str
    criteria: tuple[str, ...]


@dataclass(frozen=True)
class ChecklistSection:
    key: str
    title: str
    tests: tuple[ChecklistTest, ...]


@dataclass(frozen=True)
class ChecklistPack:
    file: str
    key: str
    title: str
    scoring: ChecklistScoring
    sections: tuple[ChecklistSection, ...]

    @property
    def test_ids(self) -> frozenset[str]:
        return frozenset(test.id for section in self.sections for test in section.tests)
