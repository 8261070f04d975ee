"""What a debrief shows, for one reader. The seal is asked here once; all below is made of readable cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Exists, OuterRef, Prefetch

from assessments.debriefs import figures, words
from assessments.scorecards.models import Rating, Scorecard
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.policy.figures import read_policy
from hiring.roles.models import Stage
from rubrics.scoring.rounding import compared_scores, score_text, share_text
from rubrics.scoring.suggestion import Outcome, Suggestion
from rubrics.scoring.summary import Summary
from rubrics.sheets.matrix import Row, lay_out
from rubrics.sheets.models import SheetState
from rubrics.sheets.sentences import Names

RATING_FIELDS = ("sheet_id", "level", "evidence", "flags", "criterion__red_flags")


@dataclass(frozen=True, slots=True)
class Debrief:
    """One stage of one application as its reader may see it.

    ``panel`` is open to everybody who sees the application. While ``sealed``, nothing computed from ratings exists
    here: no summary, no suggestion, no rows.
    """

    application: Application
    stage: Stage
    panel: tuple[Scorecard, ...]
    sealed: bool
    cards: tuple[Scorecard, ...] = ()
    summary: Summary | None = None
    suggestion: Suggestion | None = None
    rows: tuple[Row, ...] = ()
    reasons: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    score: str = ""
    expected: str = ""
    coverage: str = ""
    by_interviewer: str = ""

    @property
    def missing(self) -> tuple[Scorecard, ...]:
        return tuple(card for card in self.panel if card.state == SheetState.OPEN)

    @property
    def submitted(self) -> int:
        return sum(card.state == SheetState.SUBMITTED for card in self.panel)

    @property
    def cards_in(self) -> str:
        return words.say_cards(self.submitted, self.stage.panel_size)

    @property
    def quorum_met(self) -> bool:
        return self.submitted >= self.stage.panel_size

    @property
    def outcome(self) -> str:
        return str(words.OUTCOMES[self.suggestion.outcome]) if self.suggestion else ""

    @property
    def holds(self) -> bool:
        return self.suggestion is not None and self.suggestion.outcome is Outcome.HOLD

    @property
    def advances(self) -> bool:
        return self.suggestion is not None and self.suggestion.outcome is Outcome.ADVANCE


def debrief(application: Application, stage: Stage, *, reader: User) -> Debrief:
    """Return what ``reader`` may see of the panel's work on ``application`` at ``stage`` (``criteria`` prefetched)."""
    readable = Scorecard.objects.submitted().readable_by(reader).filter(application=application, stage=stage)
    ratings = Rating.objects.filter(sheet__in=readable).select_related("criterion")
    cards = Scorecard.objects.on_panel().filter(application=application, stage=stage).select_related("author")
    panel = tuple(
        cards.annotate(is_readable=Exists(readable.filter(pk=OuterRef("pk"))))
        .prefetch_related(Prefetch("ratings", ratings.only(*RATING_FIELDS)))
        .order_by("assigned_at", "id")
    )
    if any(card.state == SheetState.SUBMITTED and not card.is_readable for card in panel):
        return Debrief(application, stage, panel, sealed=True)
    return _open_debrief(application, stage, panel, tuple(card for card in panel if card.is_readable))


def _open_debrief(
    application: Application, stage: Stage, panel: tuple[Scorecard, ...], cards: tuple[Scorecard, ...]
) -> Debrief:
    policy = figures.scoring_policy(read_policy(figures.POLICY_KEYS))
    summary = figures.summarise_stage(stage, cards)
    suggestion = figures.suggest_for(stage, application.role, summary, submitted=len(cards), policy=policy)
    names = Names(
        criteria={item.key: item.title for item in stage.criteria.all()},
        raters={str(card.pk): card.author.name for card in cards},
    )
    ratings = (rating for card in cards for rating in card.ratings.all())
    expected = figures.expected_of(stage, application.role)
    against = compared_scores(summary.score, expected) if summary.score is not None else None
    return Debrief(
        application,
        stage,
        panel,
        sealed=False,
        cards=cards,
        summary=summary,
        suggestion=suggestion,
        rows=lay_out(summary.widest_first, cards, ratings, figures.keys_of(stage)),
        reasons=tuple(words.say(reason, names) for reason in suggestion.reasons),
        remarks=tuple(words.say(reason, names) for reason in suggestion.remarks),
        score=against.value if against else "",
        expected=against.bar if against else score_text(expected),
        coverage=share_text(summary.coverage, policy.coverage),
        by_interviewer=_range([rater.score for rater in summary.raters if rater.score is not None]),
    )


def _range(scores: Sequence[Fraction]) -> str:
    if not scores:
        return ""
    low, high = score_text(min(scores)), score_text(max(scores))
    return low if low == high else f"{low} – {high}"
