"""API tokens whose secret the test knows."""

import itertools
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from hiring.core.accounts.models import ApiToken, User
from hiring.core.accounts.secrets import digest_secret

_numbers = itertools.count()


def make_token(user: User, scope: str = "write", **fields: object) -> tuple[ApiToken, str]:
    """Return a live token of ``user`` and its secret."""
    secret = f"plb_test{next(_numbers):036d}"
    values = {"name": "Test", "expires_at": timezone.now() + timedelta(days=1), **fields}
    token = ApiToken.objects.create(user=user, scope=scope, digest=digest_secret(secret), hint=secret[-4:], **values)
    return token, secret


def api_client(user: User, scope: str = "write") -> Client:
    """Return a client that sends a token of ``user`` with every request."""
    _token, secret = make_token(user, scope)
    return Client(headers={"Authorization": f"Bearer {secret}"})
