"""Who is here and who is invited, for administrators."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.core.accounts.models import User
from hiring.core.errors import Invalid, Refused
from hiring.core.invitations.forms import InvitationForm
from hiring.core.invitations.links import LINK, link_of, mail_key
from hiring.core.invitations.models import Invitation
from hiring.core.invitations.verbs import invite_person, renew_invitation, revoke_invitation
from hiring.core.mail.models import Mail
from hiring.core.paging import PAGE_SIZE, take_page
from hiring.core.permissions import require_administrator


@require_safe
def list_people(request: HttpRequest) -> HttpResponse:
    require_administrator(request.user)
    people = take_page(User.objects.visible_to(request.user), order="name", after=request.GET.get("after", ""))
    if request.htmx:
        return render(request, "core/invitations/people.html#rows", {"people": people})
    invitations = _with_mails(Invitation.objects.visible_to(request.user).pending()[:PAGE_SIZE])
    return render(request, "core/invitations/people.html", {"people": people, "invitations": invitations})


def _with_mails(invitations: Sequence[Invitation]) -> list[tuple[Invitation, Mail | None]]:
    """Put beside each invitation the mail that brought its link; one made at the command line has none."""
    keys = {f"{LINK}:{mail_key(invitation)}": invitation for invitation in invitations}
    mails = {mail.key: mail for mail in Mail.objects.filter(key__in=keys)}
    return [(invitation, mails.get(key)) for key, invitation in keys.items()]


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
            return _say_sent(request, invitation, secret)
    return render(request, "core/invitations/invite.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def send_again(request: HttpRequest, pid: str) -> HttpResponse:
    require_administrator(request.user)
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), public_id=pid)
    try:
        invitation, secret = renew_invitation(invitation, actor=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
        return redirect("people-list")
    return _say_sent(request, invitation, secret)


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


def _say_sent(request: HttpRequest, invitation: Invitation, secret: str) -> HttpResponse:
    """Where no mail leaves the house, show the link once, for the administrator to pass on."""
    if settings.MAIL_IS_KEPT:
        return render(request, "core/invitations/link.html", {"invitation": invitation, "link": link_of(secret)})
    messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": invitation.email})
    return redirect("people-list")
