"""The criteria of a draft: text, weights, coming and going."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hiring.core.errors import Stale
from rubrics.library import editing
from rubrics.library.comparing import FieldChange, compare_fields
from rubrics.library.contents import fingerprint, text_of, weights_of
from rubrics.library.differences import compare_words
from rubrics.library.editor import FORM, again, answer, edits_draft, is_done, row_of, to_draft
from rubrics.library.forms import AddForm, CriterionForm, ReasonForm, WeightsForm, WriteForm
from rubrics.library.models import Group, RubricCriterion, RubricVersion, Subject


@FORM
@edits_draft
def edit_criterion(request: HttpRequest, draft: RubricVersion, criterion_id: str) -> HttpResponse:
    row = row_of(draft, criterion_id)
    form = CriterionForm(request.POST or None, row=row, initial={"seen": fingerprint(text_of(row))})
    conflict = []

    def deed() -> None:
        editing.edit_criterion(row, form.content(), actor=request.user, seen=form.cleaned_data["seen"])

    try:
        if is_done(request, form, deed):
            return to_draft(
                request, draft, _("“%(title)s” is saved.") % {"title": form.cleaned_data["title"]}, row.public_id
            )
    except Stale as error:
        conflict = compare_fields(error.theirs, form.content())
        form = CriterionForm(again(request, fingerprint(error.theirs)), row=row)
    return answer(request, draft, "draft_criterion", form, conflict, row=row)


@FORM
@edits_draft
def set_weights(request: HttpRequest, draft: RubricVersion) -> HttpResponse:
    rows = list(draft.criteria.all())
    form = WeightsForm(request.POST or None, rows=rows, initial={"seen": fingerprint(weights_of(draft))})
    conflict = []

    def deed() -> None:
        values = form.cleaned_data
        editing.set_weights(draft, form.weights(), reason=values["reason"], actor=request.user, seen=values["seen"])

    try:
        if is_done(request, form, deed):
            return to_draft(request, draft, _("The weights are saved."), "criteria")
    except Stale as error:
        conflict = [
            FieldChange(row.title, compare_words(str(error.theirs[row.public_id]), str(form.weights()[row.public_id])))
            for row in rows
            if error.theirs.get(row.public_id) not in (None, form.weights()[row.public_id])
        ]
        form = WeightsForm(again(request, fingerprint(error.theirs), **error.theirs), rows=rows)
    return answer(request, draft, "draft_weights", form, conflict)


@FORM
@edits_draft
def add(request: HttpRequest, draft: RubricVersion) -> HttpResponse:
    """Take a criterion from the library, with the text that it has there today."""
    rows = (
        RubricCriterion.objects.visible_to(request.user)
        .latest()
        .exclude(criterion__in=draft.criteria.values("criterion"))
    )
    of_job = draft.rubric.subject == Subject.JOB
    offered = (rows.filter(group=Group.GATE_ONLY) if of_job else rows.exclude(group=Group.GATE_ONLY)).order_by(
        "group", "title"
    )
    form = AddForm(request.POST or None, offered=offered)

    def deed() -> None:
        editing.add_criterion(draft, form.cleaned_data.pop("source"), actor=request.user, **form.cleaned_data)

    if is_done(request, form, deed):
        return to_draft(request, draft, _("The criterion is added at the end."), "criteria")
    return answer(request, draft, "draft_add", form)


@FORM
@edits_draft
def write(request: HttpRequest, draft: RubricVersion) -> HttpResponse:
    """Add a criterion of our own."""
    form = WriteForm(request.POST or None, subject=draft.rubric.subject)

    def deed() -> None:
        values = form.cleaned_data
        editing.write_criterion(
            draft,
            form.content(),
            group=values.get("group", Group.GATE_ONLY),
            weight=values["weight"],
            reason=values["reason"],
            actor=request.user,
        )

    if is_done(request, form, deed):
        return to_draft(request, draft, _("The criterion is added at the end."), "criteria")
    return answer(request, draft, "draft_criterion", form)


@FORM
@edits_draft
def remove(request: HttpRequest, draft: RubricVersion, criterion_id: str) -> HttpResponse:
    row = row_of(draft, criterion_id)
    form = ReasonForm(request.POST or None)

    def deed() -> None:
        editing.remove_criterion(row, reason=form.cleaned_data["reason"], actor=request.user)

    if is_done(request, form, deed):
        return to_draft(request, draft, _("“%(title)s” is taken out.") % {"title": row.title}, "criteria")
    return answer(request, draft, "draft_remove", form, row=row)
