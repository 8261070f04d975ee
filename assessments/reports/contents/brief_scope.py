"""The part of a role's brief that says why somebody is hired, and where the work will run."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assessments.reports.contents.brief_parts import TEMPLATES, Ask, Gap
from hiring.roles.reasons import find_reasons
from hiring.scope.gaps import measure_completeness
from hiring.scope.words import say_environment


@dataclass(frozen=True, slots=True)
class ScopePart:
    """``missing`` are the sentences of what nobody has said yet."""

    template: ClassVar[str] = f"{TEMPLATES}/scope.html"

    reasons: tuple[str, ...]
    environment: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


def tell_scope(ask: Ask) -> ScopePart | Gap:
    reasons = tuple(reason.title for reason in find_reasons(ask.role.reasons))
    environment = tuple((line.label, line.text) for line in say_environment(ask.role))
    if not reasons and not environment:
        return Gap(_("Why and where"), _("Nobody has said yet why the role is hired for and where it will work."))
    missing = tuple(str(text) for text in measure_completeness(ask.role).gaps.values())
    return ScopePart(reasons, environment, missing)
