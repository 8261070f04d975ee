"""What an invited person sees: the link, and the page that makes the account."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hiring.core.errors import Refused
from hiring.core.invitations.forms import AcceptForm
from hiring.core.invitations.models import Invitation
from hiring.core.invitations.verbs import (
    TRADED_FOR,
    InvitationClosed,
    accept_invitation,
    open_invitation,
    read_cookie,
)

COOKIE = "__Host-invitation" if settings.SESSION_COOKIE_SECURE else "invitation"


@login_not_required
@never_cache
@require_safe
def open_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Trade the link's secret for a cookie and leave the address. Opening spends nothing: mail scanners do it too."""
    try:
        cookie = open_invitation(secret)
    except InvitationClosed as closed:
        return _say_closed(request, closed.state)
    if cookie is None:
        return _say_closed(request, "unknown")
    response = redirect("invitation-accept")
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=TRADED_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",  # the redirect comes from a mail program: a strict cookie would not be sent
    )
    return response


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest) -> HttpResponse:
    try:
        invitation = read_cookie(request.COOKIES.get(COOKIE, ""))
        if invitation is None:
            return _say_closed(request, "lapsed")
        if request.user.is_authenticated:
            return render(request, "core/invitations/signed_in.html", {"invitation": invitation}, status=409)
        return _make_account(request, invitation)
    except InvitationClosed as closed:
        return _say_closed(request, closed.state)


def _make_account(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = AcceptForm(
        request.POST if request.method == "POST" else None, initial={"name": invitation.name}, email=invitation.email
    )
    if request.method == "POST" and form.is_valid():
        try:
            user = accept_invitation(invitation, name=form.cleaned_data["name"], password=form.cleaned_data["password"])
        except InvitationClosed:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.text)
        else:
            get_adapter(request).login(request, user)
            response = redirect(settings.LOGIN_REDIRECT_URL)
            response.delete_cookie(COOKIE)
            return response
    context = {"form": form, "invitation": invitation}
    return render(request, "core/invitations/accept.html", context, status=422 if form.errors else 200)


def _say_closed(request: HttpRequest, state: str) -> HttpResponse:
    """Say why the link leads nowhere: 404 for one that never was, 410 for one that is over."""
    status = 404 if state == "unknown" else 410
    return render(request, "core/invitations/closed.html", {"state": state}, status=status)
