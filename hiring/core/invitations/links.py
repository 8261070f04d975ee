"""The secret of an invitation's link, and the key of the mail that brings it."""

import base64

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from hiring.core.invitations.models import Invitation

LINK = "invitations.link"


def secret_of(invitation: Invitation) -> str:
    """Return the secret of the invitation's present link. Another end of its week means another link."""
    value = f"{invitation.public_id}:{invitation.expires_at.timestamp():.6f}"
    digest = salted_hmac("hiring.core.invitations.link", value, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def link_of(secret: str) -> str:
    return settings.PLUMBLINE_URL + reverse("invitation-open", args=[secret])


def mail_key(invitation: Invitation) -> str:
    """Return what names the mail of the invitation's present link, within its kind."""
    return f"{invitation.public_id}:{invitation.token_digest[:12]}"
