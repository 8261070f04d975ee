"""The only functions that make an application or change where it stands. Each writes one ``Move``."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from candidates.applications.models import Application, Move, MoveKind, MoveReason
from candidates.applications.states import ALLOWED, UNDOABLE
from candidates.people.models import Candidate
from candidates.people.words import fold
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Refused, Stale
from hiring.roles.models import Role, RoleState, Stage


@transaction.atomic
def add_application(candidate: Candidate, *, actor: User | None, role: Role, source: str = "") -> Application:
    """Put a candidate into New of an open role. Raises ``Refused`` for a closed role or a second application."""
    if role.state != RoleState.OPEN:
        raise Refused(_("This role is not open. Applications can be added once it opens."))
    try:
        with transaction.atomic():
            application = Application.objects.create(
                candidate=candidate, role=role, source=source, sort_name=sort_name(candidate.name), created_by=actor
            )
    except IntegrityError:
        raise Refused(_("This candidate already has an application for this role."))
    Move.objects.create(application=application, kind=MoveKind.APPLY, to_state=application.state, actor=actor)
    record("application.added", actor=actor, obj=application, role=role)
    return application


def sort_name(name: str) -> str:
    """Return the name as lists sort it and find it: folded, its spaces single."""
    return " ".join(fold(name).split())[:200]


@transaction.atomic
def set_stage(
    application: Application,
    kind: str,
    *,
    actor: User,
    to_stage: Stage | None = None,
    reason: MoveReason | None = None,
    words: str = "",
) -> Move:
    """Move an application by the table of allowed moves.

    The row is changed only if it still stands as the caller read it (``version``): two people who move one card get
    one move and one ``Stale``. Raises ``Refused`` where the table does not allow the move.
    """
    rule = ALLOWED[kind]
    if application.state not in rule.starts:
        raise Refused(
            _("The application is %(state)s; that is not possible any more.")
            % {"state": application.get_state_display().lower()}
        )
    if rule.changes_stage and (to_stage is None or to_stage.role_id != application.role_id or to_stage.is_gate):
        raise Refused(_("That is not a stage of this role where candidates are judged."))
    if rule.changes_stage and to_stage == application.stage:
        raise Refused(_("The application already stands at this stage."))
    target = to_stage if rule.changes_stage else application.stage
    return _move(application, kind, actor=actor, stage=target, state=rule.to, reason=reason, words=words)


@transaction.atomic
def undo_move(move: Move, *, actor: User, words: str) -> Move:
    """Take back the latest move of an application, with a reason. Raises ``Refused`` for an older or final one."""
    application = move.application
    latest = application.moves.order_by("-id").first()
    if latest is None or latest.pk != move.pk or move.kind not in UNDOABLE:
        raise Refused(_("Only the latest move can be undone, and this is not it."))
    if not words.strip():
        raise Refused(_("Say why it is undone."))
    return _move(
        application,
        MoveKind.UNDO,
        actor=actor,
        stage=move.from_stage,
        state=move.from_state,
        words=words.strip(),
        undoes=move,
    )


def _move(
    application: Application,
    kind: str,
    *,
    actor: User,
    stage: Stage | None,
    state: str,
    reason: MoveReason | None = None,
    words: str = "",
    undoes: Move | None = None,
) -> Move:
    now = timezone.now()
    before = (application.stage, application.state)
    changes: dict[str, object] = {"stage": stage, "state": state, "version": F("version") + 1}
    if stage != before[0]:
        changes["stage_entered_at"] = now
    changed = Application.objects.filter(pk=application.pk, version=application.version).update(**changes)
    if not changed:
        standing = Application.objects.select_related("stage").get(pk=application.pk)
        raise Stale(
            _("Somebody else moved this application in the meantime. Look at where it stands now."),
            theirs={
                "stage": standing.stage and standing.stage.public_id,
                "state": standing.state,
                "version": standing.version,
            },
        )
    application.stage, application.state, application.version = stage, state, application.version + 1
    if stage != before[0]:
        application.stage_entered_at = now
    move = Move.objects.create(
        application=application,
        kind=kind,
        from_stage=before[0],
        to_stage=stage,
        from_state=before[1],
        to_state=state,
        reason=reason,
        words=words,
        undoes=undoes,
        actor=actor,
        at=now,
    )
    record(f"application.{kind}", actor=actor, obj=application, role=application.role, fields=["stage", "state"])
    return move
