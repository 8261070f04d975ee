"""What lists of rubrics and the pages of processes, profiles and bars show, by a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Prefetch, Q

from hiring.core.models import User
from rubrics.library.citations import NamedSource
from rubrics.library.models import (
    Checklist,
    Group,
    Process,
    ProcessStep,
    Profile,
    ProfileKind,
    Rubric,
    RubricCriterion,
    RubricVersion,
    Seniority,
    Source,
)
from rubrics.library.pack import GROUPS
from rubrics.library.permissions import may_edit_rubrics
from rubrics.library.showing import Names, ShownQuestion, show_questions


@dataclass
class RubricLine:
    """A rubric in a list: its latest version with counts, and whether a draft is open."""

    rubric: Rubric
    version: RubricVersion | None = None
    has_draft: bool = False


@dataclass
class StepLine:
    step: ProcessStep
    line: RubricLine


@dataclass
class ProcessBlock:
    process: Process
    steps: list[StepLine] = field(default_factory=list)


def list_rubrics(rubrics: Iterable[Rubric], user: User) -> dict[int, RubricLine]:
    """{rubric id: line}; two queries for any number of rubrics, one for those who see no drafts."""
    lines = {rubric.pk: RubricLine(rubric) for rubric in rubrics}
    for version in RubricVersion.objects.filter(rubric__in=lines).latest().with_counts():
        lines[version.rubric_id].version = version
    if may_edit_rubrics(user):
        for rubric in RubricVersion.objects.drafts().filter(rubric__in=lines).values_list("rubric", flat=True):
            lines[rubric].has_draft = True
    return lines


def list_processes(processes: Iterable[Process], user: User) -> list[ProcessBlock]:
    """Processes with their steps, in order."""
    blocks = {process.pk: ProcessBlock(process) for process in processes}
    steps = list(
        ProcessStep.objects.filter(process__in=blocks).select_related("rubric").order_by("process", "position")
    )
    lines = list_rubrics({step.rubric for step in steps}, user)
    for step in steps:
        blocks[step.process_id].steps.append(StepLine(step, lines[step.rubric_id]))
    return list(blocks.values())


def criterion_titles(keys: Iterable[str]) -> dict[str, str]:
    """{criterion key: title as last published}"""
    rows = RubricCriterion.objects.latest().filter(criterion__key__in=keys)
    return dict(rows.values_list("criterion__key", "title"))


@dataclass(frozen=True)
class WeightLine:
    """One weight of a profile against the base. ``base`` is None when the latest version has no such criterion."""

    title: str
    base: int | None
    here: int

    @property
    def difference(self) -> int:
        return self.here - (self.base or 0)

    @property
    def fall(self) -> int:
        return -self.difference


@dataclass(frozen=True)
class WeightTable:
    """A rubric's or a process's weights in a profile. ``fits``: they name what the rubric has today."""

    title: str
    public_id: str
    lines: Sequence[WeightLine]
    fits: bool


@dataclass(frozen=True)
class ShownProfile:
    profile: Profile
    rubrics: Sequence[WeightTable]
    processes: Sequence[WeightTable]
    without: Sequence[Process]
    must_have_off: Sequence[str]
    questions: Sequence[ShownQuestion]
    sources: Sequence[NamedSource]


def show_profile(profile: Profile) -> ShownProfile:
    """A profile against today's rubrics and processes."""
    names = Names()
    steps = Prefetch("steps", ProcessStep.objects.select_related("rubric"))
    processes = list(Process.objects.offered().prefetch_related(steps))
    rows = list(
        RubricCriterion.objects.filter(version__in=RubricVersion.objects.latest())
        .filter(Q(version__rubric__key__in=profile.overrides) | Q(criterion__key__in=profile.must_have_off))
        .select_related("version__rubric", "criterion")
    )
    titles = {row.criterion.key: row.title for row in rows}
    return ShownProfile(
        profile=profile,
        rubrics=_rubric_tables(profile.overrides, rows),
        processes=[
            _process_table(process, profile.step_weights[process.key])
            for process in processes
            if process.key in profile.step_weights
        ],
        without=[process for process in processes if not _has_weights(profile, process)],
        must_have_off=[titles.get(key, key) for key in profile.must_have_off],
        questions=show_questions(profile.extra_questions, names),
        sources=names.name(profile.sources),
    )


def _has_weights(profile: Profile, process: Process) -> bool:
    rubrics = {step.rubric.key for step in process.steps.all()}
    return process.key in profile.step_weights or not rubrics.isdisjoint(profile.overrides)


