"""The page of the list of reasons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from assessments.pipeline.forms import ReasonForm
from assessments.pipeline.reasons import add_reason, raise_reason, require_keeper, retire_reason
from candidates.applications.models import MoveReason
from hiring.core.errors import DomainError
from hiring.core.forms import add_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def show_reasons(request: HttpRequest) -> HttpResponse:
    require_keeper(request.user)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_reason(actor=request.user, kind=form.cleaned_data["kind"], label=form.cleaned_data["label"])
        except DomainError as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("reason-list")
    reasons = MoveReason.objects.filter(retired_at=None)
    status = 422 if form.errors else 200
    return render(request, "assessments/pipeline/reasons.html", {"reasons": reasons, "form": form}, status=status)


@require_POST
def raise_up(request: HttpRequest, pid: str) -> HttpResponse:
    require_keeper(request.user)
    raise_reason(get_object_or_404(MoveReason, public_id=pid), actor=request.user)
    return redirect("reason-list")


@require_POST
def retire(request: HttpRequest, pid: str) -> HttpResponse:
    require_keeper(request.user)
    retire_reason(get_object_or_404(MoveReason, public_id=pid), actor=request.user)
    return redirect("reason-list")
