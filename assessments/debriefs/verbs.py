"""Decisions. Numbers suggest; a named person decides, with a reason, and the figures that stood then are kept.

A decision at a stage and the move that follows from it are one transaction. The one who decides has read the panel:
whoever still holds an open card on the application submits it first.
"""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.debriefs.final import FinalView, final_view
from assessments.debriefs.models import Decision, Dissent, Outcome
from assessments.debriefs.results import Debrief, debrief
from assessments.scorecards.closing import close_open_cards
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Application, Move, MoveKind, MoveReason, ReasonKind
from candidates.applications.moves import set_stage
from candidates.applications.permissions import require_decider, require_lead
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, Refused
from hiring.roles.models import Stage
from hiring.roles.permissions import require, rights_on


@transaction.atomic
def advance(application: Application, *, actor: User, reason: str, to_stage: Stage | None = None) -> Decision:
    """Advance to ``to_stage`` (the next one by default), past stages whose quorum is in.

    Raises ``Refused`` and names whose cards are missing, ``Invalid`` without a reason, ``NotAllowed``.
    """
    require_lead(application, actor)
    stage = _judged(application)
    stages = stages_of(application)
    later = [item for item in stages if item.position > stage.position]
    if not later:
        raise Refused(_("This is the last stage. What follows is the final decision: hire or not."))
    target = to_stage or later[0]
    if target not in later:
        raise Refused(_("Advancing leads to a later stage of this role."))
    passed = [item for item in stages if stage.position <= item.position < target.position]
    shown = [_require_quorum(debrief(application, item, reader=actor)) for item in passed]
    _require_read(shown[0], reason)
    move = set_stage(application, MoveKind.ADVANCE, actor=actor, to_stage=target)
    return _write(move, stage, Outcome.ADVANCE, reason=reason, figures=_snapshot(shown[0]))


@transaction.atomic
def hold(application: Application, *, actor: User, reason: str) -> Decision:
    """Keep the application where it is until something is settled. Needs no quorum."""
    require_lead(application, actor)
    stage = _judged(application)
    shown = debrief(application, stage, reader=actor)
    _require_read(shown, reason)
    move = set_stage(application, MoveKind.HOLD, actor=actor)
    return _write(move, stage, Outcome.HOLD, reason=reason, figures=_snapshot(shown))


@transaction.atomic
def reject(application: Application, *, actor: User, reason: MoveReason | None, words: str) -> Move:
    """Reject at once: no quorum is waited for, open cards close as no longer needed. In New it is a move alone."""
    require_lead(application, actor)
    _check_reason(reason, ReasonKind.REJECT)
    # Rejecting never waits, not even for the actor's own card: it closes with the others.
    shown = debrief(application, _judged(application), reader=actor) if application.stage_id else None
    move = set_stage(application, MoveKind.REJECT, actor=actor, reason=reason, words=words.strip())
    if shown is not None:
        _write(move, shown.stage, Outcome.REJECT, reason=words.strip() or reason.label, figures=_snapshot(shown))
    close_open_cards(application, actor=actor)
    return move


@transaction.atomic
def withdraw(application: Application, *, actor: User, reason: MoveReason | None, words: str = "") -> Move:
    """Record that the candidate withdrew; open cards close as no longer needed."""
    require_lead(application, actor)
    _check_reason(reason, ReasonKind.WITHDRAW)
    move = set_stage(application, MoveKind.WITHDRAW, actor=actor, reason=reason, words=words.strip())
    close_open_cards(application, actor=actor)
    return move


@transaction.atomic
def decide_finally(
    application: Application,
    *,
    actor: User,
    hire: bool,
    reason: str,
    heading_notes: Mapping[str, str] | None = None,
    move_reason: MoveReason | None = None,
) -> Decision:
    """Hire or not, after the last stage: the hiring manager's alone. Not hiring names a reason of the list as well."""
    require_decider(application, actor)
    stage, stages = _judged(application), stages_of(application)
    if stage.position != stages[-1].position:
        raise Refused(_("The final decision comes after the last stage."))
    shown = _require_quorum(debrief(application, stage, reader=actor))
    if not hire:
        _check_reason(move_reason, ReasonKind.REJECT)
    _require_read(shown, reason)
    figures = _snapshot_all(final_view(application, stages, reader=actor))
    if hire:
        move = set_stage(application, MoveKind.HIRE, actor=actor)
    else:
        move = set_stage(application, MoveKind.REJECT, actor=actor, reason=move_reason)
    close_open_cards(application, actor=actor)
    outcome = Outcome.HIRE if hire else Outcome.NO_HIRE
    return _write(move, None, outcome, reason=reason, figures=figures, notes=heading_notes or {})


