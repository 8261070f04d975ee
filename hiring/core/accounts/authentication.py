"""How a request with ``Authorization: Bearer`` becomes a person, and what its token's scope lets it do."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from hiring.core.accounts.models import ApiToken, TokenScope, User
from hiring.core.accounts.secrets import digest_secret

if TYPE_CHECKING:
    from rest_framework.views import APIView

USE_IS_NOTED_EVERY = timedelta(minutes=1)


class TokenAuthentication(BaseAuthentication):
    """A live token of a person who may sign in. Everything else that is sent as a Bearer is one and the same 401."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _space, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        digest = digest_secret(secret.strip().decode("latin-1"))
        token = ApiToken.objects.live().select_related("user").filter(digest=digest).first()
        if token is None:
            raise AuthenticationFailed(_("This token is not valid: it is unknown, expired or revoked."))
        self._note_use(token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="Plumbline"'

    def _note_use(self, token: ApiToken) -> None:
        """Write the last use at most once a minute: a script that reads a thousand pages is not a thousand writes."""
        now = timezone.now()
        if token.last_used_at is None or token.last_used_at < now - USE_IS_NOTED_EVERY:
            unnoted = Q(last_used_at=None) | Q(last_used_at__lt=now - USE_IS_NOTED_EVERY)
            ApiToken.objects.filter(unnoted, pk=token.pk).update(last_used_at=now)


class WithinScope(BasePermission):
    """A token that may only read changes nothing."""

    message = _("This token may only read. Create one that may read and write.")
    code = "token-may-only-read"

    def has_permission(self, request: Request, view: "APIView") -> bool:
        token = request.auth
        return request.method in SAFE_METHODS or not isinstance(token, ApiToken) or token.scope == TokenScope.WRITE
