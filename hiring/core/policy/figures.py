"""The figures of the policy: their keys, defaults and bounds, and the reading of what holds now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hiring.core.policy.models import PolicyChange


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ``key``, default, allowed range, what it is called, what it does and its unit.

    ``places`` is how many decimals it takes: reviews and characters are counted in wholes.
    """

    key: str
    default: Decimal
    lowest: Decimal
    highest: Decimal
    label: str | Promise
    unit: str | Promise
    meaning: str | Promise
    places: int = 0


def _figure(key: str, default: str, bounds: tuple[str, str], *words: str | Promise, places: int = 0) -> Figure:
    label, unit, meaning = words
    return Figure(key, Decimal(default), Decimal(bounds[0]), Decimal(bounds[1]), label, unit, meaning, places)


FIGURES: dict[str, Figure] = {
    figure.key: figure
    for figure in (
        _figure(
            "job_review.count",
            "2",
            ("1", "10"),
            _("Job reviews needed before a role opens"),
            _("reviews"),
            _("So many members of the team rate the job description, each by themselves, before the role can open."),
        ),
        _figure(
            "job_review.score",
            "3.0",
            ("1", "5"),
            _("Lowest score of a job description that may open"),
            _("of 5"),
            _("The rubric score of all its reviews must reach this; below it the role stays a draft."),
            places=1,
        ),
        _figure(
            "readiness.unclear",
            "3",
            ("1", "5"),
            _("Unclear key questions of a team that keep its roles from opening"),
            _("of 5"),
            _("With so many unclear or unanswered, preparing comes before hiring. Roles that are open stay open."),
        ),
        _figure(
            "evidence.characters",
            "40",
            ("1", "500"),
            _("Shortest evidence for a rating"),
            _("characters"),
            _("A rating is taken only with an observation at least so long. Roles that are open keep what they had."),
        ),
        _figure(
            "suggestion.coverage",
            "70",
            ("0", "100"),
            _("Lowest coverage of the weight for a suggestion"),
            _("per cent"),
            _("When less of the rubric's weight was assessed, the suggestion is to hold."),
        ),
        _figure(
            "suggestion.disagreement",
            "2",
            ("1", "4"),
            _("Difference on a must-have that asks for a debrief"),
            _("levels"),
            _("When two raters are so far apart on a must-have, the suggestion is to hold and talk."),
        ),
        _figure(
            "scorecard.due_hours",
            "24",
            ("1", "240"),
            _("Scorecard due after the interview's end"),
            _("hours"),
            _("Memory fades: a card is due so long after the interview ended. Roles that are open keep what they had."),
        ),
        _figure(
            "scorecard.due_days",
            "2",
            ("1", "20"),
            _("Scorecard due after assignment without an interview"),
            _("working days"),
            _("A resume or a job description waits for no interview: its card is due so long after it was assigned."),
        ),
        _figure(
            "reminder.before_hours",
            "24",
            ("0", "168"),
            _("Reminder before an interview"),
            _("hours"),
            _("So long before, its panel is told time and place. 0: not. Roles that are open keep theirs."),
        ),
        _figure(
            "reminder.before_minutes",
            "60",
            ("0", "720"),
            _("Second reminder before an interview"),
            _("minutes"),
            _("So long before, they are told again. 0: not. Roles that are open keep theirs."),
        ),
        _figure(
            "reminder.after_minutes",
            "60",
            ("0", "1440"),
            _("Reminder after an interview’s end"),
            _("minutes"),
            _("Memory fades: so long after, the scorecard is asked for. 0: not. Roles that are open keep theirs."),
        ),
        _figure(
            "reminder.late_days",
            "10",
            ("0", "20"),
            _("Reminders of a late scorecard"),
            _("working days"),
            _("On so many working days after its due time a scorecard is asked for. Roles that are open keep theirs."),
        ),
        _figure(
            "reminder.manager_on",
            "3",
            ("0", "20"),
            _("The hiring manager hears of a scorecard when it is late by"),
            _("working days"),
            _("From then on a word from the manager may help. 0: never. Roles that are open keep theirs."),
        ),
        _figure(
            "access.days_after_close",
            "30",
            ("0", "365"),
            _("Interviewers keep access after a role closes"),
            _("days"),
            _("After that the applications on whose panel they were are closed to them."),
        ),
        _figure(
            "reports.kept_days",
            "30",
            ("1", "365"),
            _("Reports are kept"),
            _("days"),
            _("Files of printed and exported reports are deleted so long after they were made; they can be made anew."),
        ),
    )
}


def read_policy_history(keys: Iterable[str]) -> Callable[[datetime | None], dict[str, Decimal]]:
    """Return a function that says what held at a moment, or holds now (None), by one query for all moments."""
    wanted = set(keys)
    changes = list(PolicyChange.objects.filter(key__in=wanted).order_by("id"))

    def read_at(moment: datetime | None) -> dict[str, Decimal]:
        held = {key: FIGURES[key].default for key in wanted}
        return held | {change.key: change.value for change in changes if moment is None or change.changed_at <= moment}

    return read_at


def read_policy(keys: Iterable[str] | None = None) -> dict[str, Decimal]:
    """Return what holds now for ``keys`` (all figures by default), by one query."""
    wanted = set(keys) if keys is not None else set(FIGURES)
    values = {key: FIGURES[key].default for key in wanted}
    values.update(PolicyChange.objects.latest_of(wanted).values_list("key", "value"))
    return values
