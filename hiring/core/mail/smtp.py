"""The mail server, as Django speaks to it, and one thing more: whether the content was under way when it broke off."""

import smtplib
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp


class BrokenOff(Exception):
    """The connection ended after the content began to flow and before the server's answer: it may have been taken."""


class _Watched(smtplib.SMTP):
    content_began = False

    def send(self, s: Any) -> None:
        # Commands are text; the content of a mail, after the server's 354, is the only thing sent as bytes.
        if isinstance(s, bytes):
            self.content_began = True
        super().send(s)


class _WatchedSSL(_Watched, smtplib.SMTP_SSL):
    pass


class Backend(smtp.EmailBackend):
    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _WatchedSSL if self.use_ssl else _Watched

    def _send(self, email_message: EmailMessage) -> bool:
        try:
            return super()._send(email_message)
        except smtplib.SMTPResponseException:
            raise  # the server has answered
        except OSError as error:
            if self.connection.content_began:
                raise BrokenOff from error
            raise
