"""What a sheet still wants before it can be submitted, in words and with the place on the page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rubrics.library.models import RubricCriterion
from rubrics.scoring.completeness import Entry, Problem, ProblemKind, find_problems
from rubrics.scoring.marks import Criterion
from rubrics.scoring.policy import Policy
from rubrics.sheets.content import CLOSING, NO_ANSWER, Answer
from rubrics.sheets.frozen import Criteria


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: of which part, under which heading, at which element, briefly and as a sentence."""

    part: str
    where: str
    place: str
    lead: str  # "evidence for", where things of one kind are listed together
    label: str  # "6", or all of it where there is no lead
    text: str

    @property
    def short(self) -> str:
        return f"{self.lead} {self.label}".strip()


def find_missing(
    criteria: Criteria,
    answers: Mapping[str, Answer],
    *,
    evidence_characters: int,
    recommendation: str | None = None,
    wants_recommendation: bool = False,
) -> list[Missing]:
    """Return all that is missing, in page order; an empty list means that the sheet can be submitted."""
    problems = find_problems(
        [Criterion(item.criterion.key, item.title, item.weight) for item in criteria],
        [_entry(item.criterion.key, answers.get(item.criterion.key, NO_ANSWER)) for item in criteria],
        recommendation=recommendation,
        wants_recommendation=wants_recommendation,
        policy=Policy(evidence_min=evidence_characters),
    )
    known = {item.criterion.key: item for item in criteria}
    return [
        _of_criterion(problem, known[problem.criterion]) if problem.criterion else _of_sheet(problem, criteria)
        for problem in problems
    ]


def _entry(key: str, answer: Answer) -> Entry:
    flags = tuple((int(position), words) for position, words in answer.flags.items())
    return Entry(key, answer.level, answer.not_assessed, answer.evidence, flags)


def _of_criterion(problem: Problem, criterion: RubricCriterion) -> Missing:
    number = criterion.position
    words = {"wanted": problem.wanted, "written": problem.written}
    if problem.kind == ProblemKind.NOT_ANSWERED:
        place, lead = f"r{number}-1", _("a level for")
        text = _("Choose the description that fits best, or “not assessed”.")
    elif problem.kind == ProblemKind.EVIDENCE_SHORT:
        place, lead = f"e{number}", _("evidence for")
        text = (
            _("Write at least %(wanted)d characters; this has %(written)d. What was said or done, with the numbers?")
            if problem.written
            else _("Write what was said or done, in at least %(wanted)d characters.")
        ) % words
    else:
        place, lead = f"f{number}-{problem.flag}", _("words on a red flag of")
        text = _("Write where this red flag showed.")
    return Missing(criterion.criterion.key, criterion.title, place, lead, str(number), text)


def _of_sheet(problem: Problem, criteria: Criteria) -> Missing:
    if problem.kind == ProblemKind.NOTHING_ASSESSED:
        text = _("Give at least one criterion a level: a sheet on which nothing was assessed says nothing.")
        return Missing(CLOSING, _("Criteria"), f"r{criteria[0].position}-1", "", _("a level of any criterion"), text)
    if problem.kind == ProblemKind.RECOMMENDATION_TOO_EARLY:
        text = _("The recommendation comes last: every criterion needs a level or “not assessed” first.")
        return Missing(CLOSING, _("Recommendation"), "recommendation", "", _("your recommendation, last"), text)
    text = _("Choose one. It comes last, after the criteria.")
    return Missing(CLOSING, _("Recommendation"), "recommendation", "", _("your recommendation"), text)
