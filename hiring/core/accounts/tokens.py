"""API tokens: made and shown once, kept as a digest, ended by time, by their owner or by an administrator."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.core.accounts.models import ApiToken, TokenScope, User
from hiring.core.accounts.secrets import API_PREFIX, digest_secret, new_secret
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, NotAllowed

LONGEST = 365  # days


@transaction.atomic
def create_token(
    person: User, *, actor: User | None, name: str, scope: str = TokenScope.READ, days: int = 90
) -> tuple[ApiToken, str]:
    """Return a token of ``person`` and its secret. One makes tokens for oneself; the operator (None) for anybody."""
    if actor is not None and actor.pk != person.pk:
        raise NotAllowed(_("A token is made by the person it stands for."))
    if not person.is_active:
        raise NotAllowed(_("This account is switched off."))
    if not 1 <= days <= LONGEST:
        text = _("Choose 1 to %(days)d days.") % {"days": LONGEST}
        raise Invalid(text, errors={"days": [text]})
    secret = new_secret(API_PREFIX)
    token = ApiToken.objects.create(
        user=person,
        name=name,
        scope=scope,
        digest=digest_secret(secret),
        hint=secret[-4:],
        expires_at=timezone.now() + timedelta(days=days),
    )
    record("token.created", actor=actor, obj=token, fields=["expires_at", "scope"])
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, actor: User) -> ApiToken:
    """End a token at once: one's own, or as an administrator anybody's."""
    if actor.pk != token.user_id and not actor.is_administrator:
        raise NotAllowed(_("A token is ended by its owner or an administrator."))
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record("token.revoked", actor=actor, obj=token)
    token.refresh_from_db(fields=["revoked_at"])
    return token
