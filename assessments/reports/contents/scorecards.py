"""One scorecard: what its author saw and said, with every version that was submitted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from assessments.debriefs import figures
from assessments.reports.contents.parts import SheetLine
from assessments.reports.contents.steps import Meeting, list_sheet
from assessments.scorecards.finding import get_card, sealed_text
from assessments.scorecards.models import Scorecard
from assessments.scorecards.pages import read_page
from hiring.core.accounts.models import User
from hiring.roles.models import Stage
from rubrics.library.models import LEVELS
from rubrics.scoring.rounding import compared_scores, percent, score_text
from rubrics.sheets.reading import ReadBlock, Said


@dataclass(frozen=True, slots=True)
class AnswerText:
    """What one version says of one criterion; ``flags`` are (red flag, where it showed)."""

    level: int | None
    not_assessed: bool
    words: str
    anchor: str
    flags: tuple[tuple[str, str], ...]
    at: datetime | None


@dataclass(frozen=True, slots=True)
class RatingText:
    title: str
    weight: int
    floor: int | None
    is_below: bool
    now: AnswerText
    earlier: tuple[AnswerText, ...]


@dataclass(frozen=True, slots=True)
class Amendment:
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ChecklistText:
    """The checklist of the one system that the candidate described: sums of its parts, never a score of a person."""

    title: str
    sections: tuple[tuple[str, str], ...]
    answered: int
    total: int
    final: str
    reading: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What the card says. It does not exist for whom the card is sealed, nor before it is submitted."""

    recommendation: str
    hint: str
    summary: str
    first_recommendation: str
    first_summary: str
    score: str
    bar: str
    bar_at: float
    coverage: str
    is_independent: bool
    ratings: tuple[RatingText, ...]
    amendments: tuple[Amendment, ...]
    checklist: ChecklistText | None

    scale: ClassVar[tuple[int, ...]] = LEVELS

    @property
    def is_amended(self) -> bool:
        return any(rating.earlier for rating in self.ratings)

    @property
    def is_reworded(self) -> bool:
        return (self.recommendation, self.summary) != (self.first_recommendation, self.first_summary)


@dataclass(frozen=True, slots=True)
class ScorecardContent:
    kind: ClassVar[str] = "scorecard"

    candidate: str
    role: str
    team: str
    step: int
    step_title: str
    sheet: SheetLine
    meeting: Meeting | None
    rubric_number: int
    rubric_at: datetime
    is_sealed: bool
    sealed_words: str
    shows_colleagues: bool
    judged: Judged | None

    @property
    def subject(self) -> str:
        return self.candidate


def show_scorecard(card: Scorecard, reader: User) -> ScorecardContent:
    """Return the report of ``card`` as ``reader`` may read it. Raises ``Scorecard.DoesNotExist``.

    What is not submitted is sealed to everybody, its author included: a draft is never put on paper.
    """
    Scorecard.objects.visible_to(reader).get(pk=card.pk)
    card = get_card(card.public_id)
    readable = Scorecard.objects.submitted().readable_by(reader).filter(pk=card.pk).exists()
    meeting = card.interview
    return ScorecardContent(
        candidate=card.application.candidate.name,
        role=card.application.role.title,
        team=card.application.role.team.name,
        step=card.stage.position,
        step_title=card.stage.title,
        sheet=list_sheet(card),
        meeting=Meeting(meeting.starts_at, meeting.ends_at) if meeting else None,
        rubric_number=card.rubric_version.number,
        rubric_at=card.rubric_version.published_at,
        is_sealed=not readable,
        sealed_words="" if readable else sealed_text(card, reader),
        shows_colleagues=readable and card.author_id != reader.pk,
        judged=_read(card, reader) if readable else None,
    )


def _read(card: Scorecard, reader: User) -> Judged:
    page = read_page(card, reader=reader)
    score, bar, coverage = _figures(card)
    return Judged(
        recommendation=str(page["verdict"].label),
        hint=str(page["verdict"].hint),
        summary=page["content"]["summary"],
        first_recommendation=str(page["first_verdict"].label),
        first_summary=page["first"]["summary"],
        score=score.value if score else "",
        bar=score.bar if score else score_text(bar),
        bar_at=round(float(bar), 4),
        coverage=percent(coverage),
        is_independent=card.independent,
        ratings=tuple(_rating(block) for block in page["blocks"]),
        amendments=tuple(Amendment(item.at, item.reason) for item in page["amendments"]),
        checklist=_checklist(page["checklist"]),
    )


def _figures(card: Scorecard) -> tuple[Any, Any, Any]:
    """Return the card's own score beside its bar, the bar, and the share of the weight that was assessed."""
    stage = Stage.objects.prefetch_related("criteria").get(pk=card.stage_id)
    own = Scorecard.objects.filter(pk=card.pk).prefetch_related("ratings")
    summary = figures.summarise_stage(stage, own)
    bar = figures.expected_of(stage, card.application.role)
    return (None if summary.score is None else compared_scores(summary.score, bar)), bar, summary.coverage


def _rating(block: ReadBlock) -> RatingText:
    return RatingText(
        title=block.criterion.title,
        weight=block.weighing.weight,
        floor=block.weighing.floor,
        is_below=block.is_below,
        now=_answer(block.now),
        earlier=_answers(block.earlier),
    )


def _answers(versions: Sequence[Said]) -> tuple[AnswerText, ...]:
    return tuple(_answer(said) for said in versions)


def _answer(said: Said) -> AnswerText:
    return AnswerText(
        level=said.answer.level,
        not_assessed=said.answer.not_assessed,
        words=said.answer.evidence,
        anchor=said.anchor,
        flags=tuple((flag.text, flag.words) for flag in said.flags),
        at=said.at,
    )


def _checklist(filled: Any) -> ChecklistText | None:
    if filled is None or not filled.answered:
        return None
    return ChecklistText(
        title=filled.title,
        sections=tuple((section.title, f"{section.points:g}") for section in filled.sections),
        answered=filled.answered,
        total=filled.total,
        final="" if filled.final is None else f"{filled.final:g}",
        reading=filled.reading,
    )
