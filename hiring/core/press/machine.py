"""WeasyPrint itself. Runs in the child interpreter alone (``printing``), and imports no Django.

What a document may fetch is a list of packaged files; every other address is refused, whatever its kind. The fonts and
the sheet are read once and kept for the documents that follow.
"""

import gc
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from hiring.core.press.coverage import Coverage
from hiring.core.press.long_words import cut_long_words
from hiring.core.press.scripts import find_missing, replace_unprintable

STATIC = Path(__file__).resolve().parents[3] / "static"
SHEET = STATIC / "css" / "print.css"
FONTS = tuple(sorted((STATIC / "fonts").glob("*.woff2")))
PICTURES = tuple(sorted((STATIC / "print").glob("*.svg")))
KINDS = {".woff2": "font/woff2", ".svg": "image/svg+xml"}
UNPRINTED = "<!--unprinted-->"  # where a document says which scripts could not be printed

Tell = Callable[[int, int], None]


class PackagedFiles(URLFetcher):
    """Knows our fonts and pictures by their whole address; the network and all other files do not exist."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=())
        self.files = {path.as_uri(): path for path in (*FONTS, *PICTURES)}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        path = self.files.get(url)
        if path is None:
            raise Refused(url)
        return URLFetcherResponse(url, path.read_bytes(), headers={"Content-Type": KINDS[path.suffix]})


class Refused(ValueError):
    """Something that is not ours was asked for. WeasyPrint prints the document without it."""


class Press:
    """What is kept between documents: fonts, sheet, and which characters the fonts have."""

    def __init__(self) -> None:
        self.fetcher = PackagedFiles()
        self.fonts = FontConfiguration()
        self.sheet = CSS(filename=SHEET, font_config=self.fonts, url_fetcher=self.fetcher)
        self.coverage = Coverage(FONTS)

    def print(self, html: str) -> tuple[bytes, int]:
        page = HTML(string=html, url_fetcher=self.fetcher)
        document = page.render(stylesheets=[self.sheet], font_config=self.fonts, pdf_variant="pdf/ua-1")
        identifier = hashlib.sha256(html.encode()).hexdigest()[:32]
        return document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier), len(document.pages)


@cache
def press() -> Press:
    """Return the one press of this process.

    What it keeps is never garbage, and so not looked through again; a document is many objects that live together.
    """
    ready = Press()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    return ready


def print_document(about: dict[str, Any], parts: list[bytes], tell: Tell) -> tuple[dict[str, Any], list[bytes]]:
    """Job of ``printing.print_pdf``: HTML in, PDF out. ``about["unprinted"]`` is the sentence with ``%s`` in it."""
    ready = press()
    replaced = replace_unprintable(parts[0].decode(), ready.coverage.__contains__)
    note = about["unprinted"] % ", ".join(replaced.scripts) if replaced.scripts else ""
    html = replaced.text.replace(UNPRINTED, f'<p class="unprinted">{note}</p>' if note else "")
    pdf, pages = ready.print(cut_long_words(html))
    return {"pages": pages, "missing": list(replaced.scripts)}, [pdf]


def list_missing(about: dict[str, Any], parts: list[bytes], tell: Tell) -> tuple[dict[str, Any], list[bytes]]:
    """Job of ``printing.missing_fonts``: which scripts of our list no font prints."""
    return {"missing": find_missing(press().coverage.__contains__)}, []
