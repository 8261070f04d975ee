"""What is wrong with a process, and what to think of when its panels are put together. Pure: rules with ids, no prose.

Every finding names its rule, the step that it is about where there is one, the value that was compared and the bounds,
and the source behind the rule.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hiring.planning.coverage import Coverage
from hiring.planning.process import PlannedStep, StepKind
from hiring.planning.rules import Backing, Limit, ProcessRules

# What a final decision considers besides technical competence, which every process judges in some way.
HEADINGS = ("production", "communication", "ethics")


class RuleId(StrEnum):
    """What ``value`` and ``bound`` are, by rule.

    Minutes: SCREEN_LONG, TASK_LONG. People: PANEL_SMALL, PANEL_LARGE. Interviews: MANY_INTERVIEWS. Others compare
    nothing; ``words`` names what they are about: the part of the work, the group of criteria, the puzzle.
    """

    PART_UNOWNED = "part_unowned"
    HEADING_MISSING = "heading_missing"
    SCREEN_LONG = "screen_long"
    TASK_LONG = "task_long"
    PANEL_SMALL = "panel_small"
    PANEL_LARGE = "panel_large"
    MANY_INTERVIEWS = "many_interviews"
    PUZZLE = "puzzle"
    HINT_OUTSIDER = "hint_outsider"
    HINT_BOTH_SIDES = "hint_both_sides"
    HINT_COLLEAGUES = "hint_colleagues"
    HINT_REALISTIC = "hint_realistic"

    @property
    def is_hint(self) -> bool:
        return self.value.startswith("hint_")


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that applied."""

    rule: RuleId
    backing: Backing
    step: PlannedStep | None = None
    value: int | None = None
    bound: int | None = None
    words: str = ""


def check_process(coverage: Coverage, steps: Sequence[PlannedStep], rules: ProcessRules) -> list[Finding]:
    """Return every finding: faults first, in the order of the rules, then hints for panels."""
    judged = [step for step in steps if step.judges_candidates]
    return [
        *_check_coverage(coverage, rules),
        *(finding for step in judged for finding in _check_step(step, rules)),
        *_check_count(judged, rules.limit("interviews")),
        *_find_puzzles(judged, rules),
        *_give_hints(judged, rules),
    ]


def _check_coverage(coverage: Coverage, rules: ProcessRules) -> Iterator[Finding]:
    for section in coverage.unowned:
        assert section.part is not None
        yield Finding(RuleId.PART_UNOWNED, section.part.backing, words=section.part.title)
    for group in HEADINGS:
        if not any(step.points_of_group(group) for step in coverage.steps):
            yield Finding(RuleId.HEADING_MISSING, rules.reasons["heading"], words=group)


def _check_step(step: PlannedStep, rules: ProcessRules) -> Iterator[Finding]:
    screen, task, panel = (rules.limit(name) for name in ("screen", "task", "panel"))
    if step.kind is StepKind.SCREEN and screen.is_over(step.minutes):
        yield _over(RuleId.SCREEN_LONG, step, step.minutes, screen)
    if step.kind is StepKind.TASK and task.is_over(step.minutes):
        yield _over(RuleId.TASK_LONG, step, step.minutes, task)
    if panel.is_over(step.panel):
        yield _over(RuleId.PANEL_LARGE, step, step.panel, panel)
    if step.kind is not StepKind.SCREEN and panel.is_under(step.panel):
        yield Finding(RuleId.PANEL_SMALL, panel.backing, step, value=step.panel, bound=panel.least)


def _over(rule: RuleId, step: PlannedStep | None, value: int, limit: Limit) -> Finding:
    return Finding(rule, limit.backing, step, value=value, bound=limit.most)


def _check_count(steps: Sequence[PlannedStep], limit: Limit) -> Iterator[Finding]:
    interviews = sum(step.kind is StepKind.INTERVIEW for step in steps)
    if limit.is_over(interviews):
        yield _over(RuleId.MANY_INTERVIEWS, None, interviews, limit)


def _find_puzzles(steps: Sequence[PlannedStep], rules: ProcessRules) -> Iterator[Finding]:
    """Find the words of puzzles in titles, formats and questions; each step is told once, with its first word."""
    for step in steps:
        texts = [step.title, step.format, *(ask for item in step.criteria for ask in (item.title, *item.questions))]
        found = next((word for text in texts if (word := find_puzzle(text, rules.puzzles))), "")
        if found:
            yield Finding(RuleId.PUZZLE, rules.reasons["puzzle"], step, words=found)


def find_puzzle(text: str, words: Sequence[str]) -> str:
    """Return the first of ``words`` that stands in ``text`` as whole words, or nothing.

    >>> find_puzzle("Reverse a linked  list on the board", ["leetcode", "linked list"])
    'linked list'
    """
    plain = " ".join(text.casefold().split())
    return next((word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain)), "")


def _give_hints(steps: Sequence[PlannedStep], rules: ProcessRules) -> Iterator[Finding]:
    for step in steps:
        if step.kind is StepKind.TASK:
            yield Finding(RuleId.HINT_REALISTIC, rules.reasons["realistic"], step)
    talk = max(steps, key=lambda step: step.points_of_group("communication"), default=None)
    if talk is not None and talk.points_of_group("communication") >= rules.owning:
        yield Finding(RuleId.HINT_OUTSIDER, rules.reasons["outsider"], talk)
        yield Finding(RuleId.HINT_BOTH_SIDES, rules.reasons["both_sides"], talk)
    last = next((step for step in reversed(steps) if step.kind is StepKind.INTERVIEW), None)
    if last is not None:
        yield Finding(RuleId.HINT_COLLEAGUES, rules.reasons["colleagues"], last)
