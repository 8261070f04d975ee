"""The mails of this room: the digest."""

from django.utils.translation import gettext_lazy as _

from hiring.core.mail.digests import DIGEST, write_digest
from hiring.core.mail.letters import Letter
from hiring.core.mail.models import Mail
from hiring.core.mail.registry import ACCOUNT, mail_kind


@mail_kind(
    DIGEST,
    label=_("Digest"),
    group=ACCOUNT,
    why=_("You get this once a day, because you chose a digest. You can change that in your account's settings."),
)
def digest(mail: Mail) -> Letter:
    return write_digest(mail)
