"""Verbs on job reviews: asking, starting, leaving, submitting and amending."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.calendar.own_days import working_time_of
from hiring.core.errors import Invalid, Refused, Stale
from hiring.core.policy.figures import read_policy
from hiring.intake.models import JobDescription, JobReview
from hiring.roles.drafts import lock_role
from hiring.roles.models import Role, Stage
from hiring.roles.permissions import require, rights_on
from rubrics.sheets.content import Save, Saved
from rubrics.sheets.models import SheetState
from rubrics.sheets.saving import NotOpen, not_open_text, save_draft
from rubrics.sheets.submitting import amend_sheet, submit_sheet

CAN_BE_TAKEN_UP = (SheetState.CLOSED, SheetState.LEFT)


@transaction.atomic
def ask_for_review(role: Role, *, actor: User, author: User, due_at: datetime | None = None) -> JobReview:
    """Ask a member of the hiring team to review the newest text; it is due two working days later unless set.

    A review that they left, or that was no longer needed, is taken up again with what it holds. Raises ``NotAllowed``,
    ``Refused`` (no first step, no text, asked already) and ``Invalid`` (not on the team, due in the past).
    """
    role = lock_role(role)
    require(rights_on(role, actor).leads, _("Only the hiring manager and recruiters ask for job reviews."))
    _check_author(role, author)
    if due_at is not None and due_at <= timezone.now():
        text = _("This is in the past. Choose a later time.")
        raise Invalid(text, errors={"due_at": [text]})
    return _take_up(role, actor, author, due_at)


@transaction.atomic
def start_review(role: Role, *, actor: User) -> JobReview:
    """Begin one's own review of the newest text. Raises ``NotAllowed`` outside the hiring team, else ``Refused``."""
    role = lock_role(role)
    require(_is_on_team(role, actor), _("Only the hiring team reviews its job description."))
    return _take_up(role, actor, actor, None)


def _take_up(role: Role, actor: User, author: User, due_at: datetime | None) -> JobReview:
    stage, description = _find_subject(role)
    due_at = due_at or default_due(role)
    review = JobReview.objects.filter(description=description, author=author).order_by("-id").first()
    if review and review.state not in CAN_BE_TAKEN_UP:
        _refuse_second(review, actor)
    if review is None:
        review = JobReview(author=author, role=role, stage=stage, description=description)
        review.rubric_version = stage.rubric_version
    else:
        review.state, review.closed_at, review.version = SheetState.OPEN, None, review.version + 1
    review.asked_by, review.due_at = actor, due_at
    review.save()
    record("job_review.asked", actor=actor, obj=review, role=role, fields=["author", "due_at"])
    return review


def _refuse_second(review: JobReview, actor: User) -> None:
    if review.state == SheetState.SUBMITTED:
        raise Refused(_("%(name)s has reviewed this version already.") % {"name": review.author})
    if review.author_id == actor.pk:
        raise Refused(_("Your review of this version is open already."))
    raise Refused(_("%(name)s has been asked already.") % {"name": review.author})


def _find_subject(role: Role) -> tuple[Stage, JobDescription]:
    stage = role.stages.filter(is_gate=True).select_related("rubric_version").first()
    if stage is None:
        raise Refused(_("The process of this role has no step on the job description."))
    description = role.descriptions.first()
    if description is None:
        raise Refused(_("Write the job description first."))
    return stage, description


def _check_author(role: Role, author: User) -> None:
    if not author.is_active or not _is_on_team(role, author):
        text = _("Only the hiring team reviews its job description. Add %(name)s to it first.") % {"name": author}
        raise Invalid(text, errors={"author": [text]})


def _is_on_team(role: Role, user: User) -> bool:
    return role.members.current().filter(user=user).exists()


def default_due(role: Role) -> datetime:
    days = int(read_policy(["scorecard.due_days"])["scorecard.due_days"])
    return working_time_of(role.place).add_days(timezone.now(), days)


@transaction.atomic
def leave_review(review: JobReview, *, actor: User) -> JobReview:
    """End an open review: its author declines, or a lead takes the request back. What it holds stays its author's.

    Raises ``NotAllowed`` and ``NotOpen``. Leaving opens nothing of the others'.
    """
    role = lock_role(review.role)
    require(
        review.author_id == actor.pk or rights_on(role, actor).leads,
        _("Its author leaves a review, or whoever leads the role takes it back."),
    )
    _end_open(review, SheetState.LEFT)
    record("job_review.left", actor=actor, obj=review, role=role, fields=["state"])
    return review


def _end_open(review: JobReview, state: str) -> None:
    review.refresh_from_db()
    if review.state != SheetState.OPEN:
        raise NotOpen(not_open_text(review.state))
    review.state, review.closed_at, review.version = state, timezone.now(), review.version + 1
    review.save(update_fields=["state", "closed_at", "version"])


def close_open_reviews(role: Role) -> None:
    """When a role opens or closes, what is still open is no longer needed; its draft stays its author's."""
    for review in JobReview.objects.open().filter(role=role):
        _end_open(review, SheetState.CLOSED)


def require_author(review: JobReview, user: User) -> None:
    require(review.author_id == user.pk, _("A review is written by its author alone."))


def save_review(review: JobReview, *, actor: User, save: Save) -> Saved:
    """Take an autosave; see ``rubrics.sheets.saving``."""
    return save_draft(review, actor=actor, save=save)


@transaction.atomic
def submit_review(review: JobReview, *, actor: User, version: int, text_number: int) -> JobReview:
    """Submit a review of the text that its author had before their eyes.

    Raises like ``submit_sheet``, and ``Stale`` when a newer text was written in between.
    """
    role = lock_role(review.role)
    review.refresh_from_db()
    if review.state == SheetState.OPEN and review.description.number != text_number:
        raise Stale(
            _("The text changed while you were writing. Read the new version, then submit."),
            theirs={"number": review.description.number, "text": review.description.text},
        )
    characters = review.stage.evidence_characters
    return submit_sheet(review, actor=actor, version=version, evidence_characters=characters, role=role)


@transaction.atomic
def amend_review(review: JobReview, *, actor: User, save: Save, reason: str) -> JobReview:
    """Change a submitted review with a reason; see ``rubrics.sheets.submitting``."""
    characters = review.stage.evidence_characters
    return amend_sheet(review, actor=actor, save=save, reason=reason, evidence_characters=characters, role=review.role)
