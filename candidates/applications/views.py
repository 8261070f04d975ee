"""Pages of this room: editing a candidate's record."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from candidates.applications.editing import edit_candidate
from candidates.applications.forms import CandidateForm
from candidates.applications.models import Application
from candidates.applications.permissions import require_candidate_lead
from candidates.people.models import Candidate
from hiring.core.errors import Invalid, Stale
from hiring.core.forms import add_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, candidate_id: str) -> HttpResponse:
    """Change a record. Who was slower gets both texts and decides what stays."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user), public_id=candidate_id)
    require_candidate_lead(candidate, request.user)
    applications = Application.objects.visible_to(request.user).filter(candidate=candidate).select_related("role")
    form = CandidateForm(request.POST) if request.method == "POST" else CandidateForm.of(candidate)
    context = {"candidate": candidate, "form": form, "applications": applications}
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            edit_candidate(candidate, actor=request.user, version=version, fields=form.person())
        except Invalid as error:
            add_refusal(form, error)
        except Stale as error:
            status, context["theirs"] = 409, form.show_theirs(dict(error.theirs))
            form.add_error(None, error.text)
        else:
            messages.success(request, _("The record is saved."))
            return redirect("candidate-edit", candidate.public_id)
    return render(request, "candidates/applications/edit_candidate.html", context, status=status)
