"""What a mail says. A letter has parts, and one pair of templates sets them, as HTML and as text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

# For programs that answer by themselves: nobody reads what they write back.
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
# Blanks without a glyph behind the preview, so that a list of mails does not go on with the page itself.
FILLER = "\u034f\u00a0" * 60


@dataclass(frozen=True)
class Action:
    """A link into the app, by its path."""

    label: str
    path: str

    @property
    def url(self) -> str:
        return settings.PLUMBLINE_URL + self.path


@dataclass(frozen=True)
class Item:
    """One entry of a letter that lists several things."""

    title: str
    text: str
    action: Action | None = None
    facts: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Section:
    title: str
    items: Sequence[Item]


@dataclass(frozen=True)
class Letter:
    """``lines`` are paragraphs before the facts and the button, ``after`` those behind it.

    ``by``: when its reader should know. A letter that may wait for the digest goes out at once when the digest would
    come later. ``until`` is stronger: once that has passed, it is not sent at all.
    """

    subject: str
    lines: Sequence[str]
    title: str = ""  # the heading, by default the subject
    facts: Sequence[tuple[str, str]] = ()  # words and what they say: When, Where
    action: Action | None = None
    sections: Sequence[Section] = field(default=())
    after: Sequence[str] = ()
    by: datetime | None = None
    until: datetime | None = None

    @property
    def heading(self) -> str:
        return self.title or self.subject

    @property
    def preview(self) -> str:
        """Return what lists of mails show behind the subject."""
        facts = [f"{word}: {value}" for word, value in self.facts]
        titles = [item.title for section in self.sections for item in section.items]
        return " ".join([*self.lines[:1], *facts, *titles])


def build_message(letter: Letter, *, key: str, to: str, why: str) -> EmailMultiAlternatives:
    """Return the letter as a mail. Its Message-ID is made of ``key``; ``why`` tells why the person gets it."""
    context = {"letter": letter, "why": why, "home": settings.PLUMBLINE_URL, "filler": FILLER}
    host = urlsplit(settings.PLUMBLINE_URL).netloc.rpartition(":")[0] or urlsplit(settings.PLUMBLINE_URL).netloc
    message = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=re.sub(r"\n{3,}", "\n\n", render_to_string("core/mail/letter.txt", context)).strip() + "\n",
        to=[to],
        headers={"Message-ID": f"<{key.replace(':', '.')}@{host}>", **AUTOMATIC},
    )
    message.attach_alternative(render_to_string("core/mail/letter.html", context), "text/html")
    return message
