"""What the pages of a card show, put together once for the template."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.scorecards.checklists import CHOICES, FilledChecklist, fill_checklist, find_checklist
from assessments.scorecards.facts import find_mates, tell_facts, weigh_criteria
from assessments.scorecards.models import Recommendation, Scorecard
from hiring.core.accounts.models import User
from hiring.scope.words import fill_values, say_environment
from rubrics.sheets.blocks import build_form
from rubrics.sheets.content import CLOSING, read_closing, write_content
from rubrics.sheets.frozen import read_criteria
from rubrics.sheets.models import SheetState
from rubrics.sheets.reading import Version, build_reading
from rubrics.sheets.submitting import standing_answers
from rubrics.sheets.typed import Typed


@dataclass(frozen=True, slots=True)
class Verdict:
    value: str
    label: str | Promise
    hint: str | Promise


VERDICTS = (
    Verdict(Recommendation.STRONG_NO, _("Strong no"), _("I would argue against it")),
    Verdict(Recommendation.NO, _("No"), _("I would not support it")),
    Verdict(Recommendation.YES, _("Yes"), _("I would support it")),
    Verdict(Recommendation.STRONG_YES, _("Strong yes"), _("I would argue for it")),
)


def fill_page(
    card: Scorecard, *, reader: User, typed: Typed | None = None, shows_errors: bool = False, amends: bool = False
) -> dict[str, Any]:
    """Return what the form of a card shows: as it stands, or as it was ``typed``."""
    answers = standing_answers(card, read_criteria(card.rubric_version))
    closing = read_closing(card)
    if typed is not None:
        answers, closing = {**answers, **typed.answers}, {**closing, **typed.closing}
    address = reverse("scorecard-amend" if amends else "scorecard", args=[card.public_id])
    form = build_form(
        card,
        answers,
        weigh_criteria(card.stage),
        closing=closing,
        evidence_characters=card.stage.evidence_characters,
        action=address,
        blanks=fill_values(card.application.role),
        save_url="" if amends else reverse("scorecard-draft", args=[card.public_id]),
        shows_errors=shows_errors,
        theirs=typed.theirs if typed else None,
        version=typed.version if typed else None,
    )
    return {
        **_around(card, reader),
        "form": form,
        "closing": closing,
        "closing_theirs": (typed.theirs or {}).get(CLOSING) if typed else None,
        "checklist": _fill_checklist(card, closing),
        "check_choices": CHOICES,
        "verdicts": VERDICTS,
        "typed": typed,
    }


def read_page(card: Scorecard, *, reader: User) -> dict[str, Any]:
    """Return what is read of a card that takes no changes: its revisions, or the draft that was never submitted."""
    revisions = list(card.revisions.select_related("author"))
    versions = [Version(revision.number, revision.at, revision.content) for revision in revisions]
    if not versions:
        answers = standing_answers(card, read_criteria(card.rubric_version))
        versions = [Version(0, card.saved_at, write_content(card, answers))]
    content = versions[-1].content
    labels = {verdict.value: verdict for verdict in VERDICTS}
    return {
        **_around(card, reader),
        "blocks": build_reading(read_criteria(card.rubric_version), versions, weigh_criteria(card.stage)),
        "amendments": list(reversed(revisions[1:])),
        "verdict": labels.get(content["recommendation"]),
        "first_verdict": labels.get(versions[0].content["recommendation"]),
        "content": content,
        "first": versions[0].content,
        "checklist": _fill_checklist(card, content) if content["checklist"] else None,
        "may_amend": card.author_id == reader.pk and card.state == SheetState.SUBMITTED,
    }


def _around(card: Scorecard, reader: User) -> dict[str, Any]:
    return {
        "card": card,
        "facts": tell_facts(card),
        "environment": say_environment(card.application.role),
        "mates": find_mates(card, reader),
        "is_author": card.author_id == reader.pk,
    }


def _fill_checklist(card: Scorecard, closing: Mapping[str, Any]) -> FilledChecklist | None:
    checklist = find_checklist(card.rubric_version)
    return fill_checklist(checklist, closing["checklist"]) if checklist else None
