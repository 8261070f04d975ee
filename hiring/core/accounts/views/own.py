"""One's own account: settings, appearance, other sessions."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hiring.core.accounts.forms import SettingsForm
from hiring.core.accounts.models import Density, Theme, User
from hiring.core.accounts.people import change_settings, end_sessions

CHOICES = {"theme": Theme.values, "density": Density.values}


@require_http_methods(["GET", "HEAD", "POST"])
def show_settings(request: HttpRequest) -> HttpResponse:
    # The form gets a row of its own: a refused form must not show through in the frame of the page.
    person = User.objects.get(pk=request.user.pk)
    form = SettingsForm(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        change_settings(request.user, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Your settings are saved."))
        return redirect("account-settings")
    return render(request, "core/accounts/settings.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def change_appearance(request: HttpRequest) -> HttpResponse:
    """Take one choice of the menu and go back to where it was made."""
    chosen = {name: request.POST[name] for name in CHOICES if request.POST.get(name) in CHOICES[name]}
    change_settings(request.user, actor=request.user, **chosen)
    back = request.POST.get("next", "")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return HttpResponseRedirect(back if safe else reverse("account-settings"))


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    end_sessions(request.user, actor=request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("account-settings")
