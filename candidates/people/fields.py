"""What may stand in a candidate's record, checked once for pages, API and imports."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from candidates.people.models import Candidate
from hiring.core.errors import Invalid
from hiring.core.text import clean_line

TEXTS = ("name", "email", "phone", "headline", "location")
FIELDS = (*TEXTS, "links")
MOST_LINKS = 10
LONGEST_LINK = 300
WITHOUT_SCHEME = re.compile(r"^[\w-]+(\.[\w-]+)+(/|$)")


def clean_person(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of ``given`` that a candidate has, cleaned. Raises ``Invalid`` with all faults by field."""
    cleaned: dict[str, Any] = {field: clean_line(str(given[field] or "")) for field in TEXTS if field in given}
    errors = {field: faults for field, text in cleaned.items() if (faults := _find_faults(field, text))}
    if "email" in cleaned:
        cleaned["email"] = cleaned["email"].lower()
    if "links" in given:
        cleaned["links"], faults = clean_links(given["links"])
        errors |= {"links": faults} if faults else {}
    if errors:
        raise Invalid(_("The candidate's record is not complete yet."), errors=errors)
    return cleaned


def _find_faults(field: str, text: str) -> list[str]:
    longest = Candidate._meta.get_field(field).max_length
    if len(text) > longest:
        return [_("Write at most %(most)d characters; this has %(has)d.") % {"most": longest, "has": len(text)}]
    if field == "name" and not text:
        return [_("Write the candidate's name.")]
    if field == "email" and text:
        try:
            validate_email(text)
        except ValidationError:
            return [_("“%(text)s” is not an e-mail address. It needs an @ and a domain.") % {"text": text}]
    return []


def clean_links(given: str | Sequence[str]) -> tuple[list[str], list[str]]:
    """Return addresses (from a list, or text with one a line) and faults; ``example.org/ada`` gets its https://."""
    lines = given.splitlines() if isinstance(given, str) else given
    links = list(dict.fromkeys(filter(None, (clean_line(str(line)) for line in lines))))
    links = [f"https://{link}" if WITHOUT_SCHEME.match(link) else link for link in links]
    faults = [
        _("“%(text)s” is not a web address. It starts with https:// or http://.") % {"text": link[:60]}
        for link in links
        if not _is_web_address(link)
    ]
    if len(links) > MOST_LINKS:
        faults.append(_("Keep at most %(most)d links; there are %(has)d.") % {"most": MOST_LINKS, "has": len(links)})
    return links, faults


def _is_web_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    plain = link.isprintable() and not re.search(r"[\s<>\"'`\\]", link) and len(link) <= LONGEST_LINK
    return plain and parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
