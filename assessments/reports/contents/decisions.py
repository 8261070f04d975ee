"""Decisions as a report quotes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from assessments.debriefs.final import is_undone
from assessments.debriefs.models import Decision
from candidates.applications.models import Application


@dataclass(frozen=True, slots=True)
class DissentText:
    author: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionText:
    """``step`` is None for the final decision; ``score`` and ``expected`` are the figures that stood then."""

    step: int | None
    outcome: str
    reason: str
    actor: str
    at: datetime
    is_undone: bool
    score: str
    expected: str
    notes: tuple[tuple[str, str], ...]
    dissents: tuple[DissentText, ...]


def find_decisions(application: Application) -> QuerySet[Decision]:
    """Return all decisions on an application, newest first. Ask for them only where nothing is sealed."""
    found = Decision.objects.filter(application=application).select_related("actor", "stage", "move__undone_by")
    return found.prefetch_related("dissents__author")


def quote_decisions(decisions: Iterable[Decision]) -> tuple[DecisionText, ...]:
    return tuple(_quote(decision) for decision in decisions)


def _quote(decision: Decision) -> DecisionText:
    return DecisionText(
        step=decision.stage.position if decision.stage else None,
        outcome=str(decision.get_outcome_display()),
        reason=decision.reason,
        actor=decision.actor.name,
        at=decision.at,
        is_undone=is_undone(decision),
        score=decision.figures.get("score") or "",
        expected=decision.figures.get("expected") or "",
        notes=tuple(decision.heading_notes.items()),
        dissents=tuple(DissentText(item.author.name, item.words, item.at) for item in decision.dissents.all()),
    )
