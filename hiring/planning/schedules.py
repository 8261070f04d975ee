"""From a role and what somebody knows about it to its timeline, and the verb that keeps that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.benchmarks.ranges import Figure
from hiring.benchmarks.reading import read_figures
from hiring.benchmarks.terms import Level, Topic
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.calendar.own_days import working_time_of
from hiring.core.calendar.working_time import WorkingTime
from hiring.core.errors import Invalid, Refused, Stale
from hiring.planning.effort import measure_effort
from hiring.planning.limits import TOPICS, limit_rules
from hiring.planning.models import RoleTimeline
from hiring.planning.plans import read_role_steps
from hiring.planning.process import PlannedStep
from hiring.planning.rules import read_rules
from hiring.planning.timeline import Capacity, Timeline, TooLong, Work, count_days, expect_candidates, lay_out
from hiring.roles.drafts import hold_role
from hiring.roles.models import HiringTeamMember, Role, RoleState, TeamRight

INPUTS = ("start_on", "interviewers", "hours_a_week", "candidates", "pass_percent", "weeks_by")
BOUNDS = {"interviewers": (1, 50), "hours_a_week": (1, 40), "candidates": (1, 500), "pass_percent": (1, 100)}
FARTHEST_START = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a timeline is computed from besides the role itself. ``weeks_by`` is empty where the role decides."""

    start_on: date
    interviewers: int
    hours_a_week: int
    candidates: int
    pass_percent: int
    weeks_by: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One source's answer: its weeks, and the plan by them. ``timeline`` is None where it would take years."""

    figure: Figure
    timeline: Timeline | None
    fits: bool  # the source speaks of roles like this one


@dataclass(frozen=True, slots=True)
class Schedule:
    """The timeline of a role by the source that counts (None: none is in use), and by every other one."""

    role: Role
    inputs: Inputs
    stored: RoleTimeline | None
    chosen: Reading | None
    readings: Sequence[Reading]
    days_off: Sequence[date]
    largest_panel: int

    @property
    def timeline(self) -> Timeline | None:
        return self.chosen.timeline if self.chosen else None

    @property
    def too_few(self) -> bool:
        """Fewer interviewers than one panel needs."""
        return self.inputs.interviewers < self.largest_panel

    @property
    def version(self) -> int:
        return self.stored.version if self.stored else 0


def read_schedule(role: Role, *, today: date | None = None, interviewers: int | None = None) -> Schedule:
    """Return the role's timeline as it stands, by six queries; ``today`` is where one without inputs begins.

    ``interviewers`` are those of the hiring team where the caller has counted them.
    """
    stored = RoleTimeline.objects.filter(role=role).select_related("changed_by").first()
    figures = read_figures([*TOPICS.values(), Topic.HIRING_TIME])
    if stored:
        return make_schedule(role, inputs_of(stored), figures, stored=stored)
    if interviewers is None:
        members = HiringTeamMember.objects.current().filter(role=role, right=TeamRight.INTERVIEWER)
        interviewers = members.count()
    least = limit_rules(figures).limit("panel").least or 1
    start = today or timezone.localdate()
    return make_schedule(role, default_inputs(start, max(interviewers, least)), figures)


def inputs_of(stored: RoleTimeline) -> Inputs:
    return Inputs(**{name: getattr(stored, name) for name in INPUTS})


def default_inputs(start: date, interviewers: int) -> Inputs:
    """What a timeline stands on until somebody knows better."""
    defaults = read_rules().defaults
    return Inputs(
        start_on=start,
        interviewers=interviewers,
        hours_a_week=defaults["hours_a_week"].value,
        candidates=defaults["candidates"].value,
        pass_percent=defaults["pass_percent"].value,
    )


def make_schedule(
    role: Role, inputs: Inputs, figures: Iterable[Figure], *, stored: RoleTimeline | None = None
) -> Schedule:
    """Plan the role's steps by every figure on the time to hire."""
    steps = [step for step in read_role_steps(role) if step.judges_candidates]
    working = working_time_of(role.place)
    works = plan_works(steps, inputs)
    level = level_of(role)
    readings = [
        Reading(figure, _try(works, figure, inputs, working), not figure.levels or level in figure.levels)
        for figure in figures
        if figure.topic == Topic.HIRING_TIME
    ]
    chosen = choose(readings, inputs.weeks_by, level)
    return Schedule(
        role=role,
        inputs=inputs,
        stored=stored,
        chosen=chosen,
        readings=readings,
        days_off=_days_off(chosen.timeline if chosen else None, working),
        largest_panel=max((step.panel for step in steps), default=1),
    )


def choose(readings: Sequence[Reading], wanted: str, level: str) -> Reading | None:
    """Return the reading that was asked for, else one that names the level, else one that speaks of all levels."""
    ranked = sorted(
        readings,
        key=lambda reading: (reading.figure.key != wanted, level not in reading.figure.levels, not reading.fits),
    )
    return ranked[0] if ranked else None


