"""What a suggestion and a gate say alike about a rubric, in sentences. Figures are printed by ``Reason.printed``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from rubrics.scoring.reasons import Reason, ReasonId


@dataclass(frozen=True, slots=True)
class Names:
    """How criteria are called, by key, and raters, by the id of their marks."""

    criteria: Mapping[str, str]
    raters: Mapping[str, str] = field(default_factory=dict)

    def criterion(self, reason: Reason) -> str:
        return self.criteria[reason.criterion or ""]


Sentence = Callable[[Reason, Names], str]


def _below_floor(reason: Reason, names: Names) -> str:
    return _("%(criterion)s stands at %(mean)s, below its floor of %(floor)s.") % {
        "criterion": names.criterion(reason),
        "mean": reason.printed.value,
        "floor": reason.printed.bar,
    }


def _not_assessed(reason: Reason, names: Names) -> str:
    return _("Nobody assessed the must-have %(criterion)s.") % {"criterion": names.criterion(reason)}


def _no_score(reason: Reason, names: Names) -> str:
    return _("Nothing has been assessed yet.")


SHARED: Mapping[ReasonId, Sentence] = {
    ReasonId.BELOW_FLOOR: _below_floor,
    ReasonId.NOT_ASSESSED: _not_assessed,
    ReasonId.NO_SCORE: _no_score,
}
