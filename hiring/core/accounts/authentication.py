"""How a request with ``Authorization: Bearer`` becomes a person."""

from rest_framework.authentication import BaseAuthentication


class TokenAuthentication(BaseAuthentication):
    pass
