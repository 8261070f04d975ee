"""The whole process of one application: its score, its headings, and the level that a stage expects.

A step with weight 0 is a gate and counts nowhere here. A step counts once it is finished; running steps are
left out of every score and lower `coverage`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from rubrics.scoring.arithmetic import Exact, exact, share, weighted_mean
from rubrics.scoring.errors import BadDecisionView, BadFigure, MissingExpectation, UnknownGroup
from rubrics.scoring.marks import Criterion
from rubrics.scoring.summary import CriterionSummary, Summary

GROUPS = ("technical", "production", "communication", "ethics")  # the order in which headings stand
GATE_GROUP = "gate_only"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its rubric's key, its weight in the process, its marks so far, and whether it is finished."""

    rubric: str
    weight: Fraction
    summary: Summary
    finished: bool

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight", exact(self.weight))
        if self.weight < 0:
            raise BadFigure(f"weight of {self.rubric}", self.weight, "0 or more")


@dataclass(frozen=True, slots=True)
class ProcessScore:
    """`score` in levels; None before a step with a score is finished. `finished`: the share of the step
    weight, 0 to 1, that the score stands on."""

    score: Fraction | None
    finished: Fraction


@dataclass(frozen=True, slots=True)
class HeadingSpec:
    """One line of a process's decision view: a title and the rubrics that stand under it."""

    title: str
    rubrics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of the final decision.

    `title` is the decision view's own words, None where the heading is a `group`. `score` in levels, None
    before anything under it is finished and assessed. `coverage`, 0 to 1: the weight under this heading that
    is finished and assessed / all weight under it. `rubrics` are its steps, `criteria` the summaries of those
    finished.
    """

    title: str | None
    group: str | None
    score: Fraction | None
    coverage: Fraction
    rubrics: tuple[str, ...]
    criteria: tuple[CriterionSummary, ...]

    @property
    def must_haves_below_floor(self) -> tuple[CriterionSummary, ...]:
        return tuple(line for line in self.criteria if line.below_floor)


@dataclass(frozen=True, slots=True)
class _Part:
    """What a heading adds up: a weight in the whole process and its value, None where there is none yet."""

    weight: Fraction
    value: Fraction | None


def score_process(steps: Sequence[Step]) -> ProcessScore:
    """sum(step_weight * rubric_score) / sum(step_weight) over finished steps that have a score; gates left out.

    Source: `scoring.process_score` of the rubric library.
    """
    counted = [(step.weight, step.summary.score) for step in steps if step.finished]
    scored = [(weight, score) for weight, score in counted if score is not None]
    done = sum((weight for weight, _ in scored), Fraction(0))
    return ProcessScore(weighted_mean(scored), share(done, sum((step.weight for step in steps), Fraction(0))))


def make_headings(steps: Sequence[Step], view: Sequence[HeadingSpec] = ()) -> tuple[Heading, ...]:
    """The headings of the final decision.

    With a decision view, a heading's score is sum(step_weight * rubric_score) / sum(step_weight) over its
    finished steps. Without one, criteria stand under their group, each weighing step_weight * weight / (sum of
    the weights of its rubric), and the score is sum(that * mean) / sum(that) over the criteria that were assessed
    in finished steps. So the headings, taken together by weight, are the process score when all is assessed.
    A heading under which nothing weighs is left out, and so is the gate's group.
    Errors: BadDecisionView, UnknownGroup.
    """
    judged = [step for step in steps if step.weight]
    if not view:
        return tuple(heading for group in GROUPS if (heading := _group_heading(group, judged)))
    check_view([step.rubric for step in judged], [step.rubric for step in steps], view)
    return tuple(heading for spec in view if (heading := _view_heading(spec, judged)))


def check_view(judged: Sequence[str], known: Sequence[str], view: Sequence[HeadingSpec]) -> None:
    """Every judged rubric stands under exactly one heading, and no heading names one that is not a step.

    Errors: BadDecisionView.
    """
    named = list(chain.from_iterable(spec.rubrics for spec in view))
    missing = tuple(rubric for rubric in judged if rubric not in named)
    unknown = tuple(rubric for rubric in named if rubric not in known)
    twice = tuple(rubric for rubric in dict.fromkeys(named) if named.count(rubric) > 1)
    if missing or unknown or twice:
        raise BadDecisionView(missing, unknown, twice)


def group_shares(criteria: Iterable[Criterion]) -> dict[str, Fraction]:
    """{group: its share of the rubric's weight}, 0 to 1, widest first; the gate's group is left out.

    A rubric that judges one group has one entry. Where all weights are 0, no group has a share.
    Errors: UnknownGroup.
    """
    weights = dict.fromkeys(GROUPS, Fraction(0))
    for criterion in criteria:
        if _check_group(criterion) != GATE_GROUP:
            weights[criterion.group] += criterion.weight
    whole = sum(weights.values(), Fraction(0))
    shares = {group: weight / whole for group, weight in weights.items() if weight}
    return dict(sorted(shares.items(), key=lambda item: -item[1]))


def expected_level(criteria: Iterable[Criterion], expected: Mapping[str, Exact]) -> Fraction | None:
    """The level that a seniority (`expected` is {group: level}) expects of a stage with these criteria.

    A stage of one group expects that group's level. A mixed one expects sum(share * level) over its groups, a
    group's share being its weight in the rubric: 60 of 100 production at 4.0 and 40 technical at 3.5 make 3.8.
    All criteria count, assessed or not, so that the bar does not move with what was asked. None for a gate.
    Errors: UnknownGroup, MissingExpectation, InexactNumber.
    """
    shares = group_shares(criteria)
    for group in shares:
        if group not in expected:
            raise MissingExpectation(group)
    return weighted_mean((part, exact(expected[group])) for group, part in shares.items())


def _view_heading(spec: HeadingSpec, judged: Sequence[Step]) -> Heading | None:
    steps = [step for step in judged if step.rubric in spec.rubrics]
    scores = [_Part(step.weight, step.summary.score if step.finished else None) for step in steps]
    covered = sum((step.weight * step.summary.coverage for step in steps if step.finished), Fraction(0))
    lines = chain.from_iterable(step.summary.criteria for step in steps if step.finished)
    return _heading(spec.title, None, scores, covered, steps, lines)


def _group_heading(group: str, judged: Sequence[Step]) -> Heading | None:
    parts: list[_Part] = []
    steps: list[Step] = []
    lines: list[CriterionSummary] = []
    for step in judged:
        whole = sum((line.criterion.weight for line in step.summary.criteria), Fraction(0))
        own = [line for line in step.summary.criteria if _check_group(line.criterion) == group]
        parts += [
            _Part(step.weight * share(line.criterion.weight, whole), line.mean if step.finished else None)
            for line in own
        ]
        steps += [step] if own else []
        lines += own if step.finished else []
    covered = sum((part.weight for part in parts if part.value is not None), Fraction(0))
    return _heading(None, group, parts, covered, steps, lines)


def _heading(
    title: str | None,
    group: str | None,
    parts: Sequence[_Part],
    covered: Fraction,
    steps: Sequence[Step],
    lines: Iterable[CriterionSummary],
) -> Heading | None:
    whole = sum((part.weight for part in parts), Fraction(0))
    if not whole:
        return None
    return Heading(
        title=title,
        group=group,
        score=weighted_mean((part.weight, part.value) for part in parts if part.value is not None),
        coverage=share(covered, whole),
        rubrics=tuple(step.rubric for step in steps),
        criteria=tuple(lines),
    )


def _check_group(criterion: Criterion) -> str:
    if criterion.group not in GROUPS and criterion.group != GATE_GROUP:
        raise UnknownGroup(criterion.key, criterion.group)
    return criterion.group
