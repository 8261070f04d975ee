"""What the pages of one job review show: the form for its author, and what is read of it."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.errors import NotAllowed
from hiring.intake.markdown import render_markdown
from hiring.intake.models import JobReview
from hiring.roles.models import Stage
from hiring.roles.pages import frame
from rubrics.sheets.blocks import Weighing, build_form
from rubrics.sheets.content import write_content
from rubrics.sheets.frozen import read_criteria
from rubrics.sheets.models import SheetState
from rubrics.sheets.reading import Version, build_reading
from rubrics.sheets.submitting import standing_answers
from rubrics.sheets.typed import Typed


def find_review(user: User, public_id: str) -> JobReview:
    """Return a review that this person may know of, or raise ``Http404``."""
    reviews = JobReview.objects.visible_to(user).select_related(
        "author", "role__place", "role__process", "stage", "rubric_version", "description__author"
    )
    review = reviews.filter(public_id=public_id).first()
    if review is None:
        raise Http404
    return review


def require_readable(review: JobReview, user: User) -> None:
    """Raise ``NotAllowed`` with the reason unless this person may read what the review says."""
    if JobReview.objects.readable_by(user).filter(pk=review.pk).exists():
        return
    if review.state != SheetState.SUBMITTED:
        raise NotAllowed(
            _("Sealed: %(name)s has not submitted this review. A draft is its author’s alone.")
            % {"name": review.author}
        )
    if JobReview.objects.sealing(user, review.role).exists():
        raise NotAllowed(_("Sealed: you have not submitted your own review of this role’s text."))
    raise NotAllowed(_("Only the hiring team, recruiters and auditors read what the reviews say."))


def weigh_criteria(stage: Stage) -> Mapping[str, Weighing]:
    rows = stage.criteria.values_list("key", "weight", "floor")
    return {key: Weighing(weight, floor) for key, weight, floor in rows}


def fill_page(
    review: JobReview, *, typed: Typed | None = None, shows_errors: bool = False, amends: bool = False, note: str = ""
) -> dict[str, Any]:
    """Return what the form of a review shows: as it stands, or as it was ``typed``."""
    answers = standing_answers(review, read_criteria(review.rubric_version))
    if typed is not None:
        answers = {**answers, **typed.answers}
    form = build_form(
        review,
        answers,
        weigh_criteria(review.stage),
        closing={},
        evidence_characters=review.stage.evidence_characters,
        action=reverse("job-review-amend" if amends else "job-review", args=[review.public_id]),
        save_url="" if amends else reverse("job-review-draft", args=[review.public_id]),
        shows_errors=shows_errors,
        theirs=typed.theirs if typed else None,
        version=typed.version if typed else None,
    )
    return {**_around(review), "form": form, "typed": typed, "note": note, "text_changed": _text_changed(review)}


def read_page(review: JobReview, *, reader: User) -> dict[str, Any]:
    """Return what is read of a review that takes no changes: its revisions, or a draft that was never submitted."""
    criteria = read_criteria(review.rubric_version)
    revisions = list(review.revisions.select_related("author"))
    versions = [Version(revision.number, revision.at, revision.content) for revision in revisions]
    if not versions:
        versions = [Version(0, review.saved_at, write_content(review, standing_answers(review, criteria)))]
    return {
        **_around(review),
        "blocks": build_reading(criteria, versions, weigh_criteria(review.stage)),
        "amendments": list(reversed(revisions[1:])),
        "is_author": review.author_id == reader.pk,
        "may_amend": review.author_id == reader.pk and review.state == SheetState.SUBMITTED,
    }


def _around(review: JobReview) -> dict[str, Any]:
    return frame(review.role, "reviews", review=review, html=render_markdown(review.description.text))


def _text_changed(review: JobReview) -> bool:
    """The text was written anew after the author last wrote here."""
    began = review.saved_at or review.created_at
    return review.description.number > 1 and review.description.at > began
