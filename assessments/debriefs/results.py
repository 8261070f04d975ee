"""What a debrief shows, for one reader. The seal is asked here once; all below is made of readable cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.debriefs import figures, words
from assessments.scorecards.models import Rating, Scorecard
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.policy.figures import read_policy
from hiring.roles.models import Stage, StageCriterion
from rubrics.scoring.rounding import compared, half_up, percent
from rubrics.scoring.suggestion import Outcome, Suggestion
from rubrics.scoring.summary import CriterionSummary, Summary
from rubrics.sheets.models import SheetState


@dataclass(frozen=True, slots=True)
class Cell:
    """What one interviewer said on one criterion; ``flags`` are (red flag, where it showed)."""

    card: Scorecard
    rating: Rating | None
    flags: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion over the panel, with texts ready to print."""

    criterion: StageCriterion
    line: CriterionSummary
    cells: tuple[Cell, ...]
    mean: str
    floor: str

    @property
    def flags(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each ticked red flag with the names of who ticked it."""
        by_flag: dict[str, list[str]] = {}
        for cell in self.cells:
            for flag, _words in cell.flags:
                by_flag.setdefault(flag, []).append(cell.card.author.name)
        return tuple((flag, tuple(names)) for flag, names in by_flag.items())

    @property
    def notes(self) -> int:
        return sum(bool(cell.rating and cell.rating.evidence) for cell in self.cells)


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
    cards = Scorecard.objects.filter(application=application, stage=stage)
    panel = tuple(cards.on_panel().select_related("author").order_by("assigned_at", "id"))
    readable = tuple(
        cards.submitted()
        .readable_by(reader)
        .select_related("author")
        .prefetch_related("ratings__criterion")
        .order_by("assigned_at", "id")
    )
    submitted = sum(card.state == SheetState.SUBMITTED for card in panel)
    if len(readable) < submitted:
        return Debrief(application, stage, panel, sealed=True)
    return _open_debrief(application, stage, panel, readable)


def _open_debrief(
    application: Application, stage: Stage, panel: tuple[Scorecard, ...], cards: tuple[Scorecard, ...]
) -> Debrief:
    policy = figures.scoring_policy(read_policy(figures.POLICY_KEYS))
    summary = figures.summarise_stage(stage, cards)
    suggestion = figures.suggest_for(stage, application.role, summary, submitted=len(cards), policy=policy)
    names = {card.public_id: card.author.name for card in cards}
    titles = {item.key: item.title for item in stage.criteria.all()}
    expected = figures.expected_of(stage, application.role)
    shown = compared(summary.score, expected, 2) if summary.score is not None else None
    return Debrief(
        application,
        stage,
        panel,
        sealed=False,
        cards=cards,
        summary=summary,
        suggestion=suggestion,
        rows=tuple(_rows(stage, cards, summary)),
        reasons=tuple(words.say(reason, titles=titles, people=names) for reason in suggestion.reasons),
        remarks=tuple(words.say(reason, titles=titles, people=names) for reason in suggestion.remarks),
        score=shown.value if shown else "",
        expected=shown.bar if shown else half_up(expected, 2),
        coverage=percent(summary.coverage),
        by_interviewer=_range([rater.score for rater in summary.raters if rater.score is not None]),
    )


def _rows(stage: Stage, cards: Sequence[Scorecard], summary: Summary) -> list[Row]:
    ratings = {(card.pk, rating.criterion_id): rating for card in cards for rating in card.ratings.all()}
    criteria = {item.key: item for item in stage.criteria.all()}
    rows = []
    for line in summary.widest_first:
        item = criteria[line.criterion.key]
        cells = tuple(_cell(card, ratings.get((card.pk, item.criterion_id))) for card in cards)
        shown = compared(line.mean, item.floor) if line.mean is not None and item.floor else None
        mean = shown.value if shown else half_up(line.mean) if line.mean is not None else ""
        rows.append(Row(item, line, cells, mean=mean, floor=shown.bar if shown else str(item.floor or "")))
    return rows


def _cell(card: Scorecard, rating: Rating | None) -> Cell:
    if rating is None:
        return Cell(card, None, ())
    texts = rating.criterion.red_flags
    ticked = sorted(rating.flags.items(), key=lambda item: int(item[0]))
    return Cell(card, rating, tuple((texts[int(at)], words) for at, words in ticked))


def _range(scores: Sequence[Fraction]) -> str:
    if not scores:
        return ""
    low, high = half_up(min(scores)), half_up(max(scores))
    return low if low == high else f"{low} – {high}"
