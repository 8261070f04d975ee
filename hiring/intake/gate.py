"""Where the first step stands: the reviews of one version of the job description, added up and held to the bar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
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
from rubrics.scoring.rounding import score_text
from rubrics.scoring.summary import Summary, summarise
from rubrics.sheets.matrix import read_marks
from rubrics.sheets.models import SheetState
from rubrics.sheets.sentences import SHARED, Names, Sentence

JOB_FIGURES = ("job_review.count", "job_review.score")
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
        return {
            "description": self.text_number,
            "reviews": self.reviews,
            "score": self.score or None,
        }

    @property
    def score(self) -> str:
        """The weighted score as pages print it beside its bar; empty where nothing was assessed."""
        return score_text(self.summary.score, self.policy.job_score)

    @property
    def bar(self) -> str:
        """The score that a job description needs, as pages print it."""
        return score_text(self.policy.job_score)

    @property
    def must_haves(self) -> int:
        return sum(item.must_have for item in self.criteria)

    @property
    def must_haves_at_floor(self) -> int:
        """Must-haves of which the mean stands at the floor or above."""
        below = len(self.summary.must_haves_below_floor) + len(self.summary.must_haves_not_assessed)
        return self.must_haves - below

    @property
    def told(self) -> tuple[Reason, ...]:
        """The reasons that are worth telling: without a review that one alone, since the others follow from it."""
        reasons = self.gate.reasons
        return reasons if self.reviews else tuple(one for one in reasons if one.id == ReasonId.REVIEWS_MISSING)

    def say(self, reason: Reason) -> str:
        """Return one sentence with its figures for a reason that keeps the gate shut."""
        names = Names({item.key: item.title for item in self.criteria})
        if reason.id == ReasonId.REVIEWS_MISSING:
            return _say_reviews(reason, self.text_number)
        return SENTENCES[reason.id](reason, names)


def read_gate(role: Role) -> GateState | None:
    """Return where the gate stands; None for a process without one."""
    stage = role.stages.filter(is_gate=True).first()
    if stage is None:
        return None
    return add_up_gate(stage, role.descriptions.values_list("number", flat=True).first())


def add_up_gate(stage: Stage, text_number: int | None, policy: Policy | None = None) -> GateState:
    """Return where the gate stands on a version of the text, by three queries, or two where the policy was read.

    Counted are submitted reviews of this text on the rubric version that the stage has now.
    """
    criteria = tuple(stage.criteria.all())
    counted = JobRating.objects.filter(
        sheet__stage=stage,
        sheet__state=SheetState.SUBMITTED,
        sheet__description__number=text_number,
        sheet__rubric_version=stage.rubric_version_id,
    )
    ratings = counted.values_list("sheet_id", "criterion_id", "level") if text_number else []
    keys = {item.criterion_id: item.key for item in criteria}
    return judge_gate(stage, criteria, text_number, read_marks(ratings, keys), policy)


def judge_gate(
    stage: Stage,
    criteria: Sequence[StageCriterion],
    text_number: int | None,
    marks: Sequence[Mark],
    policy: Policy | None = None,
) -> GateState:
    """The same where the marks were read already: those of submitted reviews of this text, a rater a review."""
    summary = summarise(scored_criteria(criteria), marks)
    policy = policy or read_gate_policy()
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


def read_gate_policy(figures: Mapping[str, Decimal] | None = None) -> Policy:
    """Return the bars of the gate, from ``figures`` where they were read already."""
    figures = figures or read_policy(JOB_FIGURES)
    return Policy(job_reviews=int(figures["job_review.count"]), job_score=Fraction(figures["job_review.score"]))


def _say_score(reason: Reason, names: Names) -> str:
    return _("The score of %(score)s is below the %(bar)s that a job description needs.") % {
        "score": reason.printed.value,
        "bar": reason.printed.bar,
    }


SENTENCES: Mapping[ReasonId, Sentence] = {**SHARED, ReasonId.SCORE_BELOW: _say_score}


def _say_reviews(reason: Reason, text_number: int | None) -> str:
    count, wanted = int(reason.value or 0), int(reason.bar or 0)
    text = ngettext(
        "%(count)d of %(wanted)d job review of version %(number)d is in.",
        "%(count)d of %(wanted)d job reviews of version %(number)d are in.",
        wanted,
    )
    return text % {"count": count, "wanted": wanted, "number": text_number or 1}
