"""Where the first step stands: the reviews of one version of the job description, added up and held to the bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.core.policy.figures import read_policy
from hiring.intake.models import JobRating
from hiring.roles.models import Role, Stage, StageCriterion
from hiring.roles.weights import scored_criteria
from rubrics.scoring.gate import Gate, check_gate
from rubrics.scoring.marks import Mark
from rubrics.scoring.policy import Policy
from rubrics.scoring.reasons import Reason, ReasonId
from rubrics.scoring.rounding import compared, half_up
from rubrics.scoring.summary import Summary, summarise
from rubrics.sheets.models import SheetState

# What these say is computed from the content of reviews, and sealed like it.
FROM_CONTENT = frozenset(ReasonId) - {ReasonId.REVIEWS_MISSING}


@dataclass(frozen=True, slots=True)
class GateState:
    """The gate of a role on the newest version of its text (None without one), and how many reviews of it count."""

    stage: Stage
    criteria: tuple[StageCriterion, ...]
    text_number: int | None
    reviews: int
    summary: Summary
    gate: Gate
    policy: Policy

    @property
    def figures(self) -> dict[str, object]:
        """What is kept of it when the role opens."""
        score = self.summary.score
        return {
            "description": self.text_number,
            "reviews": self.reviews,
            "score": None if score is None else half_up(score),
        }

    @property
    def score(self) -> str:
        """The weighted score as pages print it beside its bar; empty where nothing was assessed."""
        score = self.summary.score
        return "" if score is None else compared(score, self.policy.job_score or Fraction(0)).value

    @property
    def bar(self) -> str:
        """The score that a job description needs, as pages print it."""
        return half_up(self.policy.job_score or Fraction(0))

    @property
    def must_haves(self) -> int:
        return sum(item.must_have for item in self.criteria)

    @property
    def must_haves_at_floor(self) -> int:
        """Must-haves of which the mean stands at the floor or above."""
        below = len(self.summary.must_haves_below_floor) + len(self.summary.must_haves_not_assessed)
        return self.must_haves - below

    def say(self, reason: Reason) -> str:
        """Return one sentence with its figures for a reason that keeps the gate shut."""
        titles = {item.key: item.title for item in self.criteria}
        return say_reason(reason, titles, self.text_number)


def read_gate(role: Role) -> GateState | None:
    """Return where the gate stands; None for a process without one."""
    stage = role.stages.filter(is_gate=True).first()
    if stage is None:
        return None
    return add_up_gate(stage, role.descriptions.values_list("number", flat=True).first())


def add_up_gate(stage: Stage, text_number: int | None) -> GateState:
    """Return where the gate stands on a version of the text, by three queries.

    Counted are submitted reviews of this text on the rubric version that the stage has now.
    """
    criteria = tuple(stage.criteria.all())
    keys = {item.criterion_id: item.key for item in criteria}
    counted = JobRating.objects.filter(
        sheet__stage=stage,
        sheet__state=SheetState.SUBMITTED,
        sheet__description__number=text_number,
        sheet__rubric_version=stage.rubric_version_id,
    )
    ratings = counted.values_list("sheet_id", "criterion_id", "level") if text_number else []
    marks = [Mark(str(review), keys[criterion], level) for review, criterion, level in ratings]
    return judge_gate(stage, criteria, text_number, marks)


def judge_gate(
    stage: Stage, criteria: Sequence[StageCriterion], text_number: int | None, marks: Sequence[Mark]
) -> GateState:
    """The same where the marks were read already: those of submitted reviews of this text, a rater a review."""
    summary = summarise(scored_criteria(criteria), marks)
    policy = read_gate_policy()
    reviews = len({mark.rater for mark in marks})
    return GateState(
        stage=stage,
        criteria=tuple(criteria),
        text_number=text_number,
        reviews=reviews,
        summary=summary,
        gate=check_gate(summary, reviews=reviews, policy=policy),
        policy=policy,
    )


def read_gate_policy() -> Policy:
    figures = read_policy(["job_review.count", "job_review.score"])
    return Policy(job_reviews=int(figures["job_review.count"]), job_score=Fraction(figures["job_review.score"]))


def say_reason(reason: Reason, titles: dict[str, str], text_number: int | None) -> str:
    if reason.id == ReasonId.REVIEWS_MISSING:
        return _say_reviews(reason, text_number)
    if reason.id == ReasonId.NOT_ASSESSED:
        return _("Nobody assessed the must-have %(criterion)s.") % {"criterion": titles[reason.criterion or ""]}
    if reason.id == ReasonId.NO_SCORE:
        return _("Nothing has been assessed yet.")
    shown = compared(reason.value or Fraction(0), reason.bar or Fraction(0))
    figures = {"value": shown.value, "bar": shown.bar, "criterion": titles.get(reason.criterion or "", "")}
    if reason.id == ReasonId.BELOW_FLOOR:
        return _("%(criterion)s stands at %(value)s, below its floor of %(bar)s.") % figures
    return _("The score of %(value)s is below the %(bar)s that a job description needs.") % figures


def _say_reviews(reason: Reason, text_number: int | None) -> str:
    count, wanted = int(reason.value or 0), int(reason.bar or 0)
    text = ngettext(
        "%(count)d of %(wanted)d job review of version %(number)d is in.",
        "%(count)d of %(wanted)d job reviews of version %(number)d are in.",
        wanted,
    )
    return text % {"count": count, "wanted": wanted, "number": text_number or 1}
