"""Saving a draft. The usual save is two statements; only one that comes from an older version reads further."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.errors import Invalid, NotAllowed, Refused, Stale
from rubrics.library.models import LEVELS, RubricCriterion
from rubrics.sheets.content import (
    CLOSING,
    LONGEST_PAGE_KEY,
    LONGEST_TEXT,
    Answer,
    Save,
    Saved,
    read_answer,
    read_closing,
)
from rubrics.sheets.frozen import Criteria, read_criteria
from rubrics.sheets.models import Sheet, SheetRating, SheetState


class NotOpen(Refused):
    """The sheet takes no draft any more: submitted, not needed, or its author has left."""

    code = "not-open"


@transaction.atomic
def save_draft(sheet: Sheet, *, actor: User, save: Save) -> Saved:
    """Take a save of the author's page into the open sheet; see the package for what a conflict is.

    Refuses with ``NotAllowed`` (not the author), ``Invalid`` (what was sent), ``NotOpen`` and ``Stale``, whose
    ``theirs`` holds the parts in conflict as they stand. No audit entry: a draft is its author's alone.
    """
    criteria = read_criteria(sheet.rubric_version)
    check_save(sheet, criteria, actor=actor, save=save)
    saved = Saved(save.version + 1, timezone.now())
    if not _count_up(sheet, save, version=save.version, at=saved.at):
        save, saved = _merge(sheet, criteria, save)
    sheet.version, sheet.saved_at = saved.version, saved.at
    for name, value in save.closing.items():
        setattr(sheet, name, value)
    write_answers(sheet, criteria, save, version=saved.version)
    if save.closing.get("recommendation"):
        _require_all_answers(sheet, criteria)
    return saved


def check_save(sheet: Sheet, criteria: Criteria, *, actor: User, save: Save) -> None:
    """Raise ``NotAllowed`` or ``Invalid`` for a save that this sheet can never take."""
    if sheet.author_id != actor.pk:
        raise NotAllowed(_("A draft is its author’s alone."))
    known = {item.criterion.key: item for item in criteria}
    errors: dict[str, list[str]] = {}
    if not save.parts:
        errors["changes"] = [_("There is nothing in it.")]
    if len(save.stamp.page) > LONGEST_PAGE_KEY:
        errors["page"] = [_("This is not the key of a page.")]
    for key, answer in save.answers.items():
        faults = _answer_faults(known.get(key), answer)
        if faults:
            errors[key] = faults
    for name, value in save.closing.items():
        try:
            _closing_field(sheet, name, value)
        except ValidationError as fault:
            errors[name] = list(fault.messages)
    if errors:
        raise Invalid(_("This cannot be saved."), errors=errors)


def _answer_faults(criterion: RubricCriterion | None, answer: Answer) -> list[str]:
    if criterion is None:
        return [_("This rubric has no such criterion.")]
    faults = []
    if answer.level is not None and (answer.level not in LEVELS or answer.not_assessed):
        faults.append(_("Choose a level from 1 to 5, or “not assessed”."))
    if any(len(text) > LONGEST_TEXT for text in (answer.evidence, *answer.flags.values())):
        faults.append(_("Write at most %(most)s characters.") % {"most": LONGEST_TEXT})
    if not {str(number) for number in range(len(criterion.red_flags))}.issuperset(answer.flags):
        faults.append(_("This criterion has no such red flag."))
    return faults


def _closing_field(sheet: Sheet, name: str, value: object) -> None:
    if name not in sheet.CLOSING:
        raise ValidationError(_("This sheet has no such field."))
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise ValidationError(_("Write at most %(most)s characters.") % {"most": LONGEST_TEXT})
    sheet._meta.get_field(name).clean(value, sheet)


def _count_up(sheet: Sheet, save: Save, *, version: int, at: datetime) -> bool:
    """Take the sheet from ``version`` to the next one, with the closing part. False: it is not there any more."""
    changes: dict[str, Any] = {"version": F("version") + 1, "saved_at": at, **save.closing}
    if save.closing:
        changes |= {"closing_version": version + 1, "closing_stamp": str(save.stamp)}
    return bool(type(sheet).objects.filter(pk=sheet.pk, version=version, state=SheetState.OPEN).update(**changes))


def write_answers(sheet: Sheet, criteria: Criteria, save: Save, *, version: int) -> None:
    """Write the saved answers, one row a criterion, made or changed by one statement."""
    if not save.answers:
        return
    model: type[SheetRating] = sheet.ratings.model
    ids = {item.criterion.key: item.pk for item in criteria}
    rows = [
        model(sheet=sheet, criterion_id=ids[key], version=version, stamp=str(save.stamp), **answer.as_dict())
        for key, answer in save.answers.items()
    ]
    model.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["level", "not_assessed", "evidence", "flags", "version", "stamp"],
    )


def _merge(sheet: Sheet, criteria: Criteria, save: Save) -> tuple[Save, Saved]:
    """Bring a save from an older version onto the one that stands, or raise ``NotOpen`` or ``Stale``."""
    standing = type(sheet).objects.select_for_update().get(pk=sheet.pk)
    if standing.state != SheetState.OPEN:
        raise NotOpen(not_open_text(standing.state))
    parts = read_parts(standing, criteria)
    newer = {name: part for name, part in parts.items() if part.version > save.version}
    done = {name for name in save.parts if name in newer and _is_done(newer[name], name, save)}
    conflicts = {
        name: part.content
        for name, part in newer.items()
        if name in save.parts and name not in done and not save.stamp.is_page_of(part.stamp)
    }
    others = {
        name: part.content
        for name, part in newer.items()
        if name not in save.parts and not save.stamp.is_page_of(part.stamp)
    }
    if conflicts or save.version > standing.version:
        raise Stale(
            _("This was changed on another page in the meantime. Nothing was overwritten."),
            theirs={
                "version": standing.version,
                "saved_at": standing.saved_at,
                "parts": conflicts,
                "others": others,
            },
        )
    rest = replace(
        save,
        answers={key: answer for key, answer in save.answers.items() if key not in done},
        closing={} if CLOSING in done else save.closing,
    )
    if not rest.parts:
        return rest, Saved(standing.version, standing.saved_at, others)
    saved = Saved(standing.version + 1, timezone.now(), others)
    _count_up(standing, rest, version=standing.version, at=saved.at)
    return rest, saved


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it stands: the version of its last change, the stamp of that save, and what it says."""

    version: int
    stamp: str
    content: Mapping[str, Any]


