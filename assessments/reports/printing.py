"""From contents to pages: HTML for the press, and the page that lies in a ZIP."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessments.reports.contents import Content
from assessments.reports.digest import digest_of
from hiring.core.press.printing import Printed, print_pdf
from hiring.core.text import clean_text

__all__ = ["Imprint", "IndexEntry", "Printed", "print_pdf", "write_bundle", "write_html", "write_index"]

INDEX_SHEET = settings.BASE_DIR / "static" / "css" / "print-index.css"
BUNDLE_MOST = 50  # applications laid out as one document; beyond, a ZIP


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who prints a copy and when, in which time zone: the one thing in which two copies of a report differ."""

    name: str
    at: datetime
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One file of a ZIP. ``digest`` is that of its content, ``missing`` the scripts that could not be printed."""

    file_name: str
    title: str
    note: str
    pages: int
    digest: str
    missing: Sequence[str] = ()


def write_html(content: Content, imprint: Imprint) -> str:
    """Return the pages of one report as HTML."""
    template = f"assessments/reports/{content.kind}.html"
    return _write(template, imprint, {"content": content, "digest": digest_of(content)})


def write_bundle(contents: Sequence[Content], imprint: Imprint, title: str) -> str:
    """Return several application reports as one document with a page of contents, in the order given."""
    if not contents:
        raise ValueError("a bundle holds at least one report")
    context = {"contents": contents, "title": title, "digest": digest_of(*contents)}
    return _write("assessments/reports/bundle.html", imprint, context)


def write_index(entries: Sequence[IndexEntry], imprint: Imprint, title: str) -> str:
    """Return the page that lies beside the files of a ZIP and leads to them; it needs nothing else to be read."""
    style = format_html("<style>{}</style>", SafeString(INDEX_SHEET.read_text()))
    return _write("assessments/reports/index.html", imprint, {"entries": entries, "title": title, "style": style})


def _write(template: str, imprint: Imprint, context: dict[str, object]) -> str:
    with timezone.override(ZoneInfo(imprint.time_zone)):
        return clean_text(render_to_string(template, {"imprint": imprint, **context}))
