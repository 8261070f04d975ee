"""How django-allauth behaves here: nobody signs up by themselves, and what happens is written down."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        with transaction.atomic():
            record("person.signed_in", actor=user, obj=user)

    def authentication_failed(self, request: HttpRequest, **credentials: object) -> None:
        # The address that was typed may be a password in the wrong field, and where it came from stands in the log of
        # the proxy under the same request id: neither is logged here.
        logger.warning("A sign-in failed.")

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        record("person.password_changed", actor=user, obj=user, fields=["password"])

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return whom the limits count. An https address means a proxy in front; it names the caller last."""
        forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
        return forwarded.rsplit(",", 1)[-1].strip() or request.META["REMOTE_ADDR"]
