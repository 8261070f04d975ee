"""Editing a draft. Each verb changes one part, refuses when somebody else changed that part, and counts the edit."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hiring.core.errors import Invalid, Refused, Stale
from hiring.core.models import User
from rubrics.library.contents import BASICS, CRITERION, basics_of, fingerprint, order_of, text_of, weights_of
from rubrics.library.drafting import DraftGone, copy_criterion, free_key, lock_draft, note_edit
from rubrics.library.models import Criterion, Group, RubricCriterion, RubricVersion, Subject
from rubrics.library.weight_changes import note_weights

OUT_OF_THE_WAY = 1000  # positions are unique, so that a new order is written in two passes


@transaction.atomic
def edit_basics(draft: RubricVersion, values: Mapping[str, Any], *, actor: User, seen: str) -> RubricVersion:
    """Change title, purpose, duration and panel. Raises ``NotAllowed``, ``DraftGone``, ``Stale``."""
    draft = lock_draft(draft, actor=actor)
    _check_seen(seen, basics_of(draft))
    _store(draft, {name: values[name] for name in BASICS}, draft, actor)
    return draft


@transaction.atomic
def edit_criterion(row: RubricCriterion, values: Mapping[str, Any], *, actor: User, seen: str) -> RubricCriterion:
    """Change a criterion's text, anchors, questions, signals, flags and floor.

    Raises ``NotAllowed``, ``DraftGone``, ``Stale`` and ``Invalid`` (a must-have needs a floor, others have none).
    """
    draft = lock_draft(row.version, actor=actor)
    row = _row_of(draft, row)
    _check_seen(seen, text_of(row))
    _store(row, _checked(values), draft, actor)
    return row


@transaction.atomic
def set_weights(
    draft: RubricVersion, weights: Mapping[str, int], *, reason: str, actor: User, seen: str
) -> RubricVersion:
    """Set all weights ({public id of the row: 1 to 100}); every change is noted with author, date and reason.

    The sum is asked for when the draft is published. Raises ``NotAllowed``, ``DraftGone``, ``Stale``, ``Invalid``.
    """
    draft = lock_draft(draft, actor=actor)
    current = weights_of(draft)
    _check_seen(seen, current)
    if set(weights) != set(current) or not all(1 <= weight <= 100 for weight in weights.values()):
        raise Invalid(_("Each criterion has a weight from 1 to 100."), errors={"weights": [_("1 to 100.")]})
    if weights == current:
        return draft
    rows = list(draft.criteria.all())
    old = {row.criterion_id: row.weight for row in rows}
    for row in rows:
        row.weight = weights[row.public_id]
    new = {row.criterion_id: row.weight for row in rows}
    note_weights(draft, old, new, reason=_reason(reason), actor=actor)
    RubricCriterion.objects.bulk_update(rows, ["weight"])
    note_edit(draft, actor=actor, fields=["weights"])
    return draft


@transaction.atomic
def add_criterion(
    draft: RubricVersion, source: RubricCriterion, *, weight: int, reason: str, actor: User
) -> RubricCriterion:
    """Add a criterion of the library at the end, with the text of ``source``.

    Raises ``NotAllowed``, ``DraftGone``, ``Invalid``, and ``Refused`` when the draft has it, or when it judges a job
    description and the rubric a candidate (or the other way round).
    """
    draft = lock_draft(draft, actor=actor)
    if draft.criteria.filter(criterion=source.criterion_id).exists():
        raise Refused(_("“%(title)s” is in this rubric already.") % {"title": source.title})
    if (source.group == Group.GATE_ONLY) != (draft.rubric.subject == Subject.JOB):
        raise Refused(_("“%(title)s” does not judge what this rubric judges.") % {"title": source.title})
    return _append(draft, copy_criterion(source, draft, weight=weight), reason, actor)


@transaction.atomic
def write_criterion(
    draft: RubricVersion, values: Mapping[str, Any], *, group: str, weight: int, reason: str, actor: User
) -> RubricCriterion:
    """Add a criterion of our own at the end.

    Raises ``NotAllowed``, ``DraftGone``, ``Invalid``, and ``Refused`` when the draft has one of this title.
    """
    draft = lock_draft(draft, actor=actor)
    values = _checked(values)
    if draft.criteria.filter(title=values["title"]).exists():
        raise Refused(_("“%(title)s” is in this rubric already.") % {"title": values["title"]})
    if draft.rubric.subject == Subject.JOB:
        group = Group.GATE_ONLY
    stage = draft.criteria.filter(group=group).values_list("stage", flat=True).first() or group
    criterion = Criterion.objects.create(key=free_key(Criterion, values["title"]))
    row = RubricCriterion(version=draft, criterion=criterion, weight=weight, group=group, stage=stage, **values)
    return _append(draft, row, reason, actor)


@transaction.atomic
def remove_criterion(row: RubricCriterion, *, reason: str, actor: User) -> RubricVersion:
    """Take a criterion out of a draft. Raises ``NotAllowed``, ``DraftGone``, ``Invalid``."""
    draft = lock_draft(row.version, actor=actor)
    row = _row_of(draft, row)
    note_weights(draft, {row.criterion_id: row.weight}, {}, reason=_reason(reason), actor=actor)
    row.delete()
    _write_order(draft, order_of(draft))
    note_edit(draft, actor=actor, fields=["criteria"])
    return draft


@transaction.atomic
def order_criteria(draft: RubricVersion, order: Sequence[str], *, actor: User, seen: str) -> RubricVersion:
    """Put the criteria in this order of public ids. Raises ``NotAllowed``, ``DraftGone``, ``Stale``, ``Invalid``."""
    draft = lock_draft(draft, actor=actor)
    current = order_of(draft)
    _check_seen(seen, current)
    if sorted(order) != sorted(current):
        raise Invalid(_("The order names each criterion once."), errors={"order": [_("Each criterion once.")]})
    if list(order) != current:
        _write_order(draft, order)
        note_edit(draft, actor=actor, fields=["order"])
    return draft


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    if values["must_have"] != (values["floor"] is not None):
        raise Invalid(_("A must-have has a floor, others have none."), errors={"floor": [_("Choose a floor.")]})
    return {name: values[name] for name in CRITERION}


def _append(draft: RubricVersion, row: RubricCriterion, reason: str, actor: User) -> RubricCriterion:
    reason = _reason(reason)
    row.position = (draft.criteria.aggregate(last=Max("position"))["last"] or 0) + 1
    row.save()
    note_weights(draft, {}, {row.criterion_id: row.weight}, reason=reason, actor=actor)
    note_edit(draft, actor=actor, fields=["criteria"])
    return row


def _check_seen(seen: str, current: Any) -> None:
    if seen != fingerprint(current):
        theirs = current if isinstance(current, dict) else {"order": current}
        raise Stale(_("Somebody else changed this in the meantime. Nothing was overwritten."), theirs=theirs)


def _row_of(draft: RubricVersion, row: RubricCriterion) -> RubricCriterion:
    found = draft.criteria.filter(pk=row.pk).first()
    if found is None:
        raise DraftGone(_("This criterion was taken out of the draft in the meantime."))
    return found


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid(_("A changed weight needs a reason."), errors={"reason": [_("Write why.")]})
    return reason.strip()


def _store(row: RubricVersion | RubricCriterion, values: Mapping[str, Any], draft: RubricVersion, actor: User) -> None:
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(row, name, values[name])
    row.save(update_fields=changed)
    note_edit(draft, actor=actor, fields=changed)


def _write_order(draft: RubricVersion, order: Sequence[str]) -> None:
    rows = {row.public_id: row for row in draft.criteria.all()}
    for offset in (OUT_OF_THE_WAY, 0):
        for position, public_id in enumerate(order, 1):
            rows[public_id].position = position + offset
        RubricCriterion.objects.bulk_update(rows.values(), ["position"])
