"""The report of one application for the meeting that decides on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from assessments.debriefs.final import FinalView, HeadingLine, final_view
from assessments.debriefs.history import may_read_reasons, tell_history
from assessments.debriefs.models import Decision
from assessments.debriefs.results import Debrief, debrief
from assessments.debriefs.verbs import stages_of
from assessments.reports.contents.decisions import DecisionText, find_decisions, quote_decisions
from assessments.reports.contents.parts import Line, SheetLine
from assessments.reports.contents.steps import HERE, StepContent, list_sheet, show_gate, show_step
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.roles.models import Role, Stage, TeamRight
from hiring.roles.permissions import rights_on
from rubrics.scoring.rounding import percent

MOST_SIDE_BY_SIDE, MOST_LEVELS_SIDE_BY_SIDE = 10, 3


@dataclass(frozen=True, slots=True)
class HeadingText:
    """One heading against its bar. Without a score nothing under it is finished yet."""

    title: str
    steps: tuple[int, ...]
    score: str
    at: float | None
    bar: str
    bar_at: float
    reached: bool
    coverage: str
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MustHave:
    """A must-have of one step; ``line`` is None where the step is sealed or nothing is in."""

    step: int
    title: str
    floor: int
    line: Line | None


@dataclass(frozen=True, slots=True)
class Seat:
    """One place in the table of who scored; ``assessed`` is None while the card is sealed or not in."""

    sheet: SheetLine
    assessed: int | None
    total: int


@dataclass(frozen=True, slots=True)
class Scorer:
    name: str
    seats: tuple[Seat | None, ...]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    at: datetime
    who: str
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class ApplicationContent:
    """``steps`` are all steps of the role in order. While ``is_sealed``, no figure, no word and no decision exists."""

    kind: ClassVar[str] = "application"

    candidate: str
    headline: str
    role: str
    team: str
    place: str
    seniority: str
    process: str
    managers: tuple[str, ...]
    state: str
    standing: str
    is_open: bool
    applied_at: datetime
    source: str
    is_sealed: bool
    shows_colleagues: bool
    score: str
    finished: str
    headings: tuple[HeadingText, ...]
    must_haves: tuple[MustHave, ...]
    scorers: tuple[Scorer, ...]
    steps: tuple[StepContent, ...]
    decisions: tuple[DecisionText, ...]
    history: tuple[HistoryLine, ...]

    @property
    def subject(self) -> str:
        return self.candidate

    @property
    def judged(self) -> tuple[StepContent, ...]:
        return tuple(step for step in self.steps if not step.is_gate)

    @property
    def begun(self) -> tuple[StepContent, ...]:
        return tuple(step for step in self.judged if step.has_begun)

    @property
    def is_crowded(self) -> bool:
        """Whether must-haves and interviewers are too many to stand side by side."""
        levels = [len(must.line.given) for must in self.must_haves if must.line]
        return len(self.must_haves) > MOST_SIDE_BY_SIDE or max(levels, default=0) > MOST_LEVELS_SIDE_BY_SIDE

    @property
    def missing(self) -> tuple[tuple[StepContent, SheetLine], ...]:
        """Every scorecard that is still due, with its step."""
        return tuple((step, sheet) for step in self.judged for sheet in step.open_sheets)

    @property
    def in_question(self) -> StepContent | None:
        """The step whose suggestion stands on the first page: where the application is, else the last one judged."""
        judged = [step for step in self.judged if step.judgement]
        here = [step for step in judged if step.state == HERE]
        return (here or judged or [None])[-1]

    @property
    def final(self) -> DecisionText | None:
        return next((item for item in self.decisions if item.step is None and not item.is_undone), None)

    @property
    def on_file(self) -> DecisionText | None:
        """The newest decision that holds."""
        return next((item for item in self.decisions if not item.is_undone), None)


def show_application(application: Application, reader: User) -> ApplicationContent:
    """Return the report of ``application`` as ``reader`` may read it. Raises ``Application.DoesNotExist``."""
    joins = ("candidate", "stage", "role__team", "role__place", "role__process", "role__seniority")
    application = Application.objects.visible_to(reader).select_related(*joins).get(pk=application.pk)
    role, stages = application.role, stages_of(application)
    is_sealed = Scorecard.objects.seals(reader, application)
    cards = list(_panel_cards(application))
    debriefs = [_debrief(application, stage, reader, is_sealed) for stage in stages]
    decided = [] if is_sealed else list(find_decisions(application))
    decisions = quote_decisions(decided)
    steps = [
        show_step(shown, [card for card in cards if card.stage_id == shown.stage.pk], decisions) for shown in debriefs
    ]
    view = final_view(application, stages, reader=reader)
    return ApplicationContent(
        candidate=application.candidate.name,
        headline=application.candidate.headline,
        role=role.title,
        team=role.team.name,
        place=role.place.name,
        seniority=str(role.seniority),
        process=role.process.title,
        managers=_managers(role),
        state=str(application.get_state_display()),
        standing=application.stage.title if application.stage else "",
        is_open=application.is_open,
        applied_at=application.applied_at,
        source=application.source,
        is_sealed=is_sealed,
        shows_colleagues=any(card.author_id != reader.pk for shown in debriefs for card in shown.cards),
        score=view.score,
        finished=view.finished if view.score else "",
        headings=_headings(view, stages),
        must_haves=tuple(_must_haves(stages, steps)),
        scorers=_scorers(cards, debriefs),
        steps=(*_gates(role, reader), *steps),
        decisions=decisions,
        history=_history(application, cards, decided, tell=may_read_reasons(rights_on(role, reader)) and not is_sealed),
    )


def _panel_cards(application: Application) -> Iterable[Scorecard]:
    cards = Scorecard.objects.filter(application=application).on_panel()
    return cards.select_related("author", "interview").order_by("assigned_at", "id")


def _debrief(application: Application, stage: Stage, reader: User, is_sealed: bool) -> Debrief:
    """While anything is sealed, a step says nothing at all: not even the reader's own card is added up."""
    if is_sealed:
        return Debrief(application, stage, panel=(), sealed=True)
    return debrief(application, stage, reader=reader)