@transaction.atomic
def dissent(decision: Decision, *, actor: User, words: str) -> Dissent:
    """Put one's own view beside a decision: panel members with a submitted card, and the hiring team's leads."""
    require_dissent_right(decision, actor)
    if decision.actor_id == actor.pk:
        raise Refused(_("This is your own decision."))
    if not words.strip():
        raise Invalid(_("Write what you see differently."), errors={"words": [_("Write what you see differently.")]})
    if decision.dissents.filter(author=actor).exists():
        raise Refused(_("Your view is already noted."))
    made = Dissent.objects.create(decision=decision, author=actor, words=words.strip())
    record("decision.dissent", actor=actor, obj=decision, role=decision.application.role)
    return made


def require_dissent_right(decision: Decision, actor: User) -> None:
    """Raise ``NotAllowed`` unless this person has judged the candidate, or leads the role, and nothing is sealed."""
    application = decision.application
    on_panel = Scorecard.objects.submitted().filter(application=application, author=actor).exists()
    require(
        on_panel or rights_on(application.role, actor).leads,
        _("Only the panel and the hiring team can note a different view."),
    )
    require(
        not Scorecard.objects.seals(actor, application),
        _("Sealed: you hold an open scorecard on this application."),
    )


def stages_of(application: Application) -> Sequence[Stage]:
    """Return the stages that judge candidates, in order, ready for the arithmetic."""
    stages = application.role.stages.filter(is_gate=False).order_by("position")
    return list(stages.select_related("rubric_version__rubric").prefetch_related("criteria"))


def _judged(application: Application) -> Stage:
    if application.stage is None:
        raise Refused(_("The application is still in New: pass it on or reject it."))
    for stage in stages_of(application):
        if stage.pk == application.stage_id:
            return stage
    raise Refused(_("This stage does not judge candidates."))


def _require_quorum(shown: Debrief) -> Debrief:
    if shown.quorum_met:
        return shown
    missing = ", ".join(card.author.name for card in shown.missing)
    text = _("%(stage)s needs %(wanted)d scorecards and has %(count)d.") % {
        "stage": shown.stage.title,
        "wanted": shown.stage.panel_size,
        "count": shown.submitted,
    }
    follow = _("Missing: %(names)s.") % {"names": missing} if missing else _("Put more interviewers on its panel.")
    raise Refused(f"{text} {follow}")


def _check_reason(reason: MoveReason | None, kind: str) -> None:
    if reason is None or reason.kind != kind or reason.retired_at is not None:
        raise Invalid(_("Choose a reason."), errors={"move_reason": [_("Choose a reason from the list.")]})


def _require_read(shown: Debrief, reason: str) -> None:
    if shown.sealed:
        raise Refused(
            _("You hold an open scorecard on this application. Submit it first; then the panel opens to you.")
        )
    if not reason.strip():
        raise Invalid(_("Write the reason."), errors={"reason": [_("Write which evidence settles it.")]})


def _write(
    move: Move,
    stage: Stage | None,
    outcome: str,
    *,
    reason: str,
    figures: dict[str, object],
    notes: Mapping[str, str] | None = None,
) -> Decision:
    """Write the decision that ``move`` follows from, with the figures that stood before it. It is never changed."""
    decision = Decision.objects.create(
        application=move.application,
        stage=stage,
        outcome=outcome,
        reason=reason.strip(),
        figures=figures,
        heading_notes={key: text.strip() for key, text in (notes or {}).items() if text.strip()},
        move=move,
        actor=move.actor,
    )
    record(f"decision.{outcome}", actor=move.actor, obj=decision, role=move.application.role)
    return decision


def _snapshot(shown: Debrief) -> dict[str, object]:
    """Return the figures as the debrief printed them, so that what is kept never contradicts what was read."""
    if shown.suggestion is None:
        return {}
    return {
        "suggestion": str(shown.suggestion.outcome),
        "reasons": [str(reason.id) for reason in shown.suggestion.reasons],
        "score": shown.score or None,
        "expected": shown.expected,
        "coverage": shown.coverage,
        "cards": shown.submitted,
    }


def _snapshot_all(view: FinalView) -> dict[str, object]:
    """The same over all steps, for the final decision."""
    return {
        "score": view.score or None,
        "finished": view.finished,
        "headings": [{"title": line.title, "score": line.score or None, "expected": line.bar} for line in view.lines],
    }
