"""The mail of an invitation. It goes out at most once for each link: it is claimed before it is handed over."""

import logging
import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from hiring.core.accounts.models import Invitation, MailState

logger = logging.getLogger(__name__)


def link_of(secret: str) -> str:
    return settings.PLUMBLINE_URL + reverse("invitation-open", args=[secret])


def send_invitation(invitation: Invitation, secret: str) -> bool:
    """Send the link and return whether the mail server took it. Call it after the invitation is committed."""
    digest = invitation.token_digest
    mine = Invitation.objects.filter(pk=invitation.pk, token_digest=digest)
    if not mine.filter(mail_state=MailState.NONE).update(mail_state=MailState.SENDING):
        return False
    try:
        _build(invitation, secret).send()
    except (OSError, smtplib.SMTPException):
        # The address stays out of the log; the row says whose it was.
        logger.warning("The mail of invitation %s was not taken by the mail server.", invitation.public_id)
        mine.update(mail_state=MailState.FAILED)
        return False
    mine.update(mail_state=MailState.SENT)
    return True


def _build(invitation: Invitation, secret: str) -> EmailMultiAlternatives:
    host = urlsplit(settings.PLUMBLINE_URL).hostname
    context = {"invitation": invitation, "link": link_of(secret), "address": settings.PLUMBLINE_URL}
    message = EmailMultiAlternatives(
        subject=_("You are invited to Plumbline"),
        body=render_to_string("core/accounts/mail/invitation.txt", context),
        to=[invitation.email],
        headers={"Message-ID": f"<invitation.{invitation.public_id}.{invitation.token_digest[:12]}@{host}>"},
    )
    message.attach_alternative(render_to_string("core/accounts/mail/invitation.html", context), "text/html")
    return message
