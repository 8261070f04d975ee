"""When a scorecard is due: hours after the interview's end, or working days after assignment."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.scorecards.models import Scorecard
from assessments.scorecards.notices import DUE_CHANGED, tell_author
from assessments.scorecards.permissions import require_panel_right
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.calendar.models import Place
from hiring.core.calendar.own_days import working_time_of
from hiring.core.errors import Invalid
from hiring.core.policy.figures import read_policy
from hiring.roles.models import Stage
from rubrics.sheets.saving import NotOpen


def due_after_interview(stage: Stage, ends_at: datetime) -> datetime:
    return ends_at + timedelta(hours=stage.due_hours)


def due_after_assignment(place: Place, assigned_at: datetime) -> datetime:
    """Return the due time of a card without an interview: the policy's working days, as its place works."""
    days = int(read_policy(["scorecard.due_days"])["scorecard.due_days"])
    return working_time_of(place).add_days(assigned_at, days)


@transaction.atomic
def set_due(card: Scorecard, *, actor: User, due_at: datetime) -> Scorecard:
    """Set a due time by hand: a moved interview does not move it any more.

    Refuses with ``NotAllowed``, ``NotOpen`` and ``Invalid`` (a time that has passed).
    """
    require_panel_right(card.application, actor)
    require_future(due_at, timezone.now())
    change_open_card(card, due_at=due_at, due_is_set=True)
    entry = record("scorecard.due_set", actor=actor, obj=card, role=card.application.role, fields=["due_at"])
    tell_author(DUE_CHANGED, card, entry, actor=actor)
    return card


def require_future(moment: datetime | None, now: datetime, field: str = "due_at") -> None:
    if moment is not None and moment <= now:
        text = _("This time has passed. Choose a later one.")
        raise Invalid(text, errors={field: [text]})


def change_open_card(card: Scorecard, **changes: object) -> None:
    """Change a card where it is still open, or raise ``NotOpen``."""
    if not Scorecard.objects.filter(pk=card.pk).open().update(**changes):
        raise NotOpen(_("This scorecard is not open any more."))
    for name, value in changes.items():
        setattr(card, name, value)
