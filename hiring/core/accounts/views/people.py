"""People and their rights, for administrators."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.core.accounts.forms import InvitationForm, RightsForm
from hiring.core.accounts.invitations import invite_person, renew_invitation, revoke_invitation
from hiring.core.accounts.mail import link_of, send_invitation
from hiring.core.accounts.models import ApiToken, Invitation, User
from hiring.core.accounts.people import change_rights, deactivate_person, reactivate_person
from hiring.core.errors import Invalid, Refused
from hiring.core.paging import PAGE_SIZE, take_page
from hiring.core.permissions import require_administrator


@require_safe
def list_people(request: HttpRequest) -> HttpResponse:
    require_administrator(request.user)
    people = take_page(User.objects.visible_to(request.user), order="name", after=request.GET.get("after", ""))
    if request.htmx:
        return render(request, "core/accounts/people.html#rows", {"people": people})
    invitations = Invitation.objects.visible_to(request.user).pending()[:PAGE_SIZE]
    return render(request, "core/accounts/people.html", {"people": people, "invitations": invitations})


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


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    require_administrator(request.user)
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation, secret = invite_person(**form.cleaned_data, actor=request.user)
        except Invalid as refusal:
            form.add_error("email", refusal.errors["email"])
        else:
            return _send(request, invitation, secret)
    return render(request, "core/accounts/invite.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def send_again(request: HttpRequest, pid: str) -> HttpResponse:
    require_administrator(request.user)
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), public_id=pid)
    try:
        invitation, secret = renew_invitation(invitation, actor=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
        return redirect("people-list")
    return _send(request, invitation, secret)


@require_POST
def revoke(request: HttpRequest, pid: str) -> HttpResponse:
    require_administrator(request.user)
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), public_id=pid)
    try:
        revoke_invitation(invitation, actor=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, _("The invitation to %(email)s is taken back.") % {"email": invitation.email})
    return redirect("people-list")


def _send(request: HttpRequest, invitation: Invitation, secret: str) -> HttpResponse:
    """Mail the link. Where no mail can go out, show it once, for the administrator to pass on."""
    if send_invitation(invitation, secret) and not settings.MAIL_IS_KEPT:
        messages.success(request, _("The invitation to %(email)s is sent.") % {"email": invitation.email})
        return redirect("people-list")
    context = {"invitation": invitation, "link": link_of(secret), "is_kept": settings.MAIL_IS_KEPT}
    return render(request, "core/accounts/invitation_link.html", context)
