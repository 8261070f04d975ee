"""Printing a document in the child interpreter, and what an administrator installs so that all names print."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from hiring.core.background.child import MEGABYTE, Limits, run_in_child
from hiring.core.press.scripts import SCRIPTS, label_of

# Pango starts threads; WeasyPrint writes the fonts of the sheet into its folder.
LIMITS = Limits(memory=2048 * MEGABYTE, file_bytes=16 * MEGABYTE, threads=True)
# Hundreds of pages laid out at once: some 5 MB a page, given back as soon as they are printed.
LARGE = replace(LIMITS, memory=6144 * MEGABYTE, documents=1)
SECONDS, LARGE_SECONDS = 60.0, 900.0
PRINT, LIST = "hiring.core.press.machine:print_document", "hiring.core.press.machine:list_missing"


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, how many pages it has, and the scripts that no font could print; they are named in the document too."""

    pdf: bytes
    pages: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingFont:
    """A Debian package, and the scripts that do not print without it."""

    package: str
    scripts: tuple[str, ...]


def print_pdf(html: str, *, large: bool = False) -> Printed:
    """Print ``html`` as a tagged PDF. Raises ``ChildError``. The same text gives the same bytes on one machine.

    ``large``: several reports as one document, which takes minutes and a child of its own.
    """
    about = {"unprinted": _("No installed font can print some characters here: %s. Their names stand in brackets.")}
    limits, seconds = (LARGE, LARGE_SECONDS) if large else (LIMITS, SECONDS)
    answer = run_in_child(PRINT, about, [html.encode()], seconds=seconds, limits=limits)
    return Printed(answer.parts[0], answer.body["pages"], tuple(answer.body["missing"]))


def missing_fonts() -> tuple[MissingFont, ...]:
    """Return what an administrator installs so that names in every script of our list print. Raises ``ChildError``."""
    packages: dict[str, list[str]] = {}
    for key in _list_missing():
        packages.setdefault(SCRIPTS[key].package, []).append(label_of(key))
    return tuple(MissingFont(package, tuple(scripts)) for package, scripts in packages.items())


def _list_missing() -> list[str]:
    return run_in_child(LIST, {}, seconds=SECONDS, limits=LIMITS).body["missing"]
