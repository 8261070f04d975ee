"""The page on which a recruiter goes through New."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from assessments.debriefs import verbs as decisions
from assessments.pipeline import verbs
from assessments.pipeline.forms import LONGEST_WORDS, add_refusal
from assessments.pipeline.triage import Turn, next_in_new
from candidates.applications.models import Application, Move, MoveReason, ReasonKind
from candidates.documents.viewing import note_view
from hiring.core.errors import DomainError
from hiring.roles.models import Role
from hiring.roles.permissions import require, rights_on


class DeedForm(forms.Form):
    """Pass on, or reject with a reason of the list and own words."""

    application = forms.CharField(widget=forms.HiddenInput, max_length=22)
    version = forms.IntegerField(widget=forms.HiddenInput)
    deed = forms.ChoiceField(choices=[("pass_on", ""), ("reject", "")])
    move_reason = forms.ModelChoiceField(
        label=gettext_lazy("Reason for rejecting"),
        queryset=MoveReason.objects.none(),
        to_field_name="public_id",
        widget=forms.RadioSelect,
        required=False,
        empty_label=None,
    )
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
        required=False,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["move_reason"].queryset = MoveReason.objects.filter(kind=ReasonKind.REJECT, retired_at=None)


@require_http_methods(["GET", "HEAD", "POST"])
def triage(request: HttpRequest, pid: str) -> HttpResponse:
    role = get_object_or_404(Role.objects.visible_to(request.user).select_related("team"), public_id=pid)
    require(rights_on(role, request.user).leads, _("Only the hiring team’s leads go through New."))
    if request.method == "POST":
        return _act(request, role)
    after = (
        Application.objects.visible_to(request.user).filter(role=role, public_id=request.GET.get("after", "")).first()
    )
    return _show(request, role, next_in_new(role, reader=request.user, after=after))


@require_POST
def undo_last(request: HttpRequest, pid: str) -> HttpResponse:
    """Take back what was done last in New, with the reason typed beside the button."""
    role = get_object_or_404(Role.objects.visible_to(request.user), public_id=pid)
    require(rights_on(role, request.user).leads, _("Only the hiring team’s leads go through New."))
    move = get_object_or_404(
        Move.objects.visible_to(request.user).select_related("application__role"),
        public_id=request.POST.get("move", ""),
        application__role=role,
    )
    try:
        verbs.undo(move.application, actor=request.user, words=request.POST.get("words", ""), move=move)
    except DomainError as refusal:
        return _show(request, role, next_in_new(role, reader=request.user), refusal=refusal.text)
    return redirect("triage", role.public_id)


def _act(request: HttpRequest, role: Role) -> HttpResponse:
    form = DeedForm(request.POST)
    new = Application.objects.visible_to(request.user).select_related("candidate", "role", "stage")
    application = get_object_or_404(new, role=role, public_id=request.POST.get("application", ""))
    if form.is_valid():
        application.version = form.cleaned_data["version"]
        try:
            if form.cleaned_data["deed"] == "pass_on":
                verbs.pass_on(application, actor=request.user)
            else:
                data = form.cleaned_data
                decisions.reject(application, actor=request.user, reason=data["move_reason"], words=data["words"])
        except DomainError as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("triage", role.public_id)
    turn = next_in_new(role, reader=request.user)
    if turn.application != application:  # somebody else decided it in between: say so above the next one
        return _show(request, role, turn, refusal=_("The application before was decided in the meantime."))
    return _show(request, role, turn, form=form)


def _show(
    request: HttpRequest, role: Role, turn: Turn, *, form: DeedForm | None = None, refusal: str = ""
) -> HttpResponse:
    if form is None and turn.application is not None:
        form = DeedForm(initial={"application": turn.application.public_id, "version": turn.application.version})
    if turn.resume is not None and turn.resume.is_ready:
        note_view(turn.resume.document, actor=request.user)
    context = {"role": role, "turn": turn, "form": form, "refusal": refusal}
    failed = refusal or (form is not None and form.errors)
    return render(request, "assessments/pipeline/triage.html", context, status=422 if failed else 200)
