"""The mail that brings an invitation's link."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hiring.core.accounts.secrets import digest_secret
from hiring.core.invitations.links import LINK, secret_of
from hiring.core.invitations.models import Invitation
from hiring.core.mail.letters import Action, Letter
from hiring.core.mail.models import Mail
from hiring.core.mail.registry import ACCOUNT, NotWanted, mail_kind, wanted


@mail_kind(
    LINK,
    label=gettext_lazy("An invitation"),
    group=ACCOUNT,
    why=gettext_lazy("You get this because an administrator of Plumbline gave your address."),
)
def write_invitation(mail: Mail) -> Letter:
    pending = Invitation.objects.pending().filter(token_digest__startswith=mail.about["link"])
    invitation = wanted(pending, mail.about["invitation"])
    if invitation.state != "open":
        raise NotWanted
    secret = secret_of(invitation)
    if digest_secret(secret) != invitation.token_digest:
        raise ValueError  # made by another key: the link would open nothing
    inviter = invitation.invited_by
    return Letter(
        subject=_("You are invited to Plumbline"),
        lines=[
            _("%(name)s invites you to Plumbline, where your company decides together whom it hires.")
            % {"name": inviter.name}
            if inviter is not None
            else _("You are invited to Plumbline, where your company decides together whom it hires."),
            _("Open the link to choose a password. It works once, for a week."),
        ],
        action=Action(_("Choose a password"), reverse("invitation-open", args=[secret])),
        after=[_("Did you not expect this? Then do nothing.")],
    )
