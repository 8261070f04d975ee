"""What is not said yet of a role's scope, as form, page, API and opening all ask it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hiring.roles.models import Role
from hiring.roles.reasons import ReasonKind, find_reasons
from hiring.scope.models import Serving
from hiring.scope.words import LABELS, environment_of

ASKS: Mapping[str, str | Promise] = {
    "serving": _("Say whether the model predicts in batches or in real time."),
    "latency": _("Give the latency target: in real time somebody waits for it."),
    "rows_today": _("Say how many rows of data there are today."),
    "rows_in_two_years": _("Say how many rows there will be in two years."),
    "retraining": _("Say how often the model must be retrained."),
    "duties": _("Say which audit and compliance duties there are, or that there are none."),
}
WHY = _("Say why this role is hired for.")


@dataclass(frozen=True, slots=True)
class Completeness:
    """``gaps`` is {field: sentence} of what is missing, in page order; ``wanted`` counts all that is asked."""

    wanted: int
    gaps: Mapping[str, str | Promise]

    @property
    def said(self) -> int:
        return self.wanted - len(self.gaps)

    @property
    def is_complete(self) -> bool:
        return not self.gaps


def find_gaps(values: Mapping[str, object]) -> dict[str, str | Promise]:
    """Return {field: sentence} of what an environment leaves unsaid. Latency is asked for where somebody waits."""
    return {name: text for name, text in ASKS.items() if _is_asked(name, values) and values.get(name) in (None, "", [])}


def _is_asked(name: str, values: Mapping[str, object]) -> bool:
    return name != "latency" or values.get("serving") in (Serving.REAL_TIME, Serving.BOTH)


def read_values(role: Role) -> dict[str, object]:
    """Return what stands of a role's environment, by field; empty values where nobody has said anything."""
    environment = environment_of(role)
    empty: dict[str, object] = {name: [] if name in LISTS else None if name in NUMBERS else "" for name in LABELS}
    return {name: getattr(environment, name) for name in LABELS} if environment else empty


LISTS = ("duties", "clouds", "colleagues")
NUMBERS = ("latency", "throughput", "rows_today", "rows_in_two_years")


def measure_completeness(role: Role) -> Completeness:
    """Return how far a role's scope is: its environment, and while it is a draft why it is hired for."""
    values = read_values(role)
    gaps = find_gaps(values)
    says_why = has_why(role.reasons)
    if role.is_draft and not says_why:
        gaps["why"] = WHY
    asks_why = role.is_draft or says_why  # once it has opened its reasons are frozen, also where there are none
    return Completeness(wanted=sum(_is_asked(name, values) for name in ASKS) + asks_why, gaps=gaps)


def has_why(reasons: Sequence[str]) -> bool:
    return any(reason.kind == ReasonKind.WHY for reason in find_reasons(reasons))