def _rubric_tables(overrides: Mapping[str, Mapping[str, int]], rows: Sequence[RubricCriterion]) -> list[WeightTable]:
    found: dict[str, list[RubricCriterion]] = {}
    for row in rows:
        found.setdefault(row.version.rubric.key, []).append(row)
    return [_rubric_table(found[key], weights) for key, weights in overrides.items() if key in found]


def _rubric_table(criteria: Sequence[RubricCriterion], weights: Mapping[str, int]) -> WeightTable:
    rows, version = {row.criterion.key: row for row in criteria}, criteria[0].version
    lines = [
        WeightLine(rows[key].title if key in rows else key, rows[key].weight if key in rows else None, weight)
        for key, weight in weights.items()
    ]
    return WeightTable(version.title, version.rubric.public_id, lines, fits=set(rows) == set(weights))


def _process_table(process: Process, weights: Mapping[str, int]) -> WeightTable:
    steps = {step.rubric.key: step for step in process.steps.all()}
    lines = [
        WeightLine(
            steps[key].rubric.title if key in steps else key, steps[key].weight if key in steps else None, weight
        )
        for key, weight in weights.items()
    ]
    return WeightTable(process.title, process.public_id, lines, fits=set(steps) == set(weights))


@dataclass(frozen=True)
class ShownProcess:
    block: ProcessBlock
    headings: Sequence[tuple[str, Sequence[str]]]
    profiles: Sequence[Profile]
    sources: Sequence[NamedSource]
    weeks_sources: Sequence[NamedSource]


def show_process(process: Process, user: User) -> ShownProcess:
    """A process with its steps, its headings, and the role types that weigh its steps otherwise."""
    names = Names()
    block = list_processes([process], user)[0]
    titles = {entry.line.rubric.key: entry.line.rubric.title for entry in block.steps}
    return ShownProcess(
        block=block,
        headings=[
            (part["heading"], [titles[key] for key in part["rubrics"] if key in titles])
            for part in process.decision_view
        ],
        profiles=[
            profile for profile in Profile.objects.filter(kind=ProfileKind.ROLE) if process.key in profile.step_weights
        ],
        sources=names.name(process.sources),
        weeks_sources=names.name(process.expected_weeks.get("source", ())),
    )


@dataclass(frozen=True)
class ShownBar:
    """A bar with its expected level of each group."""

    bar: Seniority
    levels: Sequence[tuple[str, Decimal]]
    must_have_off: Sequence[str]


def show_bars(bars: Iterable[Seniority]) -> list[ShownBar]:
    bars = list(bars)
    titles = criterion_titles({key for bar in bars for key in bar.must_have_off})
    return [
        ShownBar(
            bar,
            levels=[(Group(group).label, getattr(bar, group)) for group in GROUPS],
            must_have_off=[titles.get(key, key) for key in bar.must_have_off],
        )
        for bar in bars
    ]


@dataclass(frozen=True)
class ShownTest:
    id: str
    test: str
    criteria: Sequence[str]


@dataclass(frozen=True)
class ShownChecklist:
    """Sections as (title, tests), and the criteria by title."""

    checklist: Checklist
    sections: Sequence[tuple[str, Sequence[ShownTest]]]
    example: Sequence[tuple[str, float]]


def show_checklists(checklists: Iterable[Checklist]) -> list[ShownChecklist]:
    checklists = list(checklists)
    tests = [test for checklist in checklists for section in checklist.sections for test in section["tests"]]
    titles = criterion_titles({key for test in tests for key in test["criteria"]})
    return [_show_checklist(checklist, titles) for checklist in checklists]


def _show_checklist(checklist: Checklist, titles: Mapping[str, str]) -> ShownChecklist:
    sections = [
        (
            section["title"],
            [
                ShownTest(test["id"], test["test"], [titles.get(key, key) for key in test["criteria"]])
                for test in section["tests"]
            ],
        )
        for section in checklist.sections
    ]
    names = {section["key"]: section["title"] for section in checklist.sections}
    example = checklist.scoring.get("worked_example", {})
    return ShownChecklist(checklist, sections, [(names.get(key, key), points) for key, points in example.items()])


@dataclass(frozen=True)
class ShownSource:
    """The name of a work, and what the library notes about it."""

    name: str
    note: str


def show_source(source: Source) -> ShownSource:
    name, _, note = source.what.partition(";")
    return ShownSource(name.strip(), note.strip())
