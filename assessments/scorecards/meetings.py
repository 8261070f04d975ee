"""Interviews as the panel's verbs plan them. A card without a due time of its own follows its interview."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.interviews.models import Interview, InterviewState
from assessments.scorecards.due import due_after_assignment, due_after_interview, require_future
from assessments.scorecards.models import Scorecard
from assessments.scorecards.notices import CANCELLED, DUE_CHANGED, MISSED, PLANNED, tell_move, tell_panel
from assessments.scorecards.permissions import require_open_stage, require_panel_right
from assessments.scorecards.querysets import ScorecardQuerySet
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.audit.models import AuditEntry
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, Refused
from hiring.roles.models import Stage
from hiring.roles.permissions import require, rights_on

LONGEST = timedelta(hours=12)


@transaction.atomic
def plan_interview(
    application: Application,
    stage: Stage,
    *,
    actor: User,
    cards: Iterable[Scorecard],
    starts_at: datetime,
    ends_at: datetime | None = None,
    where: str = "",
) -> Interview:
    """Plan a meeting of the candidate with the authors of these open cards; their due times follow it.

    ``ends_at`` is by default the stage's duration later. Refuses with ``NotAllowed``, ``Refused`` (closed
    application, cards of another stage) and ``Invalid`` (impossible times).
    """
    require_panel_right(application, actor)
    require_open_stage(application, stage)
    chosen = [card.pk for card in cards]
    standing = Scorecard.objects.filter(pk__in=chosen, application=application, stage=stage).open()
    if not chosen or standing.count() != len(chosen):
        raise Refused(_("An interview is planned for open scorecards of its own stage."))
    interview, entry = make_interview(
        application, stage, actor=actor, starts_at=starts_at, ends_at=ends_at, where=where
    )
    standing.update(interview=interview)
    _follow(interview)
    tell_panel(PLANNED, interview, _open_cards(interview), entry, actor=actor)
    return interview


def make_interview(
    application: Application,
    stage: Stage,
    *,
    actor: User,
    starts_at: datetime,
    ends_at: datetime | None,
    where: str,
) -> tuple[Interview, AuditEntry]:
    """Write a planned interview and its entry in the trail; part of the verb that calls, which has checked rights."""
    ends_at = ends_at or starts_at + timedelta(minutes=stage.minutes)
    _check_times(starts_at, ends_at)
    interview = Interview.objects.create(
        application=application,
        stage=stage,
        starts_at=starts_at,
        ends_at=ends_at,
        where=where.strip(),
        planned_by=actor,
    )
    times = ["starts_at", "ends_at"]
    return interview, record("interview.planned", actor=actor, obj=interview, role=application.role, fields=times)


def _check_times(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        text = _("The end lies before the start.")
        raise Invalid(text, errors={"ends_at": [text]})
    if ends_at - starts_at > LONGEST:
        text = _("An interview takes at most %(hours)d hours.") % {"hours": LONGEST.total_seconds() // 3600}
        raise Invalid(text, errors={"ends_at": [text]})


@transaction.atomic
def move_interview(
    interview: Interview, *, actor: User, starts_at: datetime, ends_at: datetime | None = None, where: str | None = None
) -> Interview:
    """Give an interview another time or place; it keeps its length where no end is given.

    One that was missed is planned again by it. Refuses with ``NotAllowed``, ``Refused`` (cancelled) and ``Invalid``
    (impossible times; one that was missed, in the past).
    """
    application = interview.application
    require_panel_right(application, actor)
    require_open_stage(application, interview.stage)
    ends_at = ends_at or starts_at + (interview.ends_at - interview.starts_at)
    _check_times(starts_at, ends_at)
    changes: dict[str, object] = {"starts_at": starts_at, "ends_at": ends_at}
    if where is not None:
        changes["where"] = where.strip()
    was = interview.starts_at, interview.ends_at, interview.where
    if interview.state == InterviewState.MISSED:
        require_future(starts_at, timezone.now(), field="starts_at")
        changes["state"] = InterviewState.PLANNED
    _change(interview, {InterviewState.PLANNED, InterviewState.MISSED}, **changes)
    _follow(interview)
    entry = record("interview.moved", actor=actor, obj=interview, role=application.role, fields=list(changes))
    tell_move(interview, _open_cards(interview), entry, actor=actor, was=was)
    return interview


@transaction.atomic
def cancel_interview(interview: Interview, *, actor: User) -> Interview:
    """Cancel a planned interview. Its open cards stay, due as cards without one, counted from now.

    Refuses with ``NotAllowed`` and ``Refused`` (cancelled already).
    """
    application = interview.application
    require_panel_right(application, actor)
    _change(interview, {InterviewState.PLANNED, InterviewState.MISSED}, state=InterviewState.CANCELLED)
    _due_without(interview)
    panel = list(_open_cards(interview))
    interview.cards.open().update(interview=None)
    entry = record("interview.cancelled", actor=actor, obj=interview, role=application.role, fields=["state"])
    tell_panel(CANCELLED, interview, panel, entry, actor=actor)
    return interview


@transaction.atomic
def miss_interview(interview: Interview, *, actor: User) -> Interview:
    """Say that the meeting did not take place. Its open cards are due as cards without one, counted from now.

    Who leads the role or sits on its panel may. Refuses with ``NotAllowed`` and ``Refused`` (not begun yet,
    cancelled or missed already).
    """
    _require_presence(interview, actor)
    if interview.starts_at > timezone.now():
        raise Refused(_("This interview has not begun. Move it, or cancel it."))
    _change(interview, {InterviewState.PLANNED}, state=InterviewState.MISSED)
    _due_without(interview)
    entry = record("interview.missed", actor=actor, obj=interview, role=interview.application.role, fields=["state"])
    tell_panel(MISSED, interview, _open_cards(interview), entry, actor=actor)
    return interview


@transaction.atomic
def hold_interview(interview: Interview, *, actor: User) -> Interview:
    """Take back that it was missed: it did take place, and its open cards are due after it.

    Refuses like ``miss_interview``. A due time that has passed meanwhile is counted from now.
    """
    _require_presence(interview, actor)
    _change(interview, {InterviewState.MISSED}, state=InterviewState.PLANNED)
    if due_after_interview(interview.stage, interview.ends_at) > timezone.now():
        _follow(interview)
    else:
        _due_without(interview)
    entry = record("interview.held", actor=actor, obj=interview, role=interview.application.role, fields=["state"])
    tell_panel(DUE_CHANGED, interview, _open_cards(interview), entry, actor=actor)
    return interview


def _open_cards(interview: Interview) -> ScorecardQuerySet:
    return interview.cards.open().select_related("author")


def _require_presence(interview: Interview, actor: User) -> None:
    present = interview.cards.on_panel().filter(author=actor).exists()
    text = _("Only the hiring manager, the recruiters and the panel say whether an interview took place.")
    require(present or rights_on(interview.application.role, actor).leads, text)


def _due_without(interview: Interview) -> None:
    due = due_after_assignment(interview.application.role.place, timezone.now())
    interview.cards.open().filter(due_is_set=False).update(due_at=due)


NOT_ANY_MORE = {
    InterviewState.PLANNED: gettext_lazy("Nobody has said that this interview was missed."),
    InterviewState.CANCELLED: gettext_lazy("This interview was cancelled."),
    InterviewState.MISSED: gettext_lazy("It was already said that this interview was missed."),
}


def _change(interview: Interview, of: set[InterviewState], **changes: object) -> None:
    """Change an interview that is in one of these states, or raise ``Refused``."""
    if not Interview.objects.filter(pk=interview.pk, state__in=of).update(**changes):
        interview.refresh_from_db(fields=["state"])
        raise Refused(NOT_ANY_MORE[InterviewState(interview.state)])
    for name, value in changes.items():
        setattr(interview, name, value)


def _follow(interview: Interview) -> None:
    """Open cards whose due time nobody set by hand are due after their interview."""
    due = due_after_interview(interview.stage, interview.ends_at)
    interview.cards.open().filter(due_is_set=False).update(due_at=due)
