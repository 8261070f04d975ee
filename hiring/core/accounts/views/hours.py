"""Where and when somebody works: on the own account's page, and on a person's page for administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hiring.core.accounts.hours_form import HoursForm
from hiring.core.accounts.models import User
from hiring.core.accounts.working_hours import change_hours
from hiring.core.errors import Invalid
from hiring.core.permissions import require_administrator

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
def show_hours(request: HttpRequest) -> HttpResponse:
    return _show(request, User.objects.select_related("place").get(pk=request.user.pk), reverse("account-hours"))


@FORM
def show_hours_of(request: HttpRequest, pid: str) -> HttpResponse:
    require_administrator(request.user)
    person = get_object_or_404(User.objects.visible_to(request.user).select_related("place"), public_id=pid)
    return _show(request, person, reverse("person-hours", args=[pid]))


def _show(request: HttpRequest, person: User, address: str) -> HttpResponse:
    form = HoursForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            change_hours(person, actor=request.user, place=form.cleaned_data["place"], week=form.week)
        except Invalid as refusal:
            form.add_error(None, refusal.text)
        else:
            messages.success(request, _("The working hours are saved. Reminders follow them."))
            return redirect(address)
    context = {"form": form, "person": person, "is_own": address == reverse("account-hours")}
    return render(request, "core/accounts/hours.html", context, status=422 if form.errors else 200)
