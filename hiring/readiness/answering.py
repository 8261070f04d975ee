"""The verb by which a team answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, Stale
from hiring.core.text import clean_text
from hiring.readiness.catalogue import Catalogue
from hiring.readiness.models import AnswerValue, ReadinessAnswer
from hiring.readiness.permissions import require_answerer
from hiring.readiness.reader import own_catalogue
from hiring.roles.models import Team

LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody answers to one question. ``version`` is the one that they had before their eyes, 0 for none;
    None where the caller has just read it.
    """

    value: str = ""
    note: str = ""
    owner: User | None = None
    version: int | None = None

    def is_that_of(self, answer: ReadinessAnswer | None) -> bool:
        if answer is None:
            return not (self.value or self.note or self.owner)
        owner = self.owner.pk if self.owner else None
        return (self.value, self.note, owner) == (answer.value, answer.note, answer.owner_id)


@transaction.atomic
def answer_questions(team: Team, *, actor: User, given: Mapping[str, Given]) -> list[ReadinessAnswer]:
    """Save the answers that are new or differ, all of them or none, and return those.

    Raises ``NotAllowed``, ``Invalid`` (by question) for what is no question or no answer, and ``Stale`` (``theirs`` by
    question) where somebody else changed one of them in between.
    """
    require_answerer(team, actor)
    Team.objects.select_for_update().get(pk=team.pk)
    cleaned = {key: _clean(one) for key, one in given.items()}
    answers = team.readiness_answers.filter(question__in=cleaned).select_related("owner")
    standing = {answer.question: answer for answer in answers}
    changed = {key: one for key, one in cleaned.items() if not one.is_that_of(standing.get(key))}
    if errors := _find_faults(own_catalogue(), changed):
        raise Invalid(_("Nothing was saved."), errors=errors)
    if theirs := _find_stale(changed, standing):
        raise Stale(_("Somebody answered this in between. Yours was not saved yet."), theirs=theirs)
    saved = [_save(team, actor, key, one, standing.get(key)) for key, one in changed.items()]
    if saved:
        record("readiness.answered", actor=actor, obj=team, fields=changed)
    return saved


def _clean(given: Given) -> Given:
    note = clean_text(given.note.replace("\r\n", "\n")).strip()
    return Given(given.value, note, given.owner, given.version)


def _find_faults(catalogue: Catalogue, given: Mapping[str, Given]) -> dict[str, list[str]]:
    groups = {question.id: group for group in catalogue.groups for question in group.questions}
    faults = {}
    for key, one in given.items():
        text = ""
        if key not in groups:
            text = _("There is no such question.")
        elif one.value not in {"", *AnswerValue.values}:
            text = _("Choose yes, partly, no or unclear.")
        elif len(one.note) > LONGEST_NOTE:
            text = _("Write at most %(count)d characters.") % {"count": LONGEST_NOTE}
        elif one.owner is not None and not one.owner.is_active:
            text = _("%(name)s’s account is closed.") % {"name": one.owner}
        elif groups[key].names and one.value == AnswerValue.YES and not (one.owner or one.note):
            text = _("Who? Name a person, or say in a note how it is settled.")
        if text:
            faults[key] = [text]
    return faults


def _find_stale(changed: Mapping[str, Given], standing: Mapping[str, ReadinessAnswer]) -> dict[str, object]:
    return {
        key: describe(standing.get(key))
        for key, one in changed.items()
        if one.version is not None and one.version != (standing[key].version if key in standing else 0)
    }


def describe(answer: ReadinessAnswer | None) -> dict[str, object]:
    """What stands now, for somebody whose answer came too late."""
    if answer is None:
        return {"version": 0, "value": "", "note": "", "owner": ""}
    return {
        "version": answer.version,
        "value": answer.value,
        "note": answer.note,
        "owner": str(answer.owner or ""),
    }


def _save(team: Team, actor: User, key: str, given: Given, answer: ReadinessAnswer | None) -> ReadinessAnswer:
    answer = answer or ReadinessAnswer(team=team, question=key, version=0)
    answer.value, answer.note, answer.owner = given.value, given.note, given.owner
    answer.version += 1
    answer.answered_by, answer.answered_at = actor, timezone.now()
    answer.save()
    return answer
