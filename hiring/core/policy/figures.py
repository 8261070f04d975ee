"""The figures of the policy: their keys, defaults and bounds, and the reading of what holds now."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hiring.core.policy.models import PolicyChange


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ``key``, default, allowed range, what it means and its unit."""

    key: str
    default: Decimal
    lowest: Decimal
    highest: Decimal
    label: str | Promise
    unit: str | Promise = ""


def _figure(
    key: str, default: str, lowest: str, highest: str, label: str | Promise, unit: str | Promise = ""
) -> Figure:
    return Figure(key, Decimal(default), Decimal(lowest), Decimal(highest), label, unit)


FIGURES: dict[str, Figure] = {
    figure.key: figure
    for figure in (
        _figure("job_review.count", "2", "1", "10", _("Job reviews needed before a role opens"), _("reviews")),
        _figure(
            "job_review.score",
            "3.0",
            "1",
            "5",
            _("Lowest score of a job description that may open"),
            _("of 5"),
        ),
        _figure("evidence.characters", "40", "1", "500", _("Shortest evidence for a rating"), _("characters")),
        _figure(
            "suggestion.coverage",
            "70",
            "0",
            "100",
            _("Lowest coverage of the weight for a suggestion"),
            _("per cent"),
        ),
        _figure(
            "suggestion.disagreement",
            "2",
            "1",
            "4",
            _("Difference on a must-have that asks for a debrief"),
            _("levels"),
        ),
        _figure("scorecard.due_hours", "24", "1", "240", _("Scorecard due after the interview's end"), _("hours")),
        _figure(
            "scorecard.due_days",
            "2",
            "1",
            "20",
            _("Scorecard due after assignment without an interview"),
            _("working days"),
        ),
        _figure(
            "access.days_after_close",
            "30",
            "0",
            "365",
            _("Interviewers keep access after a role closes"),
            _("days"),
        ),
    )
}


def read_policy(keys: Iterable[str] | None = None) -> dict[str, Decimal]:
    """Return what holds now for ``keys`` (all figures by default), by one query."""
    wanted = set(keys) if keys is not None else set(FIGURES)
    values = {key: FIGURES[key].default for key in wanted}
    for change in PolicyChange.objects.filter(key__in=wanted).order_by("id").only("key", "value"):
        values[change.key] = change.value
    return values
