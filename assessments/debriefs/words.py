"""Reasons of a suggestion in sentences. A table holds one for each; no figure is printed but by ``Reason.printed``."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rubrics.scoring.reasons import Reason, ReasonId
from rubrics.scoring.suggestion import Outcome
from rubrics.sheets.sentences import SHARED, Names, Sentence

OUTCOMES = {
    Outcome.ADVANCE: gettext_lazy("Advance"),
    Outcome.HOLD: gettext_lazy("Hold"),
    Outcome.DO_NOT_ADVANCE: gettext_lazy("Do not advance"),
}


def say(reason: Reason, names: Names) -> str:
    return SENTENCES[reason.id](reason, names)


def say_cards(submitted: int, wanted: int) -> str:
    """How many scorecards are in, and how many a decision waits for; there may be more than that."""
    are_in = ngettext("%(count)d scorecard is in", "%(count)d scorecards are in", submitted) % {"count": submitted}
    needed = ngettext("%(wanted)d is needed", "%(wanted)d are needed", wanted) % {"wanted": wanted}
    return _("%(are_in)s, %(needed)s.") % {"are_in": are_in, "needed": needed}


def _disagreement(reason: Reason, names: Names) -> str:
    return _("%(people)s differ by %(gap)s levels on %(criterion)s.") % {
        "people": _join([names.raters[rater] for rater in reason.raters]),
        "gap": reason.printed.value,
        "criterion": names.criterion(reason),
    }


def _low_coverage(reason: Reason, names: Names) -> str:
    return _("Only %(share)s %% of the weight was assessed; %(wanted)s %% are needed.") % {
        "share": reason.printed.value,
        "wanted": reason.printed.bar,
    }


def _quorum(reason: Reason, names: Names) -> str:
    return say_cards(int(reason.value or 0), int(reason.bar or 0))


def _score_reached(reason: Reason, names: Names) -> str:
    return _("The score of %(score)s reaches the %(bar)s that this seniority expects.") % {
        "score": reason.printed.value,
        "bar": reason.printed.bar,
    }


def _score_below(reason: Reason, names: Names) -> str:
    return _("The score of %(score)s is below the %(bar)s that this seniority expects.") % {
        "score": reason.printed.value,
        "bar": reason.printed.bar,
    }


def _advice(reason: Reason, names: Names) -> str:
    return _(
        "%(criterion)s stands at %(mean)s. It is no must-have for this role; elsewhere its floor is %(floor)s."
    ) % {
        "criterion": names.criterion(reason),
        "mean": reason.printed.value,
        "floor": reason.printed.bar,
    }


SENTENCES: Mapping[ReasonId, Sentence] = {
    **SHARED,
    ReasonId.DISAGREEMENT: _disagreement,
    ReasonId.LOW_COVERAGE: _low_coverage,
    ReasonId.QUORUM_NOT_MET: _quorum,
    ReasonId.SCORE_REACHED: _score_reached,
    ReasonId.SCORE_BELOW: _score_below,
    ReasonId.BELOW_ADVICE_FLOOR: _advice,
}


def _join(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
