"""Changing a benchmark, with a reason. What the source says stays; what calculations take is a person's to correct."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.benchmarks.loading import CHANGEABLE, write_revision
from hiring.benchmarks.models import Benchmark
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, Stale
from hiring.core.permissions import require_administrator
from hiring.core.text import clean_text

SHORTEST_REASON = 10
HIGHEST = Decimal("9999999999.99")


def require_editor(_subject: object, user: User) -> None:
    """The right as the API asks it: who edits one benchmark edits all."""
    require_administrator(user)


@transaction.atomic
def edit_benchmark(
    benchmark: Benchmark, *, actor: User, reason: str, version: int | None = None, **changes: object
) -> Benchmark:
    """Let ``low``, ``high``, ``is_open``, ``note`` and ``is_used`` hold from now on; the history keeps what stood.

    Raises ``NotAllowed`` unless the actor is an administrator, ``Stale`` when somebody was first, ``Invalid`` for a
    range that is none, for nothing changed and for a reason of fewer than 10 characters.
    """
    require_administrator(actor)
    row = Benchmark.objects.select_for_update(of=("self",)).select_related("source").get(pk=benchmark.pk)
    if version is not None and version != row.version:
        text = _("Somebody changed this figure while you were reading it. Nothing of yours was saved yet.")
        raise Stale(text, theirs={"version": row.version} | {name: getattr(row, name) for name in CHANGEABLE})
    if unknown := set(changes) - set(CHANGEABLE):
        raise TypeError(f"Of a benchmark nobody changes {', '.join(sorted(unknown))}.")
    if "note" in changes:
        changes["note"] = clean_text(str(changes["note"])).strip()
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, changes[name])
    _check(row, changed, reason)
    row.version += 1
    row.is_changed = True
    row.save(update_fields=[*changed, "version", "is_changed"])
    write_revision(row, reason=clean_text(reason).strip(), author=actor)
    record("benchmark.changed", actor=actor, obj=row, fields=changed)
    return row


def _check(row: Benchmark, changed: list[str], reason: str) -> None:
    errors: dict[str, list[str]] = {}
    if not 0 <= row.low <= HIGHEST:
        errors["low"] = [_("Write a number from 0.")]
    elif not row.low <= row.high <= HIGHEST:
        errors["high"] = [_("The upper end is not below the lower one.")]
    if not row.quote and not row.note:
        errors["note"] = [_("Without a source’s words the note says where the number comes from.")]
    if not changed:
        errors["low"] = [_("Nothing was changed.")]
    if len(clean_text(reason).strip()) < SHORTEST_REASON:
        errors["reason"] = [_("Write the reason in at least %(count)d characters.") % {"count": SHORTEST_REASON}]
    if errors:
        raise Invalid(_("The figure stays as it is."), errors=errors)
