"""Who is on a panel. Putting an interviewer on one makes the card, the access, and the right on the hiring team."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.scorecards.due import change_open_card, due_after_assignment, due_after_interview, require_future
from assessments.scorecards.meetings import make_interview
from assessments.scorecards.models import Scorecard
from assessments.scorecards.notices import ASSIGNED, REMOVED, tell_author, tell_declined
from assessments.scorecards.permissions import require_author, require_open_stage, require_panel_right
from candidates.applications.models import Access, AccessWhy, Application
from hiring.core.accounts.models import User
from hiring.core.audit.models import AuditEntry
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid
from hiring.roles.members import ensure_interviewer
from hiring.roles.models import Stage
from rubrics.sheets.models import SheetState


@transaction.atomic
def assign_interviewers(
    application: Application,
    stage: Stage,
    *,
    actor: User,
    people: Sequence[User],
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    where: str = "",
    due_at: datetime | None = None,
) -> list[Scorecard]:
    """Put people on the panel of an application at a stage; with ``starts_at`` they meet the candidate together.

    Due is ``due_at``, else the stage's hours after the interview, else the policy's working days after now. Who has
    left the panel comes back to the draft they had. Refuses with ``NotAllowed``, ``Refused`` (closed application or
    role, a gate, a stage that was passed) and ``Invalid`` (nobody, somebody on the panel already, impossible times).
    """
    application = (
        Application.objects.select_for_update(of=["self"]).select_related("role__place").get(pk=application.pk)
    )
    require_panel_right(application, actor)
    require_open_stage(application, stage)
    people = list(dict.fromkeys(people))
    cards = {card.author_id: card for card in _standing_cards(application, stage, people)}
    _check_people(people, cards)
    now = timezone.now()
    require_future(due_at, now)
    interview = None
    if starts_at is not None:
        interview, _entry = make_interview(
            application, stage, actor=actor, starts_at=starts_at, ends_at=ends_at, where=where
        )
    if due_at is not None:
        due = due_at
    elif interview is not None:
        due = due_after_interview(stage, interview.ends_at)
    else:
        due = due_after_assignment(application.role.place, now)
    terms = {
        "interview": interview,
        "due_at": due,
        "due_is_set": due_at is not None,
        "assigned_by": actor,
        "assigned_at": now,
    }
    made = [_seat(cards.get(person.pk), application, stage, person, terms) for person in people]
    give_access(application, people)
    for card in made:
        ensure_interviewer(application.role, actor=actor, user=card.author)
        entry = record("scorecard.assigned", actor=actor, obj=card, role=application.role, fields=["due_at", "state"])
        tell_author(ASSIGNED, card, entry, actor=actor)
    return made


def _standing_cards(application: Application, stage: Stage, people: Sequence[User]) -> list[Scorecard]:
    """The cards these people have at the stage; of somebody who left more than once, the latest."""
    cards = Scorecard.objects.filter(application=application, stage=stage, author__in=people).order_by("author", "id")
    return sorted(cards, key=lambda card: card.state != SheetState.LEFT)


def _check_people(people: Sequence[User], cards: Mapping[int, Scorecard]) -> None:
    errors = []
    if not people:
        errors.append(_("Choose at least one interviewer."))
    for person in people:
        card = cards.get(person.pk)
        if not person.is_active:
            errors.append(_("%(name)s can no longer sign in.") % {"name": person.name})
        elif card and card.state in {SheetState.OPEN, SheetState.SUBMITTED}:
            errors.append(_("%(name)s is on this panel already.") % {"name": person.name})
    if errors:
        raise Invalid(errors[0], errors={"people": errors})


def _seat(
    card: Scorecard | None, application: Application, stage: Stage, person: User, terms: Mapping[str, object]
) -> Scorecard:
    """Make the card of one person, or open the one that they had, draft and all."""
    if card is None:
        return Scorecard.objects.create(
            application=application, stage=stage, author=person, rubric_version_id=stage.rubric_version_id, **terms
        )
    for name, value in {**terms, "state": SheetState.OPEN, "closed_at": None}.items():
        setattr(card, name, value)
    card.save(update_fields=[*terms, "state", "closed_at"])
    return card


def give_access(application: Application, people: Sequence[User]) -> None:
    """Let people see the application from now on; an access that was ended is live again."""
    Access.objects.bulk_create(
        [Access(application=application, user=person, why=AccessWhy.PANEL) for person in people],
        update_conflicts=True,
        unique_fields=["application", "user", "why"],
        update_fields=["ends_at"],
    )


@transaction.atomic
def remove_interviewer(card: Scorecard, *, actor: User) -> Scorecard:
    """Take somebody off a panel who has not submitted. Their draft stays theirs; nothing opens to them by it.

    Refuses with ``NotAllowed`` and ``NotOpen``.
    """
    require_panel_right(card.application, actor)
    tell_author(REMOVED, card, _leave(card, actor=actor, action="scorecard.removed", reason=""), actor=actor)
    return card


@transaction.atomic
def decline(card: Scorecard, *, actor: User, reason: str) -> Scorecard:
    """Leave a panel oneself, with a reason. Refuses with ``NotAllowed``, ``NotOpen`` and ``Invalid`` (no reason)."""
    require_author(card, actor)
    if not reason.strip():
        text = _("Say why, so that whoever planned this can ask somebody else.")
        raise Invalid(text, errors={"reason": [text]})
    tell_declined(card, _leave(card, actor=actor, action="scorecard.declined", reason=reason.strip()))
    return card


def _leave(card: Scorecard, *, actor: User, action: str, reason: str) -> AuditEntry:
    now = timezone.now()
    change_open_card(card, state=SheetState.LEFT, closed_at=now, left_reason=reason)
    stays = Scorecard.objects.on_panel().filter(application=card.application_id, author=card.author_id).exists()
    if not stays:
        Access.objects.filter(application=card.application_id, user=card.author_id, why=AccessWhy.PANEL).update(
            ends_at=now
        )
    return record(action, actor=actor, obj=card, role=card.application.role, fields=["state"])
