"""Submitting a sheet, once, and amending it later with a reason. What was checked is what is frozen."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, NotAllowed, Refused, Stale
from rubrics.sheets.content import Answer, Save, read_answers, write_content
from rubrics.sheets.frozen import Criteria, read_criteria
from rubrics.sheets.missing import Missing, find_missing
from rubrics.sheets.models import Sheet, SheetState
from rubrics.sheets.saving import NotOpen, check_save, not_open_text, write_answers


class Incomplete(Invalid):
    """Something is missing; ``missing`` names each thing, in page order."""

    code = "incomplete"

    def __init__(self, missing: Sequence[Missing]) -> None:
        errors: dict[str, list[str]] = {}
        for item in missing:
            errors.setdefault(item.part, []).append(item.text)
        super().__init__(_("Not submitted yet: something is missing."), errors=errors)
        self.missing = tuple(missing)


@transaction.atomic
def submit_sheet(
    sheet: Sheet,
    *,
    actor: User,
    version: int,
    evidence_characters: int,
    role: models.Model,
    also: Mapping[str, Any] | None = None,
) -> Sheet:
    """Check, freeze and write revision 1 of the sheet as it stands at ``version``, in one transaction.

    ``also`` are further fields that change with the state. Refuses with ``NotAllowed``, ``NotOpen`` (a second submit
    included), ``Incomplete``, and ``Stale`` where the sheet is not at ``version``: nobody submits what they never saw.
    """
    if sheet.author_id != actor.pk:
        raise NotAllowed(_("Only its author submits it."))
    if sheet.state != SheetState.OPEN:
        raise NotOpen(not_open_text(sheet.state))
    if sheet.version != version:
        sheet.refresh_from_db()
    criteria = read_criteria(sheet.rubric_version)
    answers = standing_answers(sheet, criteria)
    _require_complete(sheet, criteria, answers, evidence_characters)
    now = timezone.now()
    _change(sheet, version, state=SheetState.SUBMITTED, submitted_at=now, **(also or {}))
    sheet.revisions.create(number=1, content=write_content(sheet, answers), author=actor, at=now)
    record(f"{sheet._meta.model_name}.submitted", actor=actor, obj=sheet, role=role, fields=["state"])
    return sheet


@transaction.atomic
def amend_sheet(
    sheet: Sheet, *, actor: User, save: Save, reason: str, evidence_characters: int, role: models.Model
) -> Sheet:
    """Change a submitted sheet, with a reason: its next revision. The earlier ones stay as they are.

    Refuses with ``NotAllowed``, ``Refused`` (not submitted, nothing changed), ``Invalid`` (no reason), ``Incomplete``
    and ``Stale``.
    """
    criteria = read_criteria(sheet.rubric_version)
    check_save(sheet, criteria, actor=actor, save=save)
    if sheet.state != SheetState.SUBMITTED:
        raise Refused(_("Only what was submitted can be amended."))
    if not reason.strip():
        text = _("Say why it is amended.")
        raise Invalid(text, errors={"reason": [text]})
    before = standing_answers(sheet, criteria)
    answers = {**before, **save.answers}
    closing = {name: value for name, value in save.closing.items() if getattr(sheet, name) != value}
    changed = sorted(key for key in save.answers if before.get(key) != save.answers[key])
    if not changed and not closing:
        raise Refused(_("Nothing was changed, so there is nothing to amend."))
    for name, value in closing.items():
        setattr(sheet, name, value)
    _require_complete(sheet, criteria, answers, evidence_characters)
    now = timezone.now()
    _change(sheet, save.version, amendments=sheet.amendments + 1, saved_at=now, **closing)
    write_answers(sheet, criteria, save, version=sheet.version)
    number = sheet.amendments + 1
    content = write_content(sheet, answers)
    sheet.revisions.create(number=number, reason=reason.strip(), content=content, author=actor, at=now)
    record(f"{sheet._meta.model_name}.amended", actor=actor, obj=sheet, role=role, fields=[*changed, *closing])
    return sheet


def standing_answers(sheet: Sheet, criteria: Criteria) -> dict[str, Answer]:
    """Return the answers as they stand now, in the order of the criteria."""
    keys = {item.pk: item.criterion.key for item in criteria}
    found = read_answers(sheet.ratings.all(), keys)
    return {key: found[key] for key in keys.values() if key in found}


def _require_complete(
    sheet: Sheet, criteria: Criteria, answers: Mapping[str, Answer], evidence_characters: int
) -> None:
    missing = find_missing(
        criteria,
        answers,
        evidence_characters=evidence_characters,
        recommendation=getattr(sheet, "recommendation", None),
        wants_recommendation="recommendation" in sheet.CLOSING,
    )
    if missing:
        raise Incomplete(missing)


def _change(sheet: Sheet, version: int, **changes: Any) -> None:
    """Change the sheet where it still stands at ``version`` and in its state, or raise ``NotOpen`` or ``Stale``."""
    model = type(sheet)
    before = sheet.state
    changes["version"] = version + 1
    if not model.objects.filter(pk=sheet.pk, version=version, state=before).update(**changes):
        state, now = model.objects.values_list("state", "version").get(pk=sheet.pk)
        if state != before:
            raise NotOpen(not_open_text(state))
        raise Stale(
            _("This was changed on another page in the meantime. Look through it, then go on."),
            theirs={"version": now},
        )
    for name, value in changes.items():
        setattr(sheet, name, value)
