"""A draft becomes a version: when it is complete, with a reason, and then for good."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, Refused, Stale
from hiring.core.models import User
from rubrics.library.blanks import find_blank_faults
from rubrics.library.contents import basics_of, text_of
from rubrics.library.drafting import lock_draft
from rubrics.library.models import Rubric, RubricCriterion, RubricVersion
from rubrics.library.parts import CRITERIA_PER_RUBRIC, QUESTIONS_PER_CRITERION


@dataclass(frozen=True)
class DraftProblem:
    """What keeps a draft from being published. ``criterion`` is None when it is the rubric as a whole."""

    code: str
    text: str
    criterion: RubricCriterion | None = None


class NotReady(Refused):
    """The draft cannot be published as it is; ``problems`` says why."""

    code = "not-ready"

    def __init__(self, problems: list[DraftProblem]) -> None:
        super().__init__(" ".join(problem.text for problem in problems))
        self.problems = problems


def find_problems(
    draft: RubricVersion, rows: list[RubricCriterion], latest: RubricVersion | None, before: list[RubricCriterion]
) -> list[DraftProblem]:
    """What a draft with these criteria lacks; ``latest`` and ``before`` are the published version it would follow."""
    problems = []
    low, high = CRITERIA_PER_RUBRIC
    if not low <= len(rows) <= high:
        text = _("A rubric has %(low)d to %(high)d criteria; this has %(count)d.")
        problems.append(DraftProblem("criteria", text % {"low": low, "high": high, "count": len(rows)}))
    total = sum(row.weight for row in rows)
    if total != 100:
        problems.append(DraftProblem("weights", _("The weights sum to %(total)d, not to 100.") % {"total": total}))
    for row in rows:
        problems += _problems_of(row)
    if latest and _content(draft, rows) == _content(latest, before):
        text = _("Nothing differs from version %(number)d.")
        problems.append(DraftProblem("unchanged", text % {"number": latest.number}))
    return problems


def _problems_of(row: RubricCriterion) -> list[DraftProblem]:
    problems = []
    low, high = QUESTIONS_PER_CRITERION
    if not low <= len(row.questions) <= high:
        text = _("“%(title)s” has %(count)d questions; %(low)d to %(high)d are wanted.")
        values = {"title": row.title, "count": len(row.questions), "low": low, "high": high}
        problems.append(DraftProblem("questions", text % values, row))
    for text in (text for question in row.questions for text in (question["ask"], *question["follow_ups"])):
        for fault in find_blank_faults(text):
            problems.append(
                DraftProblem("blanks", _("“%(title)s”: %(fault)s") % {"title": row.title, "fault": fault}, row)
            )
    if not row.strong_signals:
        problems.append(DraftProblem("signals", _("“%(title)s” has no strong signal.") % {"title": row.title}, row))
    if not row.red_flags:
        problems.append(DraftProblem("flags", _("“%(title)s” has no red flag.") % {"title": row.title}, row))
    return problems


def _content(version: RubricVersion, rows: list[RubricCriterion]) -> list[object]:
    return [basics_of(version), *((row.criterion_id, row.weight, text_of(row)) for row in rows)]


@transaction.atomic
def publish_version(draft: RubricVersion, *, actor: User, reason: str, revision: int) -> RubricVersion:
    """Publish a draft with a reason. ``revision`` is that of the draft which its reader saw.

    Raises ``NotAllowed``, ``DraftGone``, ``Stale``, ``Invalid`` (no reason) and ``NotReady``.
    """
    draft = lock_draft(draft, actor=actor)
    if revision != draft.revision:
        text = _("The draft was changed while you read it. Look at the changes, then publish.")
        raise Stale(text, theirs={"revision": draft.revision})
    if not reason.strip():
        raise Invalid(_("A version needs a reason."), errors={"reason": [_("Write why, for those who score on it.")]})
    rows = list(draft.criteria.all())
    latest = draft.rubric.versions.published().order_by("-number").first()
    if problems := find_problems(draft, rows, latest, list(latest.criteria.all()) if latest else []):
        raise NotReady(problems)
    draft.reason, draft.published_by, draft.published_at = reason.strip(), actor, timezone.now()
    draft.save(update_fields=["reason", "published_by", "published_at"])
    Rubric.objects.filter(pk=draft.rubric_id).update(title=draft.title)
    record("rubric.published", actor=actor, obj=draft)
    return draft
