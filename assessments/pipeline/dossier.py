"""What the application page shows: the steps, the panel, what is due from whom, and what happened, for one reader.

Whether ratings and reasons are sealed is asked once, of ``Scorecard.objects.sealing``; while they are, the page knows
who is in and who is late, and nothing that was said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.debriefs.models import Decision, Outcome
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Application, Move, MoveKind
from candidates.documents.models import Document
from hiring.core.accounts.models import User
from hiring.roles.models import Role, Stage
from hiring.roles.permissions import RoleRights, rights_on
from rubrics.sheets.models import SheetState

GATE, DONE, HERE, AHEAD, SKIPPED = "gate", "done", "here", "ahead", "skipped"


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of the rail."""

    stage: Stage
    state: str
    cards: tuple[Scorecard, ...]
    decision: Decision | None

    @property
    def done(self) -> int:
        return sum(card.state == SheetState.SUBMITTED for card in self.cards)

    @property
    def late(self) -> tuple[Scorecard, ...]:
        now = timezone.now()
        return tuple(card for card in self.cards if card.state == SheetState.OPEN and card.due_at < now)

    @property
    def due(self) -> tuple[Scorecard, ...]:
        now = timezone.now()
        return tuple(card for card in self.cards if card.state == SheetState.OPEN and card.due_at >= now)

    @property
    def score(self) -> str:
        """The score that stood when the stage was decided; empty while sealed."""
        return (self.decision.figures.get("score") or "") if self.decision else ""

    @property
    def quorum_met(self) -> bool:
        return self.done >= self.stage.panel_size


@dataclass(frozen=True, slots=True)
class Event:
    """One line of "what happened". ``words`` is empty where the reader may not read them."""

    at: datetime
    icon: str
    who: str
    text: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    application: Application
    rights: RoleRights
    steps: tuple[Step, ...]
    documents: tuple[Document, ...]
    events: tuple[Event, ...]
    sealed: bool
    final: Decision | None
    own_card: Scorecard | None
    undoable: bool

    @property
    def here(self) -> Step | None:
        return next((step for step in self.steps if step.stage.pk == self.application.stage_id), None)

    @property
    def last(self) -> bool:
        judged = [step for step in self.steps if not step.stage.is_gate]
        return bool(judged) and judged[-1].stage.pk == self.application.stage_id

    @property
    def resume(self) -> Document | None:
        return self.documents[0] if self.documents else None


def with_seal(applications: QuerySet, reader: User) -> QuerySet:
    """Say of each application whether its ratings are sealed to the reader (``is_sealed``)."""
    return applications.annotate(is_sealed=Exists(Scorecard.objects.sealing(reader).filter(application=OuterRef("pk"))))


def dossier(application: Application, *, reader: User) -> Dossier:
    """Return the page of ``application`` (joined and ``with_seal``) for ``reader``, by six queries."""
    rights = rights_on(application.role, reader)
    stages = list(application.role.stages.order_by("position"))
    cards = list(
        Scorecard.objects.filter(application=application)
        .on_panel()
        .select_related("author", "interview")
        .order_by("assigned_at", "id")
    )
    sealed = application.is_sealed
    decisions = list(
        Decision.objects.filter(application=application).select_related("actor", "stage", "move__undone_by")
    )
    moves = list(application.moves.select_related("actor", "reason", "from_stage", "to_stage"))
    documents = tuple(application.documents.defer("text").select_related("added_by").order_by("-id"))
    opened = () if sealed else decisions
    return Dossier(
        application=application,
        rights=rights,
        steps=tuple(_steps(application, stages, cards, opened)),
        documents=documents,
        events=tuple(
            _events(application.role, cards, decisions, moves, documents, tell=not sealed and _may_read(rights))
        ),
        sealed=sealed,
        final=next((item for item in opened if item.stage_id is None and not _undone(item)), None),
        own_card=next((card for card in cards if card.author_id == reader.pk and card.state == SheetState.OPEN), None),
        undoable=rights.leads and bool(moves) and moves[0].kind not in {MoveKind.APPLY, MoveKind.HIRE, MoveKind.UNDO},
    )


def _may_read(rights: RoleRights) -> bool:
    """Reasons of moves are for those who lead the role and for auditors, not for interviewers of one panel."""
    return rights.leads or rights.auditor


def _undone(decision: Decision) -> bool:
    return decision.move is not None and getattr(decision.move, "undone_by", None) is not None


def _steps(
    application: Application, stages: list[Stage], cards: list[Scorecard], decisions: Iterable[Decision]
) -> Iterable[Step]:
    here = application.stage.position if application.stage else 0
    latest = {item.stage_id: item for item in reversed(list(decisions)) if not _undone(item)}
    for stage in stages:
        if stage.is_gate:
            state = GATE
        elif stage.pk == application.stage_id:
            state = HERE
        else:
            state = DONE if stage.position < here else AHEAD
        of_stage = tuple(card for card in cards if card.stage_id == stage.pk)
        yield Step(stage, state, of_stage, latest.get(stage.pk))


def _events(
    role: Role,
    cards: list[Scorecard],
    decisions: list[Decision],
    moves: list[Move],
    documents: tuple[Document, ...],
    *,
    tell: bool,
) -> list[Event]:
    decided = {item.move_id: item for item in decisions if item.move_id}
    events = [_of_move(move, decided.get(move.pk), tell=tell) for move in moves]
    events += [
        Event(card.submitted_at, "seal", card.author.name, _("handed in a scorecard"))
        for card in cards
        if card.submitted_at
    ]
    events += [
        Event(item.created_at, "file", item.added_by.name if item.added_by else "", _("added a resume"))
        for item in documents
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)


ICONS = {
    MoveKind.APPLY: "plus",
    MoveKind.REJECT: "x",
    MoveKind.WITHDRAW: "x",
    MoveKind.UNDO: "undo",
    MoveKind.HOLD: "clock",
    MoveKind.HIRE: "check",
}


def _of_move(move: Move, decision: Decision | None, *, tell: bool) -> Event:
    words = " ".join(part for part in (str(move.reason or ""), move.words) if part)
    if decision is not None:
        words = decision.reason
    who = move.actor.name if move.actor else _("Somebody")
    return Event(move.at, ICONS.get(move.kind, "move"), who, _say(move, decision), words if tell else "")


def _say(move: Move, decision: Decision | None) -> str:
    to = move.to_stage.title if move.to_stage else _("New")
    if decision is not None and decision.outcome == Outcome.NO_HIRE:
        return _("decided not to hire")
    return {
        MoveKind.APPLY: _("added the application"),
        MoveKind.PASS_ON: _("passed the application on to %(stage)s"),
        MoveKind.ADVANCE: _("advanced the candidate to %(stage)s"),
        MoveKind.BACK: _("moved the candidate back to %(stage)s"),
        MoveKind.HOLD: _("put the application on hold"),
        MoveKind.RESUME: _("took the application off hold"),
        MoveKind.REJECT: _("rejected the candidate"),
        MoveKind.WITHDRAW: _("noted that the candidate withdrew"),
        MoveKind.UNDO: _("undid the last move"),
        MoveKind.HIRE: _("decided to hire"),
    }[MoveKind(move.kind)] % {"stage": to}
