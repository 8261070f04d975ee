"""What the application page shows: the steps, the panel, what is due from whom, and what happened, for one reader.

Whether ratings and reasons are sealed is asked once, of ``Scorecard.objects.sealing``; while they are, the page knows
who is in and who is late, and nothing that was said.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from assessments.debriefs.final import is_undone
from assessments.debriefs.history import Event, may_read_reasons, tell_history
from assessments.debriefs.models import Decision
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Application, MoveKind
from candidates.documents.models import Document
from hiring.core.accounts.models import User
from hiring.roles.models import Stage
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

    @property
    def due_elsewhere(self) -> list[tuple[Step, Scorecard]]:
        """What is due at other steps than the one where the application stands, the longest late first."""
        found = [(step, card) for step in self.steps if step is not self.here for card in (*step.late, *step.due)]
        return sorted(found, key=lambda pair: pair[1].due_at)


def dossier(application: Application, *, reader: User) -> Dossier:
    """Return the page of ``application`` (joined with its candidate and role) for ``reader``, by six queries.

    One more asks for the seal where the reader has a card here that may hold it: nothing else seals.
    """
    rights = rights_on(application.role, reader)
    stages = list(application.role.stages.order_by("position"))
    by_id = {None: None, **{stage.pk: stage for stage in stages}}  # read once, and joined nowhere
    application.stage = by_id[application.stage_id]
    all_cards = Scorecard.objects.filter(application=application).order_by("assigned_at", "id")
    all_cards = list(all_cards.select_related("author", "interview"))
    cards = [card for card in all_cards if card.state != SheetState.LEFT]
    sealed = any(card.author_id == reader.pk for card in all_cards) and Scorecard.objects.seals(reader, application)
    decisions = list(Decision.objects.filter(application=application).select_related("actor", "move__undone_by"))
    moves = list(application.moves.select_related("actor", "reason"))
    for decision in decisions:
        decision.stage = by_id[decision.stage_id]
    for move in moves:
        move.from_stage, move.to_stage = by_id[move.from_stage_id], by_id[move.to_stage_id]
    documents = tuple(application.documents.defer("text").select_related("added_by").order_by("-id"))
    opened = () if sealed else decisions
    return Dossier(
        application=application,
        rights=rights,
        steps=tuple(_steps(application, stages, cards, opened)),
        documents=documents,
        events=tuple(tell_history(cards, decisions, moves, documents, tell=not sealed and may_read_reasons(rights))),
        sealed=sealed,
        final=next((item for item in opened if item.stage_id is None and not is_undone(item)), None),
        own_card=next((card for card in cards if card.author_id == reader.pk and card.state == SheetState.OPEN), None),
        undoable=rights.leads and bool(moves) and moves[0].kind not in {MoveKind.APPLY, MoveKind.HIRE, MoveKind.UNDO},
    )


def _steps(
    application: Application, stages: list[Stage], cards: list[Scorecard], decisions: Iterable[Decision]
) -> Iterable[Step]:
    here = application.stage.position if application.stage else 0
    latest = {item.stage_id: item for item in reversed(list(decisions)) if not is_undone(item)}
    for stage in stages:
        if stage.is_gate:
            state = GATE
        elif stage.pk == application.stage_id:
            state = HERE
        else:
            state = DONE if stage.position < here else AHEAD
        of_stage = tuple(card for card in cards if card.stage_id == stage.pk)
        yield Step(stage, state, of_stage, latest.get(stage.pk))
