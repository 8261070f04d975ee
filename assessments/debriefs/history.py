"""What happened to an application, from its moves, cards and documents: told on its page and in its report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from assessments.debriefs.models import Decision, Outcome
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Move, MoveKind
from candidates.documents.models import Document
from hiring.roles.permissions import RoleRights


@dataclass(frozen=True, slots=True)
class Event:
    """One line of "what happened". ``words`` is empty where the reader may not read them."""

    at: datetime
    icon: str
    who: str
    text: str
    words: str = ""


def may_read_reasons(rights: RoleRights) -> bool:
    """Reasons of moves are for those who lead the role and for auditors, not for interviewers of one panel."""
    return rights.leads or rights.auditor


def tell_history(
    cards: Iterable[Scorecard],
    decisions: Iterable[Decision],
    moves: Iterable[Move],
    documents: Iterable[Document],
    *,
    tell: bool,
) -> list[Event]:
    """Return what happened, newest first; its reasons only where the reader may know them (``tell``)."""
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
