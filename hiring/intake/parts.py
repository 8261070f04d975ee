"""The parts of a job description as its builder takes them: cleaned, checked, and read from a version."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hiring.core.text import clean_line, clean_text
from hiring.intake.models import JobDescription
from hiring.roles.models import Role
from hiring.wording.check import Check, check_text
from hiring.wording.parts import LEAST_SECTIONS, MLOPS, PRODUCTION, Parts, find_missing, read_parts, write_markdown

LONGEST_LINE = 200
LONGEST_ANSWER = 600
LONGEST_MORE = 12_000
LINES = frozenset({"tools", "domain", "metric", "baseline", "target", "system"})
LONGEST = {
    field.name: LONGEST_MORE if field.name == "more" else LONGEST_LINE if field.name in LINES else LONGEST_ANSWER
    for field in fields(Parts)
    if field.name not in ("production", "mlops")
}
# What is said where a required answer is missing.
ASKED: dict[str, Promise] = {
    "ml_work": gettext_lazy("Say which kind of ML work it is."),
    "production": gettext_lazy("Choose how far the responsibility in production goes."),
    "mlops": gettext_lazy("Choose at least one."),
    "tools": gettext_lazy("Name the tools and platforms of the work."),
    "domain": gettext_lazy("Name the business in which the models work."),
    "first_project": gettext_lazy("Name a first project that is small."),
    "first_30_days": gettext_lazy("Name what is done after 30 days."),
    "metric": gettext_lazy("Name the number that will be different after 90 days."),
    "baseline": gettext_lazy("Say what that number is today."),
    "target": gettext_lazy("Say what it should be after 90 days."),
    "system": gettext_lazy("Name the system in which it shows."),
}


def clean_parts(parts: Parts) -> Parts:
    """Return the answers cleaned, those of one line on one line; ticks that are not offered are left out."""
    values = parts.as_json()
    for name in LONGEST:
        typed = str(values[name]).replace("\r\n", "\n").replace("\r", "\n")
        values[name] = clean_line(typed) if name in LINES else clean_text(typed).strip()
    values["production"] = parts.production if parts.production in PRODUCTION else ""
    values["mlops"] = [key for key in MLOPS if key in parts.mlops]
    return Parts.from_json(values)


def find_faults(parts: Parts) -> dict[str, list[str]]:
    """Return by answer what is wrong with it: missing, or too long."""
    faults = {name: [str(ASKED[name])] for name in find_missing(parts)}
    for name, most in LONGEST.items():
        if len(getattr(parts, name)) > most:
            faults[name] = [_("Write at most %(most)d characters.") % {"most": most}]
    return faults


def parts_of(description: JobDescription | None) -> Parts:
    """Return the answers that a version was written from, or what can be read of them from its text."""
    if description is None:
        return Parts()
    if description.parts is not None:
        return Parts.from_json(description.parts)
    return read_parts(description.text)[0]


def opens_in_builder(description: JobDescription | None) -> bool:
    """A text that was written freely opens in the text editor, one with the builder's parts in the builder."""
    if description is None or description.parts is not None:
        return True
    return read_parts(description.text)[1] >= LEAST_SECTIONS


def check_words(role: Role, text: str, parts: Parts | None = None) -> Check:
    """Return what the words of a text say about this role, its title and what was chosen for it."""
    specialism = role.specialism.key if role.specialism else None
    return check_text(role.title, text, role_type=role.role_type.key, specialism=specialism, parts=parts)


def check_version(role: Role, description: JobDescription) -> Check:
    kept = Parts.from_json(description.parts) if description.parts is not None else None
    return check_words(role, description.text, kept)


def check_sent(role: Role, text: str | None = None, parts: Mapping[str, Any] | None = None) -> Check:
    """Check what was sent of a version that is not written yet: its parts, else its text, else the newest version."""
    if parts is not None:
        answers = clean_parts(Parts.from_json(parts))
        return check_words(role, write_markdown(answers), answers)
    if text is not None:
        return check_words(role, clean_text(text.replace("\r\n", "\n").replace("\r", "\n")))
    newest = role.descriptions.first()
    return check_version(role, newest) if newest else check_words(role, "")