def read_parts(sheet: Sheet, criteria: Criteria) -> dict[str, Part]:
    """Return every part of a sheet that was ever saved, by one query."""
    keys = {item.pk: item.criterion.key for item in criteria}
    parts = {
        keys[rating.criterion_id]: Part(rating.version, rating.stamp, read_answer(rating).as_dict())
        for rating in sheet.ratings.all()
    }
    if sheet.CLOSING:
        parts[CLOSING] = Part(sheet.closing_version, sheet.closing_stamp, read_closing(sheet))
    return parts


def _is_done(part: Part, name: str, save: Save) -> bool:
    """The part says already what the save wants, or a later save of the same page has gone beyond it."""
    wanted = save.closing if name == CLOSING else save.answers[name].as_dict()
    says_so = all(part.content[field] == value for field, value in wanted.items())
    return says_so or save.stamp.is_covered_by(part.stamp)


def _require_all_answers(sheet: Sheet, criteria: Criteria) -> None:
    """The recommendation comes after the criteria. Called inside the save's transaction, which it undoes."""
    given = {rating.criterion_id for rating in sheet.ratings.all() if read_answer(rating).is_given}
    if any(item.pk not in given for item in criteria):
        text = _("The recommendation comes last: every criterion needs a level or “not assessed” first.")
        raise Invalid(text, errors={"recommendation": [text]})


def not_open_text(state: str) -> str:
    """Say why a sheet takes no draft."""
    texts = {
        SheetState.SUBMITTED: _("This was submitted in the meantime, so it takes no changes. Amend it with a reason."),
        SheetState.CLOSED: _("This is no longer needed, so it takes no changes."),
        SheetState.LEFT: _("You are not on this panel any more, so it takes no changes."),
    }
    return texts.get(state, _("This takes no changes any more."))