def plan_works(steps: Sequence[PlannedStep], inputs: Inputs) -> list[Work]:
    """Every step with its candidates and the hours of its panel, and the offer at the end, which takes no panel."""
    rules = read_rules()
    effort = measure_effort(steps, card_minutes=rules.card_minutes, reading_minutes=rules.reading_minutes)
    coming = expect_candidates(inputs.candidates, len(effort.steps), inputs.pass_percent)
    works = [
        Work(item.step.id, item.step.title, count, Fraction(item.panel, 60))
        for item, count in zip(effort.steps, coming, strict=True)
    ]
    return [*works, Work("", _("Decision and offer"), 1, Fraction(0))]


def level_of(role: Role) -> str:
    """The level of which a source on time speaks: specialised roles count as senior ones, as sources name them."""
    is_specialised = role.specialism_id is not None and role.seniority.key != Level.STAFF
    return Level.SENIOR.value if is_specialised else role.seniority.key


def _try(works: Sequence[Work], figure: Figure, inputs: Inputs, working: WorkingTime) -> Timeline | None:
    days_a_week = sum(span is not None for span in working.week)
    capacity = Capacity(inputs.interviewers, inputs.hours_a_week, days_a_week)
    days = count_days(figure.low, figure.high, figure.unit, days_a_week)
    try:
        return lay_out(works, days, start=inputs.start_on, calendar=working, capacity=capacity)
    except TooLong:
        return None


def _days_off(timeline: Timeline | None, working: WorkingTime) -> list[date]:
    """The holidays on working weekdays until the latest end."""
    if timeline is None:
        return []
    first, last = timeline.phases[0].begins.early, timeline.filled.late
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if working.week[day.weekday()] is not None and not working.is_working_day(day)]


@transaction.atomic
def save_timeline(role: Role, *, actor: User, version: int | None = None, **values: object) -> RoleTimeline:
    """Keep what the timeline is computed from: all of ``INPUTS``, or some of them once there are some.

    ``version`` is the one that the writer had before their eyes, 0 for none. Raises ``NotAllowed`` unless the actor
    leads the role, ``Refused`` for a closed one, ``Stale``, and ``Invalid`` for numbers out of bounds and for inputs
    with which the process would take years.
    """
    role = hold_role(role, actor=actor)
    if role.state == RoleState.CLOSED:
        raise Refused(_("This role is closed. Open it again to plan it."))
    stored = RoleTimeline.objects.filter(role=role).first()
    if version is not None and version != (stored.version if stored else 0):
        raise Stale(
            _("Somebody changed this timeline while you were working on it. Nothing of yours was saved yet."),
            theirs={"version": stored.version if stored else 0, **describe_inputs(stored)},
        )
    before = {name: getattr(stored, name) for name in INPUTS} if stored else {"weeks_by": ""}
    now = before | values
    check_inputs(role, now)
    changed = [name for name in INPUTS if before.get(name) != now[name]]
    if stored and not changed:
        return stored
    row = stored or RoleTimeline(role=role, version=0)
    for name in INPUTS:
        setattr(row, name, now[name])
    row.version, row.changed_by, row.changed_at = row.version + 1, actor, timezone.now()
    row.save()
    record("timeline.saved", actor=actor, obj=row, role=role, fields=changed)
    return row


def describe_inputs(stored: RoleTimeline | None) -> dict[str, object]:
    return {name: str(getattr(stored, name)) for name in INPUTS} if stored else {}


def check_inputs(role: Role, values: Mapping[str, object]) -> None:
    """What form and API both ask of a timeline. Raises ``Invalid``."""
    figures = read_figures([Topic.HIRING_TIME])
    errors = {name: [text] for name, text in _find_errors(values, figures)}
    if not errors:
        inputs = Inputs(**{name: values[name] for name in INPUTS})
        schedule = make_schedule(role, inputs, figures)
        if schedule.chosen and schedule.chosen.timeline is None:
            text = _("With so few hours the steps would take more than three years.")
            errors = {"interviewers": [text]}
    if errors:
        raise Invalid(" ".join(text for [text] in errors.values()), errors=errors)


def _find_errors(values: Mapping[str, object], figures: Iterable[Figure]) -> list[tuple[str, str]]:
    today = timezone.localdate()
    start, source = values.get("start_on"), values.get("weeks_by", "")
    errors = [
        (name, _("Write a whole number from %(low)d to %(high)d.") % {"low": low, "high": high})
        for name, (low, high) in BOUNDS.items()
        if not isinstance(number := values.get(name), int) or not low <= number <= high
    ]
    if not isinstance(start, date) or abs(start - today) > FARTHEST_START:
        errors.append(("start_on", _("Choose a day at most two years from today.")))
    if source and source not in {figure.key for figure in figures}:
        errors.append(("weeks_by", _("Choose one of the sources.")))
    return errors
