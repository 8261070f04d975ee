"""People and their rights, for administrators."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hiring.core.accounts.forms import RightsForm
from hiring.core.accounts.models import ApiToken, User
from hiring.core.accounts.people import change_rights, deactivate_person, reactivate_person
from hiring.core.errors import Refused
from hiring.core.permissions import require_administrator


@require_http_methods(["GET", "HEAD", "POST"])
def show_person(request: HttpRequest, pid: str) -> HttpResponse:
    require_administrator(request.user)
    person = get_object_or_404(User.objects.visible_to(request.user).select_related("place"), public_id=pid)
    form = RightsForm(request.POST if request.method == "POST" else None, initial={"rights": sorted(person.rights)})
    if request.method == "POST" and form.is_valid():
        try:
            change_rights(person, form.cleaned_data["rights"], actor=request.user)
        except Refused as refusal:
            form.add_error("rights", refusal.text)
        else:
            messages.success(request, _("The rights of %(name)s are saved.") % {"name": person.name})
            return redirect("person-detail", pid=pid)
    tokens = ApiToken.objects.visible_to(request.user).filter(user=person).live()
    context = {"person": person, "form": form, "tokens": tokens}
    return render(request, "core/accounts/person.html", context, status=422 if form.errors else 200)


@require_POST
def switch_off(request: HttpRequest, pid: str) -> HttpResponse:
    text = _("%(name)s is switched off: signed out everywhere, API tokens ended.")
    return _switch(request, pid, deactivate_person, text)


@require_POST
def switch_on(request: HttpRequest, pid: str) -> HttpResponse:
    return _switch(request, pid, reactivate_person, _("%(name)s can sign in again."))


def _switch(request: HttpRequest, pid: str, verb: Callable[..., User], text: str) -> HttpResponse:
    require_administrator(request.user)
    person = get_object_or_404(User.objects.visible_to(request.user), public_id=pid)
    try:
        verb(person, actor=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, text % {"name": person.name})
    return redirect("person-detail", pid=pid)
