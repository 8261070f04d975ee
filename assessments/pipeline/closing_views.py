"""The page that closes a role."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.pipeline.closing import close_role
from hiring.intake.forms import TurnForm
from hiring.roles.pages import SHOWN, find_led_role, frame


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_led_role(request, pid)
    form = TurnForm(request.POST or None, initial={"version": role.version})
    if request.method == "POST" and form.is_valid():
        try:
            close_role(role, actor=request.user, **form.cleaned_data)
        except SHOWN as refusal:
            form.take_refusal(refusal)
        else:
            messages.success(request, _("The role is closed."))
            return redirect("role-detail", role.public_id)
    context = frame(role, "overview", form=form)
    return render(request, "assessments/pipeline/close_role.html", context, status=422 if form.errors else 200)
