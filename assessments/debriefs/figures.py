"""From rows to the pure arithmetic of ``rubrics.scoring``, and nothing else: numbers in, numbers out.

Whoever calls this passes only cards that its reader may read; the seal is decided before, in ``results``.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from assessments.scorecards.models import Scorecard
from hiring.roles.models import Role, Stage
from rubrics.scoring import process, suggestion, summary
from rubrics.scoring.marks import Criterion, Mark
from rubrics.scoring.policy import Policy

POLICY_KEYS = ("suggestion.coverage", "suggestion.disagreement")


def scoring_policy(figures: dict[str, Decimal]) -> Policy:
    """Return the policy's figures as the arithmetic takes them."""
    return Policy(
        coverage=Fraction(figures["suggestion.coverage"]) / 100,
        disagreement=int(figures["suggestion.disagreement"]),
    )


def criteria_of(stage: Stage) -> list[Criterion]:
    """Return the stage's frozen criteria with weight and floor, in rubric order (needs ``criteria`` prefetched)."""
    return [
        Criterion(
            key=item.key,
            title=item.title,
            weight=Fraction(item.weight),
            must_have=item.must_have,
            floor=Fraction(item.floor) if item.floor is not None else None,
            advice_floor=Fraction(item.advice_floor) if item.advice_floor is not None else None,
            group=item.group,
        )
        for item in stage.criteria.all()
    ]


def marks_of(cards: Iterable[Scorecard], stage: Stage) -> list[Mark]:
    """Return what the cards say (needs ``ratings`` prefetched). The rater of a mark is the card's public id."""
    keys = {item.criterion_id: item.key for item in stage.criteria.all()}
    return [
        Mark(rater=card.public_id, criterion=keys[rating.criterion_id], level=rating.level)
        for card in cards
        for rating in card.ratings.all()
        if rating.criterion_id in keys
    ]


def summarise_stage(stage: Stage, cards: Iterable[Scorecard]) -> summary.Summary:
    return summary.summarise(criteria_of(stage), marks_of(cards, stage))


def expected_of(stage: Stage, role: Role) -> Fraction:
    """Return the level that the role's seniority expects of this stage (a judged one)."""
    bar = role.seniority
    levels = {group: getattr(bar, group) for group in process.GROUPS}
    level = process.expected_level(criteria_of(stage), levels)
    assert level is not None, "a gate has no expected level"
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
