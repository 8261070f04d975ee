"""Reasons of a suggestion in sentences. The figures come as exact values; they are printed by ``rounding.compared``."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rubrics.scoring.reasons import Reason, ReasonId
from rubrics.scoring.rounding import compared, compared_percent, half_up
from rubrics.scoring.suggestion import Outcome

OUTCOMES = {
    Outcome.ADVANCE: gettext_lazy("Advance"),
    Outcome.HOLD: gettext_lazy("Hold"),
    Outcome.DO_NOT_ADVANCE: gettext_lazy("Do not advance"),
}


def say(reason: Reason, *, titles: Mapping[str, str], people: Mapping[str, str]) -> str:
    """Return one sentence; ``titles`` by criterion key, ``people`` by rater id."""
    return SENTENCES[reason.id](reason, titles, people)


def _below_floor(reason: Reason, titles: Mapping[str, str], people: Mapping[str, str]) -> str:
    shown = compared(reason.value, reason.bar)
    return _("%(criterion)s stands at %(mean)s, below its floor of %(floor)s.") % {
        "criterion": titles[reason.criterion],
        "mean": shown.value,
        "floor": shown.bar,
    }


def _disagreement(reason: Reason, titles: Mapping[str, str], people: Mapping[str, str]) -> str:
    return _("%(people)s differ by %(gap)s levels on %(criterion)s.") % {
        "people": _join([people[rater] for rater in reason.raters]),
        "gap": half_up(reason.value, 0),
        "criterion": titles[reason.criterion],
    }


def _no_score(reason: Reason, titles: Mapping[str, str], people: Mapping[str, str]) -> str:
    return _("Nothing has been assessed yet.")


def _low_coverage(reason: Reason, titles: Mapping[str, str], people: Mapping[str, str]) -> str:
    shown = compared_percent(reason.value, reason.bar)
    return _("Only %(share)s %% of the weight was assessed; %(wanted)s %% are needed.") % {
        "share": shown.value,
        "wanted": shown.bar,
    }


def _quorum(reason: Reason, titles: Mapping[str, str], people: Mapping[str, str]) -> str:
    wanted = int(reason.bar)
    return ngettext(
        "%(count)s of %(wanted)s scorecard is in.", "%(count)s of %(wanted)s scorecards are in.", wanted
    ) % {"count": int(reason.value), "wanted": wanted}


def _score_reached(reason: Reason, titles: Mapping[str, str], people: Mapping[str, str]) -> str:
    shown = compared(reason.value, reason.bar)
    return _("The score of %(score)s reaches the %(bar)s that this seniority expects.") % {
        "score": shown.value,
        "bar": shown.bar,
    }


def _score_below(reason: Reason, titles: Mapping[str, str], people: Mapping[str, str]) -> str:
    shown = compared(reason.value, reason.bar)
    return _("The score of %(score)s is below the %(bar)s that this seniority expects.") % {
        "score": shown.value,
        "bar": shown.bar,
    }


def _not_assessed(reason: Reason, titles: Mapping[str, str], people: Mapping[str, str]) -> str:
    return _("Nobody assessed the must-have %(criterion)s.") % {"criterion": titles[reason.criterion]}


def _advice(reason: Reason, titles: Mapping[str, str], people: Mapping[str, str]) -> str:
    shown = compared(reason.value, reason.bar)
    return _(
        "%(criterion)s stands at %(mean)s. It is no must-have for this role; elsewhere its floor is %(floor)s."
    ) % {
        "criterion": titles[reason.criterion],
        "mean": shown.value,
        "floor": shown.bar,
    }


SENTENCES: dict[ReasonId, Callable[[Reason, Mapping[str, str], Mapping[str, str]], str]] = {
    ReasonId.BELOW_FLOOR: _below_floor,
    ReasonId.DISAGREEMENT: _disagreement,
    ReasonId.NO_SCORE: _no_score,
    ReasonId.LOW_COVERAGE: _low_coverage,
    ReasonId.QUORUM_NOT_MET: _quorum,
    ReasonId.SCORE_REACHED: _score_reached,
    ReasonId.SCORE_BELOW: _score_below,
    ReasonId.NOT_ASSESSED: _not_assessed,
    ReasonId.BELOW_ADVICE_FLOOR: _advice,
}


def _join(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
