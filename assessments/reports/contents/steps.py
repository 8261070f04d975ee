"""One step of an application: who is on its panel, and, where the reader may know it, what they found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.debriefs import figures
from assessments.debriefs.results import Debrief
from assessments.interviews.models import InterviewState
from assessments.reports.contents.decisions import DecisionText
from assessments.reports.contents.parts import Column, Figures, Findings, SheetLine, find_out
from assessments.scorecards.models import Scorecard, ScorecardRevision
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.intake.models import JobReview
from hiring.roles.models import Role, RoleEventKind, Stage

GATE, DONE, HERE, AHEAD = "gate", "done", "here", "ahead"


@dataclass(frozen=True, slots=True)
class Meeting:
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Word:
    """What one interviewer says of the whole, in their own words."""

    author: str
    summary: str
    is_independent: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that is computed from the cards of a step; it does not exist while the step is sealed or nothing is in."""

    outcome: str
    reasons: tuple[str, ...]
    remarks: tuple[str, ...]
    score: str
    expected: str
    coverage: str
    by_interviewer: str
    findings: Findings
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class GateLine:
    """On which figures the role opened; ``score`` is empty where the reviews are closed to the reader."""

    at: datetime
    version: int | None
    reviews: int | None
    score: str


@dataclass(frozen=True, slots=True)
class StepContent:
    number: int
    title: str
    weight: int
    state: str
    rubric_number: int
    rubric_at: datetime
    panel_size: int
    panel: tuple[SheetLine, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    judgement: Judgement | None = None
    decisions: tuple[DecisionText, ...] = ()
    gate: GateLine | None = None

    @property
    def is_gate(self) -> bool:
        return self.state == GATE

    @property
    def submitted(self) -> int:
        return sum(sheet.is_in for sheet in self.panel)

    @property
    def open_sheets(self) -> tuple[SheetLine, ...]:
        return tuple(sheet for sheet in self.panel if sheet.is_open)

    @property
    def decision(self) -> DecisionText | None:
        """The decision that holds."""
        return next((item for item in self.decisions if not item.is_undone), None)

    @property
    def has_begun(self) -> bool:
        return bool(self.panel or self.decisions)


def show_step(shown: Debrief, cards: Sequence[Scorecard], decisions: Sequence[DecisionText]) -> StepContent:
    """Return a judged step: ``cards`` is its panel. While ``shown`` is sealed, panel and due times are all there is."""
    stage = shown.stage
    meetings = {card.interview_id: card.interview for card in cards if card.interview}
    return StepContent(
        number=stage.position,
        title=stage.title,
        weight=stage.weight,
        state=_state(shown.application, stage),
        rubric_number=stage.rubric_version.number,
        rubric_at=stage.rubric_version.published_at,
        panel_size=stage.panel_size,
        panel=tuple(list_sheet(card) for card in cards),
        meetings=tuple(
            Meeting(item.starts_at, item.ends_at)
            for item in sorted(meetings.values(), key=lambda item: (item.starts_at, item.pk))
            if item.state != InterviewState.CANCELLED
        ),
        judgement=None if shown.sealed or not shown.cards else _judge(shown),
        decisions=() if shown.sealed else tuple(item for item in decisions if item.step == stage.position),
    )


def show_gate(role: Role, stage: Stage, *, reader: User) -> StepContent:
    """Return the step that judged the role and not the candidate, with the figures on which the role opened."""
    event = role.events.exclude(kind=RoleEventKind.CLOSED).first()
    is_open = JobReview.objects.open_to(reader, role)
    return StepContent(
        number=stage.position,
        title=stage.title,
        weight=stage.weight,
        state=GATE,
        rubric_number=stage.rubric_version.number,
        rubric_at=stage.rubric_version.published_at,
        panel_size=stage.panel_size,
        gate=GateLine(
            at=event.at,
            version=event.gate.get("description"),
            reviews=event.gate.get("reviews"),
            score=(event.gate.get("score") or "") if is_open else "",
        )
        if event
        else None,
    )


def list_sheet(card: Scorecard) -> SheetLine:
    return SheetLine(card.author.name, card.state, card.due_at, card.submitted_at)


def _state(application: Application, stage: Stage) -> str:
    here = application.stage.position if application.stage else 0
    if stage.position == here:
        return HERE
    return DONE if stage.position < here else AHEAD


def _judge(shown: Debrief) -> Judgement:
    first = _first_versions(shown.cards)
    findings = find_out(
        shown.rows,
        [Column(card, first.get(card.pk, {}), str(card.get_recommendation_display())) for card in shown.cards],
        Figures(shown.summary, figures.expected_of(shown.stage, shown.application.role), shown.score, shown.expected),
    )
    return Judgement(
        outcome=shown.outcome,
        reasons=shown.reasons,
        remarks=shown.remarks,
        score=shown.score,
        expected=shown.expected,
        coverage=shown.coverage,
        by_interviewer=shown.by_interviewer,
        findings=findings,
        words=tuple(
            Word(card.author.name, card.summary, card.independent)
            for card in shown.cards
            if card.summary or not card.independent
        ),
    )


def _first_versions(cards: Sequence[Scorecard]) -> dict[int, dict[str, object]]:
    """Return what amended cards said at first, by card and criterion key."""
    amended = [card.pk for card in cards if card.amendments]
    if not amended:
        return {}
    revisions = ScorecardRevision.objects.filter(sheet__in=amended, number=1)
    return {revision.sheet_id: revision.content["ratings"] for revision in revisions}
