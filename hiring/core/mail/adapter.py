"""What django-allauth would mail by itself, posted as mails like all others."""

from typing import Any

from django.utils import timezone

from hiring.core.accounts.adapter import AccountAdapter
from hiring.core.accounts.models import User
from hiring.core.base import new_public_id
from hiring.core.mail.posting import post

RESET = "account.reset"
CHANGED = "account.password-changed"
UNKNOWN = "account.unknown"
# Which kind stands for which of allauth's templates.
KINDS = {
    "account/email/password_reset_key": RESET,
    "account/email/password_changed": CHANGED,
    "account/email/password_reset": CHANGED,
    "account/email/unknown_account": UNKNOWN,
}


class MailingAdapter(AccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Post the mail. Each request is an effect of its own; who asks too often is stopped before."""
        person = User.objects.filter(email=email.lower()).first()
        about = {"at": timezone.now().isoformat()}
        post(KINDS[template_prefix], key=new_public_id(), to=person or email, about=about)
