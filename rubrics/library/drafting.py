"""A draft of a rubric: at most one, made from the latest version, thrown away or published as a whole."""

from itertools import chain, count

from django.db import transaction
from django.db.models import F, Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hiring.core.audit.trail import record
from hiring.core.errors import Refused
from hiring.core.models import User
from rubrics.library.contents import COPIED
from rubrics.library.models import Criterion, Rubric, RubricCriterion, RubricVersion
from rubrics.library.permissions import check_may_edit

VERSION_FIELDS = (
    "title",
    "asked_of",
    "purpose",
    "minutes",
    "raters_min",
    "raters_max",
    "gate_rule",
    "exercise",
    "sources",
)


class DraftGone(Refused):
    """The draft was published or discarded in the meantime."""

    code = "draft-gone"


@transaction.atomic
def start_draft(rubric: Rubric, *, actor: User) -> RubricVersion:
    """Copy the latest version into a draft; the open draft is answered when there is one.

    Raises ``NotAllowed``, and ``Refused`` for a retired rubric.
    """
    check_may_edit(actor)
    rubric = Rubric.objects.select_for_update().get(pk=rubric.pk)
    if rubric.retired_at:
        raise Refused(_("This rubric is retired: it gets no further versions."))
    if draft := rubric.versions.drafts().first():
        return draft
    latest = rubric.versions.published().order_by("-number").first()
    if latest is None:
        raise Refused(_("This rubric has no version to start from."))
    return copy_version(latest, rubric, actor=actor)


@transaction.atomic
def copy_rubric(source: RubricVersion, *, title: str, actor: User) -> RubricVersion:
    """Start a rubric of our own as a draft with the content of a version.

    Raises ``NotAllowed``, and ``Refused`` when a rubric of this title exists.
    """
    check_may_edit(actor)
    if Rubric.objects.filter(title=title).exists():
        raise Refused(_("There is a rubric of this title already."))
    key = free_key(Rubric, title)
    rubric = Rubric.objects.create(key=key, title=title, subject=source.rubric.subject)
    draft = copy_version(source, rubric, actor=actor)
    draft.title = title
    draft.save(update_fields=["title"])
    return draft


def free_key(model: type[Rubric | Criterion], title: str) -> str:
    """A key made of the title that no row has yet."""
    base = slugify(title).replace("-", "_")[:50].strip("_") or model._meta.model_name
    taken = set(model.objects.filter(key__startswith=base).values_list("key", flat=True))
    further = (f"{base}_{number}" for number in count(2))
    return next(key for key in chain([base], further) if key not in taken)


def copy_version(source: RubricVersion, rubric: Rubric, *, actor: User) -> RubricVersion:
    """A draft of ``rubric`` with the content of ``source``; inside the caller's transaction."""
    number = rubric.versions.aggregate(last=Max("number"))["last"] or 0
    fields = {name: getattr(source, name) for name in VERSION_FIELDS}
    draft = RubricVersion.objects.create(rubric=rubric, number=number + 1, made_by=actor, **fields)
    RubricCriterion.objects.bulk_create(copy_criterion(row, draft, weight=row.weight) for row in source.criteria.all())
    record("rubric.draft_started", actor=actor, obj=draft)
    return draft


def copy_criterion(row: RubricCriterion, draft: RubricVersion, *, weight: int) -> RubricCriterion:
    """An unsaved copy of a criterion's text in a draft, at the same position."""
    fields = {name: getattr(row, name) for name in (*COPIED, "position", "criterion_id")}
    return RubricCriterion(version=draft, weight=weight, **fields)


@transaction.atomic
def discard_draft(draft: RubricVersion, *, actor: User) -> None:
    """Throw a draft away, with its criteria and the notes of its weights; a rubric without any version goes along.

    Raises ``NotAllowed``, ``DraftGone``.
    """
    draft = lock_draft(draft, actor=actor)
    record("rubric.draft_discarded", actor=actor, obj=draft)
    rubric = draft.rubric
    draft.delete()
    if not rubric.versions.exists():
        rubric.delete()


def lock_draft(draft: RubricVersion, *, actor: User) -> RubricVersion:
    """The draft as it stands, held until the transaction ends. Raises ``NotAllowed``, ``DraftGone``."""
    check_may_edit(actor)
    found = RubricVersion.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None:
        raise DraftGone(_("This draft was discarded in the meantime."))
    if not found.is_draft:
        raise DraftGone(
            _("This draft was published in the meantime, as version %(number)d.") % {"number": found.number}
        )
    return found


def note_edit(draft: RubricVersion, *, actor: User, fields: list[str]) -> None:
    """Count an accepted edit and write it down; inside the verb's transaction."""
    RubricVersion.objects.filter(pk=draft.pk).update(revision=F("revision") + 1)
    record("rubric.draft_edited", actor=actor, obj=draft, fields=fields)
