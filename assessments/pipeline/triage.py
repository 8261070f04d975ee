"""New, one application after the other: the one that waits longest first, its resume beside the reasons."""

from dataclasses import dataclass

from django.db.models import Q

from candidates.applications.models import Application, ApplicationState, Move, MoveKind
from candidates.documents.models import Document
from candidates.documents.shown import ShownDocument, show_document
from hiring.core.accounts.models import User
from hiring.roles.models import Role


@dataclass(frozen=True, slots=True)
class Turn:
    """The application whose turn it is, what waits behind it, and the move that can still be undone."""

    application: Application | None
    resume: ShownDocument | None
    waiting: int
    last: Move | None


def next_in_new(role: Role, *, reader: User, after: Application | None = None) -> Turn:
    """Return whose turn it is in New of ``role``; ``after`` was left for later, so the one behind it comes."""
    new = Application.objects.visible_to(reader).filter(role=role, stage=None, state=ApplicationState.ACTIVE)
    waiting = new.order_by()[:1000].count()
    queue = new.select_related("candidate", "role").order_by("applied_at", "id")
    if after is not None:
        behind = Q(applied_at__gt=after.applied_at) | Q(applied_at=after.applied_at, id__gt=after.pk)
        application = queue.filter(behind).first()
    else:
        application = queue.first()
    resume = None
    if application is not None:
        resume = _newest_document(application)
    return Turn(application, resume, waiting, _last_move(role, reader))


def _newest_document(application: Application) -> ShownDocument | None:
    newest = Document.objects.filter(application=application).order_by("-id").first()
    if newest is None:
        return None
    newest.application = application  # with its role, which the trail names
    return show_document(newest, may_change=True)


def _last_move(role: Role, reader: User) -> Move | None:
    """Return what this reader did last in New of this role, if nothing has happened to the application since."""
    move = (
        Move.objects.filter(application__role=role, actor=reader, from_stage=None, kind__in=_DEEDS)
        .select_related("application__candidate")
        .order_by("-id")
        .first()
    )
    if move is None or move.application.moves.order_by("-id").first() != move:
        return None
    return move


_DEEDS = (MoveKind.PASS_ON, MoveKind.REJECT)
