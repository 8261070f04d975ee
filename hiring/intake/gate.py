"""Where the first step stands: the reviews of one version of the job description, added up and held to the bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.core.policy.figures import read_policy
from hiring.intake.models import JobDescription, JobReview
from hiring.roles.models import Role, Stage, StageCriterion
from hiring.roles.weights import scored_criteria
from rubrics.scoring.gate import Gate, check_gate
from rubrics.scoring.marks import Mark
from rubrics.scoring.policy import Policy
from rubrics.scoring.reasons import Reason, ReasonId
from rubrics.scoring.rounding import compared, half_up
from rubrics.scoring.summary import Summary, summarise

# What these say is computed from the content of reviews, and sealed like it.
FROM_CONTENT = frozenset(ReasonId) - {ReasonId.REVIEWS_MISSING}


@dataclass(frozen=True, slots=True)
class GateState:
    """The gate of a role on the newest version of its text. ``reviews`` are those that count."""

    stage: Stage
    criteria: tuple[StageCriterion, ...]
    description: JobDescription | None
    reviews: tuple[JobReview, ...]
    summary: Summary
    gate: Gate
    policy: Policy

    @property
    def figures(self) -> dict[str, object]:
        """What is kept of it when the role opens."""
        score = self.summary.score
        return {
            "description": self.description.number if self.description else None,
            "reviews": len(self.reviews),
            "score": None if score is None else half_up(score),
        }

    def say(self, reason: Reason) -> str:
        """Return one sentence with its figures for a reason that keeps the gate shut."""
        titles = {item.key: item.title for item in self.criteria}
        return say_reason(reason, titles, self.description)


def read_gate(role: Role) -> GateState | None:
    """Return where the gate stands, by at most six queries; None for a process without one."""
    stage = role.stages.filter(is_gate=True).first()
    if stage is None:
        return None
    description = role.descriptions.first()
    criteria = tuple(stage.criteria.all())
    reviews = counted_reviews(stage, description) if description else ()
    summary = summarise(scored_criteria(criteria), read_marks(reviews, criteria))
    policy = read_gate_policy()
    return GateState(
        stage=stage,
        criteria=criteria,
        description=description,
        reviews=reviews,
        summary=summary,
        gate=check_gate(summary, reviews=len(reviews), policy=policy),
        policy=policy,
    )


def counted_reviews(stage: Stage, description: JobDescription) -> tuple[JobReview, ...]:
    """Submitted reviews of this text on the rubric version that the stage has now, with their ratings."""
    reviews = JobReview.objects.submitted().filter(
        description=description, stage=stage, rubric_version=stage.rubric_version_id
    )
    return tuple(reviews.order_by("submitted_at", "id").prefetch_related("ratings"))


def read_marks(reviews: Sequence[JobReview], criteria: Sequence[StageCriterion]) -> list[Mark]:
    keys = {item.criterion_id: item.key for item in criteria}
    return [
        Mark(review.public_id, keys[rating.criterion_id], rating.level)
        for review in reviews
        for rating in review.ratings.all()
    ]


def read_gate_policy() -> Policy:
    figures = read_policy(["job_review.count", "job_review.score"])
    return Policy(job_reviews=int(figures["job_review.count"]), job_score=Fraction(figures["job_review.score"]))


def say_reason(reason: Reason, titles: dict[str, str], description: JobDescription | None) -> str:
    if reason.id == ReasonId.REVIEWS_MISSING:
        return _say_reviews(reason, description)
    if reason.id == ReasonId.NOT_ASSESSED:
        return _("Nobody assessed the must-have %(criterion)s.") % {"criterion": titles[reason.criterion or ""]}
    if reason.id == ReasonId.NO_SCORE:
        return _("Nothing has been assessed yet.")
    shown = compared(reason.value or Fraction(0), reason.bar or Fraction(0))
    figures = {"value": shown.value, "bar": shown.bar, "criterion": titles.get(reason.criterion or "", "")}
    if reason.id == ReasonId.BELOW_FLOOR:
        return _("%(criterion)s stands at %(value)s, below its floor of %(bar)s.") % figures
    return _("The score of %(value)s is below the %(bar)s that a job description needs.") % figures


def _say_reviews(reason: Reason, description: JobDescription | None) -> str:
    count, wanted = int(reason.value or 0), int(reason.bar or 0)
    text = ngettext(
        "%(count)d of %(wanted)d job review of version %(number)d is in.",
        "%(count)d of %(wanted)d job reviews of version %(number)d are in.",
        wanted,
    )
    return text % {"count": count, "wanted": wanted, "number": description.number if description else 1}
