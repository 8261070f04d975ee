"""Who reviews the job description, and what the reviews say."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hiring.intake.forms import AskForm
from hiring.intake.models import JobReview
from hiring.intake.results import read_results
from hiring.intake.reviews import ask_for_review, leave_review, start_review
from hiring.roles.models import Role
from hiring.roles.pages import SHOWN, find_role, frame
from hiring.roles.permissions import require_leads


@require_http_methods(["GET", "HEAD", "POST"])
def show_results(request: HttpRequest, pid: str) -> HttpResponse:
    """The reviews of one version. A POST asks somebody for one of the newest."""
    number = request.GET.get("version", "")
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 8 else None
    results = read_results(request.user, pid, wanted)
    form = AskForm(request.POST or None, people=results.askable)
    if request.method == "POST":
        require_leads(results.rights)
        if form.is_valid() and _ask(request, results.role, form):
            return redirect("job-results", pid)
    context = frame(results.role, "reviews", results.rights, results=results, form=form)
    return render(request, "hiring/intake/results.html", context, status=422 if form.errors else 200)


def _ask(request: HttpRequest, role: Role, form: AskForm) -> bool:
    try:
        review = ask_for_review(role, actor=request.user, **form.cleaned_data)
    except SHOWN as refusal:
        form.take_refusal(refusal)
        return False
    messages.success(request, _("%(name)s is asked for a review.") % {"name": review.author})
    return True


@require_POST
def start(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_role(request, pid)
    try:
        review = start_review(role, actor=request.user)
    except SHOWN as refusal:
        messages.error(request, refusal.text)
        return redirect("job-results", pid)
    return redirect("job-review", review.public_id)


@require_POST
def leave(request: HttpRequest, pid: str) -> HttpResponse:
    """The author declines, or a lead takes the request back."""
    reviews = JobReview.objects.visible_to(request.user).select_related("role", "author")
    review = get_object_or_404(reviews, public_id=pid)
    try:
        leave_review(review, actor=request.user)
    except SHOWN as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, _("%(name)s reviews this text no more.") % {"name": review.author})
    return redirect("job-results", review.role.public_id)
