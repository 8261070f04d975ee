"""The mails of this room: about one's password, and the digest."""

from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hiring.core.calendar.words import write_time
from hiring.core.mail import adapter
from hiring.core.mail.digests import DIGEST, write_digest
from hiring.core.mail.letters import Action, Letter
from hiring.core.mail.models import Mail
from hiring.core.mail.registry import ACCOUNT, mail_kind

OF_THE_ACCOUNT = gettext_lazy("You get this because you have an account in Plumbline.")
WORTH = timedelta(days=1)  # nobody waits longer for a new password


@mail_kind(adapter.RESET, label=gettext_lazy("Set a new password"), group=ACCOUNT, why=OF_THE_ACCOUNT)
def write_reset(mail: Mail) -> Letter:
    """The link is made when it is sent, and kept nowhere."""
    person = mail.recipient
    parts = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return Letter(
        subject=_("Set a new password"),
        lines=[_("Somebody, most likely you, asked to set a new password for your account. The link works once.")],
        action=Action(_("Choose a new password"), reverse("account_reset_password_from_key", kwargs=parts)),
        after=[_("Was it not you? Then do nothing: your password stays as it is.")],
        until=mail.wanted_at + WORTH,
    )


@mail_kind(adapter.CHANGED, label=gettext_lazy("Your password was changed"), group=ACCOUNT, why=OF_THE_ACCOUNT)
def write_changed(mail: Mail) -> Letter:
    return Letter(
        subject=_("Your password was changed"),
        lines=[
            _("This was done on %(when)s.") % {"when": write_time(datetime.fromisoformat(mail.about["at"]))},
            _("If it was not you, set a new password and tell an administrator."),
        ],
        action=Action(_("Set a new password"), reverse("account_reset_password")),
    )


@mail_kind(
    adapter.UNKNOWN,
    label=gettext_lazy("No account with this address"),
    group=ACCOUNT,
    why=gettext_lazy("You get this because somebody typed your address into Plumbline."),
)
def write_unknown(mail: Mail) -> Letter:
    return Letter(
        subject=_("No account with this address"),
        lines=[
            _("Somebody, most likely you, asked to set a new password, but no account has this address."),
            _("You may have been invited under another one: ask an administrator."),
        ],
        after=[_("Was it not you? Then do nothing.")],
        until=mail.wanted_at + WORTH,
    )


@mail_kind(
    DIGEST,
    label=gettext_lazy("Digest"),
    group=ACCOUNT,
    why=gettext_lazy("You get this once a day, because you chose a digest. You can change that in your settings."),
)
def digest(mail: Mail) -> Letter:
    return write_digest(mail)
