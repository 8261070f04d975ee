"""The verbs that move applications without judging them: out of New, back, off hold, and undoing."""

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.scorecards.closing import reopen_cards
from candidates.applications.models import Application, Move, MoveKind
from candidates.applications.moves import set_stage, undo_move
from candidates.applications.permissions import require_lead
from hiring.core.accounts.models import User
from hiring.core.errors import Invalid, Refused
from hiring.roles.models import RoleState, Stage


@transaction.atomic
def pass_on(application: Application, *, actor: User) -> Move:
    """Move an application from New to the first judged stage."""
    _require_lead(application, actor)
    if application.stage_id is not None:
        raise Refused(_("This application has already left New."))
    first = application.role.stages.filter(is_gate=False).order_by("position").first()
    if first is None:
        raise Refused(_("This role has no stage that judges candidates."))
    return set_stage(application, MoveKind.PASS_ON, actor=actor, to_stage=first)


@transaction.atomic
def undo(application: Application, *, actor: User, words: str, move: Move | None = None) -> Move:
    """Take back the latest move (or refuse when ``move`` is not it), with a reason. Cards that it closed open again."""
    _require_lead(application, actor)
    latest = application.moves.order_by("-id").first()
    if latest is None:
        raise Refused(_("There is nothing to undo."))
    undone = undo_move(move or latest, actor=actor, words=words)
    if latest.kind in {MoveKind.REJECT, MoveKind.WITHDRAW}:
        reopen_cards(application, actor=actor, closed_since=latest.at)
    return undone


@transaction.atomic
def resume(application: Application, *, actor: User) -> Move:
    """Take an application off hold."""
    _require_lead(application, actor)
    return set_stage(application, MoveKind.RESUME, actor=actor)


@transaction.atomic
def move_back(application: Application, *, actor: User, to_stage: Stage, words: str) -> Move:
    """Return an application to an earlier stage, with a reason."""
    _require_lead(application, actor)
    if not words.strip():
        raise Invalid(_("Say why it goes back."), errors={"words": [_("Say why it goes back.")]})
    if application.stage is None or to_stage.position >= application.stage.position:
        raise Refused(_("That stage is not an earlier one."))
    return set_stage(application, MoveKind.BACK, actor=actor, to_stage=to_stage, words=words.strip())


def _require_lead(application: Application, actor: User) -> None:
    require_lead(application, actor)
    if application.role.state == RoleState.DRAFT:
        raise Refused(_("This role is not open yet."))
