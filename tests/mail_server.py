"""A mail server of one's own for tests: counts what it took, and can be made to refuse, to dawdle and to die."""

import asyncio
import email
import email.policy
import logging
import socket
from collections import Counter
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test.utils import override_settings

logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # the server's side of the talk

TAKEN = "250 taken"


def _find_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class MailServer:
    """``replies`` holds what is answered to MAIL, RCPT and DATA; ``dies`` closes the connection instead, and
    ``waits`` is for how many seconds it thinks before. ``asked`` tells what it was asked so far.

    ``dies`` is "content" (before the answer to the content, which is thrown away), "taken" (the same, but the
    content is kept) or a command.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.replies: dict[str, str] = {}
        self.dies = ""
        self.waits: dict[str, float] = {}
        self.asked: list[str] = []
        self.port = _find_free_port()
        self.controller: Controller | None = None

    def start(self) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port, server_hostname="localhost")
        self.controller.start()

    def stop(self) -> None:
        """Be away: connections are refused until ``start``, on the same port."""
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    @property
    def ids(self) -> Counter[str]:
        """How often each Message-ID was taken."""
        return Counter(letter["Message-ID"] for letter in self.letters)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return await self._answer(server, "MAIL")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return await self._answer(server, "RCPT")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.asked.append("DATA")
        if self.dies == "content":
            server.transport.abort()
            return TAKEN
        answer = self.replies.get("DATA", TAKEN)
        if answer == TAKEN:
            self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        await asyncio.sleep(self.waits.get("DATA", 0))  # has taken it, and is slow to say so
        if self.dies == "taken":
            server.transport.abort()
        return answer

    async def _answer(self, server: SMTP, command: str) -> str:
        self.asked.append(command)
        await asyncio.sleep(self.waits.get(command, 0))
        if self.dies == command:
            server.transport.abort()
        return self.replies.get(command, "250 go on")

    def settings(self) -> override_settings:
        return override_settings(
            EMAIL_BACKEND="hiring.core.mail.smtp.Backend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=self.port,
            EMAIL_TIMEOUT=1,
        )
