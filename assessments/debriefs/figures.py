"""From rows to the pure arithmetic of ``rubrics.scoring``, and nothing else: numbers in, numbers out.

Whoever calls this passes only cards that its reader may read; the seal is decided before, in ``results``.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from assessments.scorecards.models import Scorecard
from hiring.roles.models import Role, Stage
from hiring.roles.weights import scored_criteria
from rubrics.scoring import process, suggestion, summary
from rubrics.scoring.arithmetic import weighted_mean
from rubrics.scoring.policy import Policy
from rubrics.sheets.matrix import read_marks

POLICY_KEYS = ("suggestion.coverage", "suggestion.disagreement")


def scoring_policy(figures: dict[str, Decimal]) -> Policy:
    """Return the policy's figures as the arithmetic takes them."""
    return Policy(
        coverage=Fraction(figures["suggestion.coverage"]) / 100,
        disagreement=int(figures["suggestion.disagreement"]),
    )


def keys_of(stage: Stage) -> dict[int, str]:
    """Return the keys of the stage's criteria by id of the frozen criterion (needs ``criteria`` prefetched)."""
    return {item.criterion_id: item.key for item in stage.criteria.all()}


def summarise_stage(stage: Stage, cards: Iterable[Scorecard]) -> summary.Summary:
    """Add up what the cards say (needs ``criteria`` of the stage and ``ratings`` of the cards prefetched)."""
    ratings = ((card.pk, rating.criterion_id, rating.level) for card in cards for rating in card.ratings.all())
    return summary.summarise(scored_criteria(stage.criteria.all()), read_marks(ratings, keys_of(stage)))


def expected_of(stage: Stage, role: Role) -> Fraction:
    """Return the level that the role's seniority expects of this stage (a judged one)."""
    bar = role.seniority
    levels = {group: getattr(bar, group) for group in process.GROUPS}
    level = process.expected_level(scored_criteria(stage.criteria.all()), levels)
    assert level is not None, "a gate has no expected level"
    return level


def expected_under(heading: process.Heading, stages: Iterable[Stage], role: Role) -> Fraction:
    """Return the level that the role's seniority expects under a heading of the final decision.

    A group has its own level; a heading over whole stages expects what these do, by their weight in the process.
    """
    if heading.group:
        return Fraction(getattr(role.seniority, heading.group))
    level = weighted_mean((Fraction(stage.weight), expected_of(stage, role)) for stage in stages)
    assert level is not None, "a heading has a stage that weighs"
    return level


def suggest_for(
    stage: Stage, role: Role, figures: summary.Summary, *, submitted: int, policy: Policy
) -> suggestion.Suggestion:
    return suggestion.suggest(
        figures,
        quorum=stage.panel_size,
        submitted=submitted,
        expected_level=expected_of(stage, role),
        policy=policy,
    )


def steps_of(stages: Sequence[Stage], cards: dict[int, list[Scorecard]], finished: set[int]) -> list[process.Step]:
    """Return the judged stages as the steps of the process score; ``cards`` by stage id."""
    return [
        process.Step(
            rubric=stage.rubric_version.rubric.key,
            weight=Fraction(stage.weight),
            summary=summarise_stage(stage, cards.get(stage.pk, [])),
            finished=stage.pk in finished,
        )
        for stage in stages
    ]
