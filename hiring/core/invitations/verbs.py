"""Invitations: a link that makes one account, once.

Opening the link does not spend it, for mail scanners open links too; it trades the token for a signed cookie of half
an hour, so that the token leaves the address bar, the history and the logs. Accepting spends it, and so do a second
link sent for it, its revocation and the end of its week.
"""

from collections.abc import Collection
from datetime import timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.core.accounts.models import Right, User
from hiring.core.accounts.secrets import digest_secret
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, Refused
from hiring.core.invitations.links import LINK, mail_key, secret_of
from hiring.core.invitations.models import Invitation
from hiring.core.mail.posting import post
from hiring.core.permissions import require_administrator

LASTS = timedelta(days=7)
TRADED_FOR = timedelta(minutes=30)
SALT = "hiring.core.invitations.cookie"


class InvitationClosed(Refused):
    """The invitation was accepted, revoked or is too old; ``state`` says which."""

    code = "invitation-closed"

    def __init__(self, state: str) -> None:
        texts = {
            "accepted": _("This invitation was accepted already."),
            "revoked": _("This invitation was taken back."),
            "expired": _("This invitation is older than a week."),
        }
        super().__init__(texts[state])
        self.state = state


@transaction.atomic
def invite_person(
    email: str, name: str, rights: Collection[str], *, actor: User | None, by_mail: bool = True
) -> tuple[Invitation, str]:
    """Return a new invitation and the secret of its link, which is kept nowhere; ``by_mail``, send it as well.

    Refuses an address that has an account, or an invitation that can still be accepted (``Invalid`` at ``email``).
    """
    require_administrator(actor)
    email = User.objects.normalize_email(email).lower()
    if User.objects.filter(email=email).exists():
        raise _taken(_("There is an account with this address already."))
    pending = Invitation.objects.filter(email=email, accepted_at=None, revoked_at=None).first()
    if pending is not None and pending.state == "open":
        raise _taken(_("There is an invitation to this address already. Send it again instead."))
    if pending is not None:
        _revoke(pending, actor)
    invitation = Invitation(
        email=email,
        name=name,
        invited_by=actor,
        expires_at=timezone.now() + LASTS,
        **{right.field: right in rights for right in Right},
    )
    secret = _give_link(invitation)
    try:
        invitation.clean_fields(exclude=["invited_by", "accepted_by", "opened_at", "accepted_at", "revoked_at"])
        with transaction.atomic():
            invitation.save()
    except ValidationError as error:
        raise Invalid(_("Nobody is invited."), errors=error.message_dict)
    except IntegrityError:
        raise _taken(_("Somebody else has just invited this person."))
    record("invitation.made", actor=actor, obj=invitation, fields=[right.field for right in invitation.rights])
    if by_mail:
        _post_link(invitation)
    return invitation, secret


@transaction.atomic
def renew_invitation(invitation: Invitation, *, actor: User | None) -> tuple[Invitation, str]:
    """Give the invitation a new link for another week; the old link ends. Refuses accepted and revoked ones."""
    require_administrator(actor)
    invitation = _lock(invitation)
    if invitation.state not in ("open", "expired"):
        raise InvitationClosed(invitation.state)
    invitation.expires_at, invitation.opened_at = timezone.now() + LASTS, None
    secret = _give_link(invitation)
    invitation.save(update_fields=["token_digest", "expires_at", "opened_at"])
    record("invitation.renewed", actor=actor, obj=invitation, fields=["expires_at"])
    _post_link(invitation)
    return invitation, secret


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, actor: User | None) -> Invitation:
    """Take the invitation back. Refuses an accepted one; once more is no harm."""
    require_administrator(actor)
    invitation = _lock(invitation)
    if invitation.state == "accepted":
        raise InvitationClosed(invitation.state)
    if invitation.state != "revoked":
        _revoke(invitation, actor)
    return invitation


def open_invitation(secret: str) -> str | None:
    """Trade a link's secret for the signed text of a cookie; None for an unknown one. Refuses a closed invitation."""
    invitation = Invitation.objects.filter(token_digest=digest_secret(secret)).first()
    if invitation is None:
        return None
    if invitation.state != "open":
        raise InvitationClosed(invitation.state)
    Invitation.objects.filter(pk=invitation.pk, opened_at=None).update(opened_at=timezone.now())
    return signing.dumps([invitation.public_id, invitation.token_digest[:16]], salt=SALT)


def read_cookie(text: str) -> Invitation | None:
    """Return the open invitation that a cookie stands for; None for a forged, old or replaced one."""
    try:
        public_id, mark = signing.loads(text, salt=SALT, max_age=TRADED_FOR)
    except signing.BadSignature:
        return None
    invitation = Invitation.objects.filter(public_id=public_id, token_digest__startswith=mark).first()
    if invitation is not None and invitation.state != "open":
        raise InvitationClosed(invitation.state)
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, *, name: str, password: str) -> User:
    """Make the account. Two tabs that accept at once make one: the second is refused."""
    invitation = _lock(invitation)
    if invitation.state != "open":
        raise InvitationClosed(invitation.state)
    if User.objects.filter(email=invitation.email).exists():
        raise Refused(_("There is an account with this address already. Sign in with it."))
    rights = {right.field: True for right in invitation.rights}
    user = User.objects.create_user(invitation.email, password, name=name, **rights)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record("invitation.accepted", actor=user, obj=invitation)
    return user


def _give_link(invitation: Invitation) -> str:
    """Let the invitation's link be the one of its end, and return its secret."""
    secret = secret_of(invitation)
    invitation.token_digest = digest_secret(secret)
    return secret


def _post_link(invitation: Invitation) -> None:
    about = {"invitation": invitation.public_id, "link": invitation.token_digest[:12]}
    post(LINK, key=mail_key(invitation), to=invitation.email, about=about)


def _taken(text: str) -> Invalid:
    return Invalid(text, errors={"email": [text]})


def _lock(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update().get(pk=invitation.pk)


def _revoke(invitation: Invitation, actor: User | None) -> None:
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    record("invitation.revoked", actor=actor, obj=invitation)
