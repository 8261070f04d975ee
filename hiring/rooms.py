"""The rooms of the house, low to high, by name: where addresses, API collections and background handlers are found.

It belongs to no floor. A room is a package with any of ``urls``, ``api``, ``tasks``, ``mails`` and ``vitals``; the root
gathers what is there, so that no floor names a higher one.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

ROOMS = (
    "hiring.core.monitoring",
    "hiring.core.calendar",
    "hiring.core.accounts",
    "hiring.core.audit",
    "hiring.core.policy",
    "hiring.core.background",
    "hiring.core.mail",
    "hiring.core.invitations",
    "hiring.core.press",
    "hiring.core.api",
    "hiring.core.backups",
    "hiring.core.operations",
    "rubrics.library",
    "rubrics.sheets",
    "hiring.benchmarks",
    "hiring.wording",
    "hiring.roles",
    "hiring.readiness",
    "hiring.scope",
    "hiring.planning",
    "hiring.intake",
    "candidates.people",
    "candidates.applications",
    "candidates.documents",
    "assessments.interviews",
    "assessments.scorecards",
    "assessments.debriefs",
    "assessments.reminders",
    "assessments.reports",
    "assessments.pipeline",
    "assessments.inbox",
)


def rooms_with(part: str) -> tuple[str, ...]:
    """Return the full names of the modules ``part`` (``urls``, ``tasks``) that rooms have, low to high."""
    return tuple(f"{room}.{part}" for room in ROOMS if find_spec(f"{room}.{part}"))


def import_parts(part: str) -> Iterator[ModuleType]:
    """Import and return the module ``part`` of every room that has one, low to high."""
    return (import_module(name) for name in rooms_with(part))
