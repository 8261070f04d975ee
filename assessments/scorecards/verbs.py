"""What an interviewer does with a card: save, submit, amend. The rules every sheet has are in ``rubrics.sheets``.

Only what must be one with the change is in its transaction; the verbs of the sheet bring it.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.scorecards.checklists import find_checklist, test_ids
from assessments.scorecards.models import Scorecard
from assessments.scorecards.reading import has_read
from hiring.core.accounts.models import User
from hiring.core.errors import Invalid
from rubrics.sheets.content import Save, Saved
from rubrics.sheets.saving import save_draft
from rubrics.sheets.submitting import amend_sheet, submit_sheet


def save_scorecard(card: Scorecard, *, actor: User, save: Save) -> Saved:
    """Take an autosave or a whole page. Refuses like ``save_draft``, and answers to tests that nobody asked."""
    _check_checklist(card, save.closing)
    return save_draft(card, actor=actor, save=save)


@transaction.atomic
def submit_scorecard(card: Scorecard, *, actor: User, version: int) -> Scorecard:
    """Freeze the card and open the colleagues' cards to its author. Refuses like ``submit_sheet``.

    Whoever has read colleagues' cards of this application before is marked as not independent.
    """
    return submit_sheet(
        card,
        actor=actor,
        version=version,
        evidence_characters=card.stage.evidence_characters,
        role=card.application.role,
        also={"independent": not has_read(card.application, actor)},
    )


def amend_scorecard(card: Scorecard, *, actor: User, save: Save, reason: str) -> Scorecard:
    """Change a submitted card, with a reason. Refuses like ``amend_sheet``."""
    _check_checklist(card, save.closing)
    return amend_sheet(
        card,
        actor=actor,
        save=save,
        reason=reason,
        evidence_characters=card.stage.evidence_characters,
        role=card.application.role,
    )


def _check_checklist(card: Scorecard, closing: Mapping[str, Any]) -> None:
    """The answers are checked by the field; that their tests are on the stage's checklist is checked here."""
    answers = closing.get("checklist", {})
    if answers == {}:
        return
    checklist = find_checklist(card.rubric_version)
    if not isinstance(answers, dict) or checklist is None or not test_ids(checklist).issuperset(answers):
        text = _("This stage has no such checklist.")
        raise Invalid(text, errors={"checklist": [text]})
