"""The policy: every figure that decides something here, who put it there and why."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hiring.core.errors import Invalid
from hiring.core.permissions import require_administrator, require_reader_of_house
from hiring.core.policy.changing import change_figure, list_standings
from hiring.core.policy.figures import FIGURES
from hiring.core.policy.forms import FigureForm
from hiring.core.policy.models import PolicyChange

SHOWN_CHANGES = 50


@require_safe
def show_policy(request: HttpRequest) -> HttpResponse:
    require_reader_of_house(request.user)
    return render(request, "core/policy/policy.html", {"standings": list_standings()})


@require_http_methods(["GET", "HEAD", "POST"])
def show_figure(request: HttpRequest, key: str) -> HttpResponse:
    require_reader_of_house(request.user)
    if key not in FIGURES:
        raise Http404
    form = FigureForm(request.POST if request.method == "POST" else None, figure=FIGURES[key])
    if request.method == "POST":
        require_administrator(request.user)
        if form.is_valid() and _change(request, key, form):
            return redirect("policy")
    changes = PolicyChange.objects.filter(key=key).select_related("changed_by")[:SHOWN_CHANGES]
    standing = next(standing for standing in list_standings() if standing.figure.key == key)
    context = {"form": form, "standing": standing, "changes": changes}
    return render(request, "core/policy/figure.html", context, status=422 if form.errors else 200)


def _change(request: HttpRequest, key: str, form: FigureForm) -> bool:
    try:
        change_figure(key, form.cleaned_data["value"], actor=request.user, reason=form.cleaned_data["reason"])
    except Invalid as refusal:
        for field, texts in refusal.errors.items():
            form.add_error(field, texts)
        return False
    messages.success(request, _("The new figure holds from now on."))
    return True
