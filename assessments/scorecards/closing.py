"""What becomes of open cards when nobody needs them any more, and when they are needed again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.scorecards.due import due_after_assignment
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from rubrics.sheets.models import SheetState


@transaction.atomic
def close_open_cards(application: Application, *, actor: User | None) -> int:
    """Close the open cards of an application as "no longer needed"; drafts stay with their authors. Returns how many.

    Called in the transaction of the verb that rejects, withdraws, hires or closes, which has checked the right to it.
    """
    cards = list(Scorecard.objects.filter(application=application).open().select_for_update())
    Scorecard.objects.filter(pk__in=[card.pk for card in cards]).update(
        state=SheetState.CLOSED, closed_at=timezone.now()
    )
    for card in cards:
        record("scorecard.closed", actor=actor, obj=card, role=application.role, fields=["state"])
    return len(cards)


@transaction.atomic
def reopen_cards(application: Application, *, actor: User | None, closed_since: datetime) -> int:
    """Open again what a rejection or withdrawal closed, when that is undone. Returns how many.

    Only cards closed at or after ``closed_since``, the time of the move that is undone. A due time that has passed
    meanwhile starts anew, as for a card that is assigned now.
    """
    now = timezone.now()
    closed = Scorecard.objects.filter(application=application, state=SheetState.CLOSED, closed_at__gte=closed_since)
    cards = list(closed.select_for_update())
    late = [card.pk for card in cards if card.due_at <= now]
    again = Scorecard.objects.filter(pk__in=[card.pk for card in cards])
    if late:
        Scorecard.objects.filter(pk__in=late).update(due_at=due_after_assignment(application.role.place, now))
    again.update(state=SheetState.OPEN, closed_at=None)
    for card in cards:
        record("scorecard.reopened", actor=actor, obj=card, role=application.role, fields=["state"])
    return len(cards)
