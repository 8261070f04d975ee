"""What becomes of open cards when nobody needs them any more, and when they are needed again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.scorecards.due import due_after_assignment
from assessments.scorecards.models import Scorecard
from assessments.scorecards.notices import CLOSED, REOPENED, tell_authors
from assessments.scorecards.querysets import ScorecardQuerySet
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.audit.models import AuditEntry
from hiring.core.audit.trail import record
from rubrics.sheets.models import SheetState


@transaction.atomic
def close_open_cards(*applications: Application, actor: User | None) -> int:
    """Close the open cards of applications as "no longer needed"; drafts stay with their authors. Returns how many.

    Called in the transaction of the verb that rejects, withdraws, hires or closes, which has checked the right to it.
    """
    cards = _lock(Scorecard.objects.filter(application__in=applications).open())
    Scorecard.objects.filter(pk__in=[card.pk for card in cards]).update(
        state=SheetState.CLOSED, closed_at=timezone.now()
    )
    tell_authors(CLOSED, cards, _write_down("scorecard.closed", cards, actor=actor), actor=actor)
    return len(cards)


@transaction.atomic
def reopen_cards(application: Application, *, actor: User | None, closed_since: datetime) -> int:
    """Open again what a rejection or withdrawal closed, when that is undone. Returns how many.

    Only cards closed at or after ``closed_since``, the time of the move that is undone. A due time that has passed
    meanwhile starts anew, as for a card that is assigned now.
    """
    now = timezone.now()
    closed = Scorecard.objects.filter(application=application, state=SheetState.CLOSED, closed_at__gte=closed_since)
    cards = _lock(closed)
    late = [card.pk for card in cards if card.due_at <= now]
    again = Scorecard.objects.filter(pk__in=[card.pk for card in cards])
    if late:
        Scorecard.objects.filter(pk__in=late).update(due_at=due_after_assignment(application.role.place, now))
    again.update(state=SheetState.OPEN, closed_at=None)
    tell_authors(REOPENED, cards, _write_down("scorecard.reopened", cards, actor=actor), actor=actor)
    return len(cards)


def _lock(cards: ScorecardQuerySet) -> list[Scorecard]:
    return list(cards.select_related("author", "application__role").select_for_update(of=["self"]))


def _write_down(action: str, cards: list[Scorecard], *, actor: User | None) -> list[AuditEntry]:
    return [record(action, actor=actor, obj=card, role=card.application.role, fields=["state"]) for card in cards]
