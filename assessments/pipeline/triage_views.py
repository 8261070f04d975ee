"""The page on which a recruiter goes through New."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from assessments.debriefs import verbs as decisions
from assessments.pipeline import verbs
from assessments.pipeline.triage import Place, next_in_new
from candidates.applications.forms import LONGEST_WORDS, DeedForm, ReasonField
from candidates.applications.models import Application, Move, MoveKind, ReasonKind
from candidates.documents.viewing import note_view
from hiring.core.accounts.models import User
from hiring.core.base import as_public_id
from hiring.core.errors import DomainError
from hiring.core.text import clean_text
from hiring.roles.models import Role
from hiring.roles.permissions import require, rights_on


class TriageForm(DeedForm):
    """Pass on, or reject with a reason of the list and own words."""

    deed = forms.ChoiceField(choices=[("pass_on", ""), ("reject", "")])
    move_reason = ReasonField(
        ReasonKind.REJECT, label=gettext_lazy("Reason for rejecting"), widget=forms.RadioSelect, empty_label=None
    )
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_WORDS,
        required=False,
    )
    move: Move

    def do(self, actor: User) -> None:
        if self.cleaned_data["deed"] == "pass_on":
            self.move = verbs.pass_on(self.application, actor=actor)
        else:
            reason, words = self.cleaned_data["move_reason"], self.cleaned_data["words"]
            self.move = decisions.reject(self.application, actor=actor, reason=reason, words=words)


@require_http_methods(["GET", "HEAD", "POST"])
def triage(request: HttpRequest, pid: str) -> HttpResponse:
    """Show whose turn it is, or do what was pressed and go on to the next."""
    role = _led_role(request, pid)
    place = Place(**{name: as_public_id(request.GET.get(name, "")) for name in ("at", "after", "did")})
    if request.method != "POST":
        return _show(request, role, place)
    seen = Application.objects.visible_to(request.user).select_related("candidate", "role", "stage")
    if not request.POST.get("application"):
        return _show(request, role, place, refusal=_("Nothing was done. Pass on or reject who is shown here."))
    asked = as_public_id(request.POST["application"])
    application = get_object_or_404(seen, role=role, public_id=asked)
    form = TriageForm(request.POST, application=application)
    if done := _done_before(form, request.user):
        return _go_on(role, Place(after=place.after, did=done.public_id))
    if form.is_valid() and form.perform(actor=request.user):
        return _go_on(role, Place(after=place.after, did=form.move.public_id))
    return _show(request, role, Place(at=application.public_id, after=place.after), form=form)


@require_POST
def undo_last(request: HttpRequest, pid: str) -> HttpResponse:
    """Take back what was done last in New, with the reason that stands beside the button."""
    role = _led_role(request, pid)
    if not request.POST.get("move"):
        return _show(request, role, Place(), refusal=_("Nothing was undone. Undo stands beside what was done last."))
    moves = Move.objects.visible_to(request.user).select_related("application__role")
    made = get_object_or_404(moves, public_id=as_public_id(request.POST["move"]), application__role=role)
    try:
        verbs.undo(made.application, actor=request.user, words=clean_text(request.POST.get("words", "")), move=made)
    except DomainError as refusal:
        return _show(request, role, Place(), refusal=refusal.text)
    return _go_on(role, Place(at=made.application.public_id))


def _led_role(request: HttpRequest, pid: str) -> Role:
    role = get_object_or_404(Role.objects.visible_to(request.user).select_related("team"), public_id=pid)
    require(rights_on(role, request.user).leads, _("Only the hiring team’s leads go through New."))
    return role


def _done_before(form: TriageForm, user: User) -> Move | None:
    """Return the reader's move that a second press of the same button asks for again."""
    kind = {"pass_on": MoveKind.PASS_ON, "reject": MoveKind.REJECT}.get(form.data.get("deed", ""))
    if kind is None or form.data.get("version") != str(form.application.version - 1):
        return None
    last = form.application.moves.order_by("-id").first()
    return last if last is not None and (last.kind, last.actor_id) == (kind, user.pk) else None


def _go_on(role: Role, place: Place) -> HttpResponse:
    return redirect(f"{reverse('triage', args=[role.public_id])}?{place.query}")


def _show(
    request: HttpRequest, role: Role, place: Place, *, form: TriageForm | None = None, refusal: str = ""
) -> HttpResponse:
    turn = next_in_new(role, reader=request.user, place=place)
    if form is not None and turn.application is None:  # it has left New: say so above the next one
        form, refusal = None, _("That application was decided in the meantime. Nothing was done.")
    if turn.application is None and place.at:
        place = Place(after=place.after, did=place.did)
        turn = next_in_new(role, reader=request.user, place=place)
    if turn.resume is not None and turn.resume.is_ready:
        note_view(turn.resume.document, actor=request.user)
    refused = bool(refusal or form)
    if form is None and turn.application is not None:
        form = TriageForm(application=turn.application)
    context: dict[str, Any] = {"role": role, "turn": turn, "form": form, "refusal": refusal, "place": place}
    return render(request, "assessments/pipeline/triage.html", context, status=422 if refused else 200)
