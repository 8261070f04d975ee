"""New, one application after the other: the one that waits longest first, its resume beside the reasons."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from assessments.pipeline.querysets import MOST, say_count
from candidates.applications.models import Application, ApplicationState, Move, MoveKind
from candidates.documents.models import Document
from candidates.documents.shown import ShownDocument, show_document
from hiring.core.accounts.models import User
from hiring.roles.models import Role

_DEEDS = (MoveKind.PASS_ON, MoveKind.REJECT)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is in New, as the address has it by public ids.

    ``at`` asks for one application, ``after`` for those behind one that was left for later, ``did`` is the move that
    was made last.
    """

    at: str = ""
    after: str = ""
    did: str = ""

    @property
    def query(self) -> str:
        parts = {"at": self.at, "after": self.after, "did": self.did}
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True, slots=True)
class Turn:
    """The application whose turn it is, what waits, and the move that can still be undone."""

    application: Application | None
    resume: ShownDocument | None
    waiting: int
    last: Move | None

    @property
    def shown_waiting(self) -> str:
        return say_count(self.waiting)


def next_in_new(role: Role, *, reader: User, place: Place) -> Turn:
    """Return whose turn it is in New of ``role``."""
    new = Application.objects.visible_to(reader).filter(role=role, stage=None, state=ApplicationState.ACTIVE)
    waiting = new.order_by()[:MOST].count()
    application = _whose_turn(new, place)
    resume = _newest_document(application) if application is not None else None
    return Turn(application, resume, waiting, _undoable(role, reader, place.did))


def _whose_turn(new: QuerySet, place: Place) -> Application | None:
    queue = new.select_related("candidate", "role").order_by("applied_at", "id")
    if place.at:
        return queue.filter(public_id=place.at).first()
    left = place.after and Application.objects.filter(role__in=new.values("role"), public_id=place.after).first()
    if left:
        behind = Q(applied_at__gt=left.applied_at) | Q(applied_at=left.applied_at, id__gt=left.pk)
        queue = queue.filter(behind)
    return queue.first()


def _newest_document(application: Application) -> ShownDocument | None:
    newest = Document.objects.filter(application=application).order_by("-id").first()
    if newest is None:
        return None
    newest.application = application  # with its role, which the trail names
    return show_document(newest, may_change=True)


def _undoable(role: Role, reader: User, did: str) -> Move | None:
    """Return the reader's own move in New, if nothing has happened to the application since."""
    mine = Move.objects.filter(public_id=did, actor=reader, from_stage=None, kind__in=_DEEDS, application__role=role)
    move = mine.select_related("application__candidate").first() if did else None
    if move is None or move.application.moves.filter(id__gt=move.pk).exists():
        return None
    return move
