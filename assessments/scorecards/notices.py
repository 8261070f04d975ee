"""What people on a panel hear of by mail. Part of the verbs that call, which have checked rights and written the trail.

The number of the trail's entry names the change, so that each change is told once. Nobody hears of what they did
themselves. What the mails say is written in ``mails``, when they are sent.
"""

from collections.abc import Iterable
from datetime import datetime

from assessments.interviews.models import Interview
from assessments.scorecards.models import Scorecard
from hiring.core.accounts.models import User
from hiring.core.audit.models import AuditEntry
from hiring.core.mail.posting import post

ASSIGNED = "panels.assigned"
DUE_CHANGED = "panels.due"
REMOVED = "panels.removed"
DECLINED = "panels.declined"
CLOSED = "panels.closed"
REOPENED = "panels.reopened"
PLANNED = "panels.interview-planned"
MOVED = "panels.interview-moved"
CANCELLED = "panels.interview-cancelled"
MISSED = "panels.interview-missed"


def tell_author(kind: str, card: Scorecard, entry: AuditEntry, *, actor: User, **about: object) -> None:
    """Tell the author of a card what ``entry`` says has happened to it."""
    if actor.pk != card.author_id:
        post(kind, key=f"{card.public_id}:{entry.pk}", to=card.author, about={"card": card.public_id, **about})


def tell_declined(card: Scorecard, entry: AuditEntry) -> None:
    """Tell who planned the panel that somebody has left it."""
    planner = card.assigned_by
    if planner is not None and planner.pk != card.author_id:
        post(DECLINED, key=f"{card.public_id}:{entry.pk}", to=planner, about={"card": card.public_id})


def tell_panel(
    kind: str, interview: Interview, cards: Iterable[Scorecard], entry: AuditEntry, *, actor: User, **about: object
) -> None:
    """Tell the authors of these cards about their interview."""
    for card in cards:
        tell_author(kind, card, entry, actor=actor, interview=interview.public_id, **about)


def tell_move(
    interview: Interview,
    cards: Iterable[Scorecard],
    entry: AuditEntry,
    *,
    actor: User,
    was: tuple[datetime, datetime, str],
) -> None:
    """Tell a panel that its interview has another time or place; ``was`` holds start, end and place as they were."""
    starts_at, ends_at, where = was
    is_moved = (interview.starts_at, interview.ends_at) != (starts_at, ends_at)
    if is_moved or interview.where != where:
        about = {"was": [starts_at.isoformat(), ends_at.isoformat()]} if is_moved else {}
        tell_panel(MOVED, interview, cards, entry, actor=actor, place=interview.where != where, **about)


def tell_authors(kind: str, cards: Iterable[Scorecard], entries: Iterable[AuditEntry], *, actor: User | None) -> None:
    """Tell each author once about all of their cards; an entry goes with each card."""
    theirs: dict[User, list[tuple[Scorecard, AuditEntry]]] = {}
    for card, entry in zip(cards, entries, strict=True):
        theirs.setdefault(card.author, []).append((card, entry))
    for author, pairs in theirs.items():
        if actor is None or actor.pk != author.pk:
            about = {"cards": [card.public_id for card, _entry in pairs]}
            post(kind, key=f"{author.public_id}:{pairs[0][1].pk}", to=author, about=about)