def _gates(role: Role, reader: User) -> list[StepContent]:
    gates = role.stages.filter(is_gate=True).select_related("rubric_version")
    return [show_gate(role, stage, reader=reader) for stage in gates]


def _managers(role: Role) -> tuple[str, ...]:
    current = role.members.current().filter(right=TeamRight.MANAGER).select_related("user")
    return tuple(sorted(member.user.name for member in current))


def _headings(view: FinalView, stages: Sequence[Stage]) -> tuple[HeadingText, ...]:
    steps = {stage.rubric_version.rubric.key: stage.position for stage in stages}
    return tuple(_heading(line, steps) for line in view.lines)


def _heading(line: HeadingLine, steps: Mapping[str, int]) -> HeadingText:
    heading = line.heading
    return HeadingText(
        title=line.title,
        steps=tuple(steps[key] for key in heading.rubrics),
        score=line.score,
        at=None if heading.score is None else round(float(heading.score), 4),
        bar=line.bar,
        bar_at=round(float(line.expected), 4),
        reached=bool(line.against and line.against.reached),
        coverage=percent(heading.coverage),
        below=line.below,
    )


def _must_haves(stages: Sequence[Stage], steps: Sequence[StepContent]) -> Iterator[MustHave]:
    for stage, step in zip(stages, steps, strict=True):
        criteria = stage.criteria.all()
        lines = step.judgement.findings.matrix.lines if step.judgement else [None] * len(criteria)
        for item, line in zip(criteria, lines, strict=True):
            if item.floor is not None:
                yield MustHave(stage.position, item.title, item.floor, line)


def _scorers(cards: Sequence[Scorecard], debriefs: Sequence[Debrief]) -> tuple[Scorer, ...]:
    """Everybody on a panel, in the order in which they came into the process, with a seat for each judged step."""
    assessed = {rater.rater: rater.assessed for shown in debriefs if shown.summary for rater in shown.summary.raters}
    mine = {(card.author_id, card.stage_id): card for card in cards}
    people = {card.author_id: card.author.name for card in cards}
    return tuple(
        Scorer(
            name,
            tuple(
                Seat(list_sheet(card), assessed.get(str(card.pk)), len(shown.rows))
                if (card := mine.get((person, shown.stage.pk)))
                else None
                for shown in debriefs
            ),
        )
        for person, name in people.items()
    )


def _history(
    application: Application, cards: Sequence[Scorecard], decisions: Sequence[Decision], *, tell: bool
) -> tuple[HistoryLine, ...]:
    """Oldest first, as one reads it on paper."""
    events = tell_history(
        cards,
        decisions,
        application.moves.select_related("actor", "reason", "from_stage", "to_stage"),
        application.documents.defer("text").select_related("added_by").order_by("-id"),
        tell=tell,
    )
    return tuple(HistoryLine(event.at, event.who, event.text, event.words) for event in reversed(events))
