"""What the pages of a rubric show, gathered by a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rubrics.library.blanks import ask_with
from rubrics.library.citations import CHECKLIST_TAG, NamedSource, name_sources
from rubrics.library.models import (
    Checklist,
    ProcessStep,
    Rubric,
    RubricCriterion,
    RubricVersion,
    Source,
    WeightChange,
)


class Names:
    """Names sources: one query for any number of citations, a second one when a citation names a test."""

    @cached_property
    def works(self) -> dict[str, str]:
        return dict(Source.objects.values_list("tag", "what"))

    @cached_property
    def tests(self) -> dict[str, str]:
        sections = [section for checklist in Checklist.objects.all() for section in checklist.sections]
        return {test["id"]: test["test"] for section in sections for test in section["tests"]}

    def name(self, citations: Sequence[str]) -> tuple[NamedSource, ...]:
        if not citations:
            return ()
        names_a_test = any(citation.startswith(f"{CHECKLIST_TAG} ") for citation in citations)
        return name_sources(citations, self.works, self.tests if names_a_test else {})


@dataclass(frozen=True)
class ShownQuestion:
    ask: str
    follow_ups: Sequence[str]
    sources: Sequence[NamedSource]


def show_questions(questions: Iterable[dict], names: Names) -> list[ShownQuestion]:
    """Return questions as the library shows them: blanks with the words that stand where a role says nothing."""
    questions = list(questions)
    return [
        ShownQuestion(asked.ask, asked.follow_ups, names.name(question["source"]))
        for asked, question in zip(ask_with(questions, {}), questions, strict=True)
    ]


@dataclass(frozen=True)
class ShownCriterion:
    row: RubricCriterion
    questions: Sequence[ShownQuestion]
    sources: Sequence[NamedSource]

    @property
    def has_sources(self) -> bool:
        return bool(self.sources) or any(question.sources for question in self.questions)


@dataclass(frozen=True)
class ShownVersion:
    """A version with its criteria and their sources by name."""

    rubric: Rubric
    version: RubricVersion
    versions: Sequence[RubricVersion]
    criteria: Sequence[ShownCriterion]
    sources: Sequence[NamedSource]
    exercise_sources: Sequence[NamedSource]
    steps: Sequence[ProcessStep]

    @property
    def draft(self) -> RubricVersion | None:
        return next((version for version in self.versions if version.is_draft), None)

    @property
    def latest(self) -> RubricVersion | None:
        return next((version for version in self.versions if not version.is_draft), None)

    @property
    def must_haves(self) -> int:
        return sum(shown.row.must_have for shown in self.criteria)


def show_version(rubric: Rubric, version: RubricVersion, versions: Sequence[RubricVersion]) -> ShownVersion:
    names = Names()
    rows = version.criteria.select_related("criterion")
    steps = ProcessStep.objects.filter(rubric=rubric, process__retired_at=None).select_related("process")
    return ShownVersion(
        rubric=rubric,
        version=version,
        versions=versions,
        criteria=[ShownCriterion(row, show_questions(row.questions, names), names.name(row.sources)) for row in rows],
        sources=names.name(version.sources),
        exercise_sources=names.name(version.exercise.get("source", ())),
        steps=list(steps),
    )


@dataclass
class VersionEntry:
    """A version in the list of versions, with the notes of its changed weights."""

    version: RubricVersion
    changes: list[WeightChange] = field(default_factory=list)


def list_versions(rubric: Rubric, versions: Sequence[RubricVersion]) -> list[VersionEntry]:
    """These versions with what changed in their weights. Two queries."""
    entries = {version.pk: VersionEntry(version) for version in versions}
    titles = dict(
        RubricCriterion.objects.filter(version__rubric=rubric)
        .order_by("version__number")
        .values_list("criterion", "title")
    )
    for change in WeightChange.objects.filter(version__in=entries).select_related("author").order_by("id"):
        change.title = titles.get(change.criterion_id, "")  # a criterion is called what its last version calls it
        entries[change.version_id].changes.append(change)
    return list(entries.values())
