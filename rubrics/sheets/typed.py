"""What somebody typed that was not taken, and why: the page shows it again, and nothing of it is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hiring.core.errors import DomainError, Invalid, Stale
from rubrics.sheets.content import Answer, Save


@dataclass(frozen=True, slots=True)
class Typed:
    """A whole form as it was sent. ``theirs`` are the parts in conflict as they stand, ``version`` the one to go on
    from; the refusal stands above the form unless it is told at its parts.
    """

    answers: Mapping[str, Answer]
    closing: Mapping[str, Any]
    refusal: str = ""
    theirs: Mapping[str, Mapping[str, Any]] | None = None
    version: int | None = None
    reason: str = ""
    reason_error: str = ""


def keep_typed(save: Save, refusal: DomainError, reason: str = "") -> Typed:
    theirs: Mapping[str, Any] = refusal.theirs if isinstance(refusal, Stale) else {}
    errors = refusal.errors if isinstance(refusal, Invalid) else {}
    return Typed(
        save.answers,
        save.closing,
        refusal="" if theirs.get("parts") else refusal.text,
        theirs=theirs.get("parts"),
        version=theirs.get("version", save.version),
        reason=reason,
        reason_error=" ".join(errors.get("reason", [])),
    )


def form_status(refusal: DomainError) -> int:
    """A form that is shown again with its errors is 422; other refusals keep their status."""
    return 422 if isinstance(refusal, Invalid) else refusal.status
