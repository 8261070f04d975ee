"""Printing a document in the child interpreter, and what an administrator installs so that all names print."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hiring.core.background.child import MEGABYTE, Limits, run_in_child
from hiring.core.press.scripts import SCRIPTS, label_of

# Pango starts threads; WeasyPrint writes the fonts of the sheet into its folder.
LIMITS = Limits(memory=2048 * MEGABYTE, file_bytes=16 * MEGABYTE, threads=True)
SECONDS = 60.0
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


def print_pdf(html: str, *, seconds: float = SECONDS, on_progress: Callable[[int, int], None] | None = None) -> Printed:
    """Print ``html`` as a tagged PDF. Raises ``ChildError``. The same text gives the same bytes on one machine."""
    about = {"unprinted": _("No installed font can print some characters here: %s. Their names stand in brackets.")}
    answer = run_in_child(PRINT, about, [html.encode()], seconds=seconds, limits=LIMITS, on_progress=on_progress)
    return Printed(answer.parts[0], answer.body["pages"], tuple(answer.body["missing"]))


def missing_fonts() -> tuple[MissingFont, ...]:
    """Return what an administrator installs so that names in every script of our list print. Raises ``ChildError``."""
    packages: dict[str, list[str]] = {}
    for key in _list_missing():
        packages.setdefault(SCRIPTS[key].package, []).append(label_of(key))
    return tuple(MissingFont(package, tuple(scripts)) for package, scripts in packages.items())


def _list_missing() -> list[str]:
    return run_in_child(LIST, {}, seconds=SECONDS, limits=LIMITS).body["missing"]
