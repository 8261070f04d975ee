"""Mails kept as files instead of being sent, where no mail server is set: one file each, readable in the app."""

import email
import email.policy
import hashlib
import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage as ReadMessage
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

NAME = re.compile(r"\d{8}T\d{12}-[0-9a-f]{16}")
MOMENT = "%Y%m%dT%H%M%S%f"


class Backend(BaseEmailBackend):
    def __init__(self, *args: Any, file_path: Path | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(file_path or settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in email_messages:
            _write(self.folder, message.message().as_bytes())
        return len(email_messages)


def _write(folder: Path, content: bytes) -> None:
    """Write a file that appears whole, for its owner alone."""
    name = f"{timezone.now().astimezone(UTC):{MOMENT}}-{hashlib.sha256(content).hexdigest()[:16]}"
    descriptor, unfinished = tempfile.mkstemp(dir=folder)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(unfinished).rename(folder / f"{name}.eml")


@dataclass(frozen=True)
class KeptMail:
    name: str
    message: ReadMessage

    @property
    def at(self) -> datetime:
        return datetime.strptime(self.name.partition("-")[0], MOMENT).replace(tzinfo=UTC)

    @property
    def to(self) -> str:
        return str(self.message["To"])

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return part.get_content() if part is not None else ""


def list_kept(*, before: str = "", size: int = 50) -> tuple[list[KeptMail], str]:
    """Return one page of kept mails, newest first, and the name after which the next page begins."""
    names = sorted((path.stem for path in _folder().glob("*.eml") if NAME.fullmatch(path.stem)), reverse=True)
    if before:
        names = [name for name in names if name < before]
    page = [mail for name in names[:size] if (mail := read_kept(name))]
    return page, names[size - 1] if len(names) > size else ""


def read_kept(name: str) -> KeptMail | None:
    """Return the mail with this name; None where there is none, or it is no name of ours."""
    if not NAME.fullmatch(name):
        return None
    try:
        content = (_folder() / f"{name}.eml").read_bytes()
    except FileNotFoundError:
        return None
    return KeptMail(name, email.message_from_bytes(content, policy=email.policy.default))


def _folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)
