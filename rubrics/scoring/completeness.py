"""What a sheet (a scorecard or a job review) still lacks before it can be submitted.

"Not assessed" is a legal answer and needs no words. A level needs a written observation of some length; a ticked
red flag needs words of its own, saying where it showed. The recommendation comes last, after every criterion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rubrics.scoring.errors import ContradictoryEntry, DuplicateCriterion, UnknownCriterion
from rubrics.scoring.marks import Criterion, check_level, criteria_by_key
from rubrics.scoring.policy import Policy


class ProblemKind(StrEnum):
    NOT_ANSWERED = "not_answered"
    EVIDENCE_SHORT = "evidence_short"
    FLAG_WITHOUT_EVIDENCE = "flag_without_evidence"
    NOTHING_ASSESSED = "nothing_assessed"
    RECOMMENDATION_TOO_EARLY = "recommendation_too_early"
    RECOMMENDATION_MISSING = "recommendation_missing"


@dataclass(frozen=True, slots=True)
class Entry:
    """One criterion as the sheet has it: a level, or not assessed, or neither yet; what was written; the
    ticked red flags as (position, words). Errors: LevelOutOfRange, ContradictoryEntry (a level and not assessed)."""

    criterion: str
    level: int | None = None
    not_assessed: bool = False
    evidence: str = ""
    flags: tuple[tuple[int, str], ...] = ()

    def __post_init__(self) -> None:
        check_level(self.criterion, self.level)
        if self.level is not None and self.not_assessed:
            raise ContradictoryEntry(self.criterion)

    @property
    def answered(self) -> bool:
        return self.level is not None or self.not_assessed


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is missing. `criterion` is None for the sheet as a whole; `written` and `wanted` are
    characters, for short evidence; `flag` is the position of the red flag that has no words."""

    kind: ProblemKind
    criterion: str | None = None
    written: int | None = None
    wanted: int | None = None
    flag: int | None = None


def count_characters(text: str) -> int:
    """Characters of an observation: trimmed, and each run of white space counted as one."""
    return len(" ".join(text.split()))


def find_problems(
    criteria: Sequence[Criterion],
    entries: Iterable[Entry],
    *,
    recommendation: str | None = None,
    wants_recommendation: bool = True,
    policy: Policy | None = None,
) -> tuple[Problem, ...]:
    """All that is missing, in page order: criterion by criterion, then the sheet, then the recommendation.

    A criterion without an entry is not answered. A job review has no recommendation
    (`wants_recommendation=False`). An empty answer means that the sheet can be submitted.
    Errors: DuplicateCriterion, UnknownCriterion.
    """
    given = _entries_by_key(criteria, entries)
    wanted = (policy or Policy()).evidence_min
    problems = [problem for entry in given for problem in _entry_problems(entry, wanted)]
    complete = all(entry.answered for entry in given)
    if complete and all(entry.level is None for entry in given):
        problems.append(Problem(ProblemKind.NOTHING_ASSESSED))
    if wants_recommendation and not recommendation:
        problems.append(Problem(ProblemKind.RECOMMENDATION_MISSING))
    elif wants_recommendation and not complete:
        problems.append(Problem(ProblemKind.RECOMMENDATION_TOO_EARLY))
    return tuple(problems)


def _entries_by_key(criteria: Sequence[Criterion], entries: Iterable[Entry]) -> list[Entry]:
    """One entry for each criterion, in rubric order; an empty one where the sheet has none."""
    known = criteria_by_key(criteria)
    given: dict[str, Entry] = {}
    for entry in entries:
        if entry.criterion not in known:
            raise UnknownCriterion(entry.criterion)
        if entry.criterion in given:
            raise DuplicateCriterion(entry.criterion)
        given[entry.criterion] = entry
    return [given.get(key) or Entry(key) for key in known]


def _entry_problems(entry: Entry, wanted: int) -> Iterator[Problem]:
    """At most one problem about the level, one about the evidence and one a flag: each field has its own message."""
    written = count_characters(entry.evidence)
    if not entry.answered:
        yield Problem(ProblemKind.NOT_ANSWERED, entry.criterion)
    elif entry.level is not None and written < wanted:
        yield Problem(ProblemKind.EVIDENCE_SHORT, entry.criterion, written, wanted)
    for position, words in sorted(entry.flags):
        if not count_characters(words):
            yield Problem(ProblemKind.FLAG_WITHOUT_EVIDENCE, entry.criterion, flag=position)
