"""From rows to the plan of a process: of a role with its own stages, or of a process that no role has yet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from hiring.planning.checks import Finding, check_process
from hiring.planning.coverage import Coverage, draw_map
from hiring.planning.effort import Effort, measure_effort
from hiring.planning.limits import read_limited_rules
from hiring.planning.process import PlannedCriterion, PlannedStep, StepKind, find_kind
from hiring.planning.rules import ProcessRules
from hiring.planning.words import SaidFinding, say_findings
from hiring.roles.models import Role, Stage, StageCriterion
from hiring.roles.stages import RESUME_SCREEN
from rubrics.library.models import Process, ProcessStep, RubricCriterion, RubricVersion, Subject


@dataclass(frozen=True, slots=True)
class ProcessPlan:
    """The whole picture of a process."""

    steps: Sequence[PlannedStep]
    coverage: Coverage
    effort: Effort
    findings: Sequence[Finding]
    rules: ProcessRules

    @property
    def judged(self) -> list[PlannedStep]:
        return [step for step in self.steps if step.judges_candidates]

    @property
    def interviews(self) -> int:
        return sum(step.kind is StepKind.INTERVIEW for step in self.steps)

    @property
    def owned(self) -> int:
        """How many of the parts of the work a step owns."""
        return len(self.rules.parts) - len(self.coverage.unowned)

    @property
    def faults(self) -> list[SaidFinding]:
        return say_findings(finding for finding in self.findings if not finding.rule.is_hint)

    @property
    def hints(self) -> list[SaidFinding]:
        return say_findings(finding for finding in self.findings if finding.rule.is_hint)


def plan_role(role: Role) -> ProcessPlan:
    """Return the picture of the role's own stages, by four queries."""
    return make_plan(read_role_steps(role), read_known_criteria(), read_limited_rules())


def plan_processes(processes: Iterable[Process]) -> dict[int, ProcessPlan]:
    """Return the picture of each process by its key, with the library's weights, by five queries for all.

    Of a step whose rubric has nothing published there is nothing to show: it is left out.
    """
    steps = read_process_steps(processes)
    known, rules = read_known_criteria(), read_limited_rules()
    return {key: make_plan(found, known, rules) for key, found in steps.items()}


def make_plan(steps: Sequence[PlannedStep], known: Sequence[PlannedCriterion], rules: ProcessRules) -> ProcessPlan:
    coverage = draw_map(steps, rules.parts, known=known, owning=rules.owning)
    effort = measure_effort(steps, card_minutes=rules.card_minutes, reading_minutes=rules.reading_minutes)
    return ProcessPlan(steps, coverage, effort, check_process(coverage, steps, rules), rules)


def read_role_steps(role: Role) -> list[PlannedStep]:
    """Return the stages of a role with the weights and settings that they have there, by two queries."""
    fields = ("stage_id", "key", "title", "group", "weight", "must_have", "criterion__stage", "criterion__questions")
    criteria = StageCriterion.objects.select_related("criterion").only(*fields).order_by("position")
    stages = role.stages.select_related("rubric_version").prefetch_related(Prefetch("criteria", criteria))
    return [_step_of_stage(stage) for stage in stages]


def _step_of_stage(stage: Stage) -> PlannedStep:
    criteria = tuple(
        PlannedCriterion(
            key=item.key,
            title=item.title,
            group=item.group,
            weight=item.weight,
            must_have=item.must_have,
            resume=item.criterion.stage == RESUME_SCREEN,
            questions=_texts(item.criterion),
        )
        for item in stage.criteria.all()
    )
    exercise = stage.rubric_version.exercise
    return PlannedStep(
        id=stage.public_id,
        title=stage.title,
        kind=find_kind(is_gate=stage.is_gate, has_task=bool(exercise), criteria=criteria),
        weight=stage.weight,
        minutes=stage.minutes,
        panel=stage.panel_size,
        criteria=criteria,
        format=str(exercise.get("format", "")),
    )


def read_process_steps(processes: Iterable[Process]) -> dict[int, list[PlannedStep]]:
    """Return the steps of each process as a new role without profile would have them, by three queries."""
    planned: dict[int, list[ProcessStep]] = {process.pk: [] for process in processes}
    for step in ProcessStep.objects.filter(process__in=planned).select_related("rubric"):
        planned[step.process_id].append(step)
    rubrics = {step.rubric_id for steps in planned.values() for step in steps}
    versions = {version.rubric_id: version for version in RubricVersion.objects.latest().filter(rubric__in=rubrics)}
    criteria = defaultdict(list)
    for item in RubricCriterion.objects.filter(version__in=versions.values()).select_related("criterion"):
        criteria[item.version_id].append(item)
    return {
        key: [
            _step_of_version(versions[step.rubric_id], step.weight, step.rubric.subject, criteria)
            for step in steps
            if step.rubric_id in versions
        ]
        for key, steps in planned.items()
    }


def _step_of_version(
    version: RubricVersion, weight: int, subject: str, criteria: dict[int, list[RubricCriterion]]
) -> PlannedStep:
    items = tuple(_criterion_of_library(item) for item in criteria[version.pk])
    is_gate, has_task = subject == Subject.JOB, bool(version.exercise)
    kind = find_kind(is_gate=is_gate, has_task=has_task, criteria=items)
    all_resume = all(item.resume for item in items)
    return PlannedStep(
        id=version.public_id,
        title=version.title,
        kind=kind,
        weight=weight,
        minutes=version.minutes,
        panel=1 if kind is StepKind.SCREEN and all_resume else version.raters_min,
        criteria=items,
        format=str(version.exercise.get("format", "")),
    )


def _criterion_of_library(item: RubricCriterion) -> PlannedCriterion:
    return PlannedCriterion(
        key=item.criterion.key,
        title=item.title,
        group=item.group,
        weight=item.weight,
        must_have=item.must_have,
        resume=item.stage == RESUME_SCREEN,
        questions=_texts(item),
    )


def _texts(item: RubricCriterion) -> tuple[str, ...]:
    return tuple(text for question in item.questions for text in (question["ask"], *question["follow_ups"]))


def read_known_criteria() -> list[PlannedCriterion]:
    """Return every criterion by which the library judges candidates, once each, in its order."""
    rows = (
        RubricCriterion.objects.published()
        .filter(version__rubric__from_library=True, version__rubric__subject=Subject.CANDIDATE)
        .filter(version__rubric__retired_at=None)
        .order_by("criterion_id", "version_id")
        .values_list("criterion__key", "title", "group")
    )
    named = {key: (title, group) for key, title, group in rows}
    return [PlannedCriterion(key, title, group, 0) for key, (title, group) in named.items()]
