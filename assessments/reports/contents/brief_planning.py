"""The parts of a role’s brief that plan it: how somebody is engaged, what it costs, and when. Values as printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from assessments.reports.contents.brief_parts import TEMPLATES, Ask, Gap
from hiring.benchmarks.ranges import Figure, Range, join_origins
from hiring.benchmarks.words import ENGAGEMENTS, say_money, say_range
from hiring.planning.cost import HORIZONS, Cost, ModelCost, Verdict
from hiring.planning.costing import RoleCost, read_cost, say_entered
from hiring.planning.engaging import read_engagement
from hiring.planning.models import RoleTimeline
from hiring.planning.permissions import may_read_cost
from hiring.planning.picture import Bar, draw_timeline
from hiring.planning.quotes import name_works
from hiring.planning.schedules import read_schedule


@dataclass(frozen=True, slots=True)
class EngagementPart:
    """``chosen`` is empty while a person has only said what the work is."""

    template: ClassVar[str] = f"{TEMPLATES}/engagement.html"

    chosen: str
    reason: str
    name: str
    at: datetime | None
    review_on: date | None
    advised: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


def tell_engagement(ask: Ask) -> EngagementPart | Gap:
    shown = read_engagement(ask.role)
    plan = shown.plan
    if not plan.version:
        return Gap(_("Engagement model"), _("Nobody has said yet what the work is, nor chosen a model."))
    return EngagementPart(
        chosen=str(ENGAGEMENTS[plan.chosen]) if plan.chosen else "",
        reason=plan.reason,
        name=plan.chosen_by.name if plan.chosen_by else "",
        at=plan.chosen_at,
        review_on=plan.review_on,
        advised=tuple(str(ENGAGEMENTS[key]) for key in shown.advised),
        facts=tuple((str(label), str(answer)) for label, answer in shown.facts if answer),
    )


@dataclass(frozen=True, slots=True)
class MoneyLine:
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ModelLine:
    """One engagement model: its totals by months, and where the first year lies on the scale, in per cent of it."""

    title: str
    totals: tuple[str, ...]
    low: float
    high: float
    is_open: bool
    verdict: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class CostPart:
    """``budget_at`` is where the budget stands on the scale of the first year; None without one."""

    template: ClassVar[str] = f"{TEMPLATES}/cost.html"

    currency: str
    needs_rate: str  # the currency of the sources, while nobody said what it is worth
    lines: tuple[MoneyLine, ...]
    months: tuple[int, ...]
    models: tuple[ModelLine, ...]
    budget: str
    budget_at: float | None
    entered: tuple[MoneyLine, ...]
    name: str
    at: datetime | None
    sources: tuple[str, ...]


def tell_cost(ask: Ask) -> CostPart | Gap:
    """Tell what the role costs in ranges, once somebody has entered what is known; to nobody who reads no pay."""
    title = _("Cost")
    if not may_read_cost(ask.rights):
        return Gap(title, _("What a role costs is read by those who lead it, administrators and auditors."))
    shown = read_cost(ask.role)
    plan = shown.plan
    if not plan.version:
        return Gap(title, _("Nobody has entered yet what is known about the cost."))
    top = _scale(shown)
    return CostPart(
        currency=shown.currency,
        needs_rate=shown.foreign if shown.needs_rate else "",
        lines=tuple(MoneyLine(label, text) for label, text in _say_cost(shown.cost, shown.currency) if text),
        months=HORIZONS,
        models=tuple(_line(model, shown.currency, top) for model in shown.cost.models if model.totals),
        budget="" if plan.budget is None else say_money(plan.budget, shown.currency),
        budget_at=None if plan.budget is None else _share(plan.budget, top),
        entered=tuple(MoneyLine(label, value) for label, value in say_entered(plan, ask.role)),
        name=plan.changed_by.name if plan.changed_by else "",
        at=plan.changed_at,
        sources=_name_sources(shown.cost),
    )


def _say_cost(cost: Cost, currency: str) -> Iterable[tuple[str, str]]:
    yield _("Base salary"), _say(cost.base, "money_year", currency)
    yield _("With on-costs"), _say(cost.year, "money_year", currency)
    yield _("By contract"), _say(cost.hourly, "money_hour", currency)
    yield _("From a dedicated team or a partner"), _say(cost.monthly, "money_month", currency)
    yield _("From screening to offer"), _say(cost.weeks, "weeks")
    yield _("Hours of interviewers"), _say(cost.interview_hours, "hours")
    yield _("What these hours cost"), _say(cost.interviews, "", currency)
    yield _("Vacancy until the offer"), _say(cost.vacancy, "", currency)
    yield _("A wrong hire"), _say(cost.wrong_hire, "", currency)


def _say(value: Range | None, unit: str, currency: str = "") -> str:
    if value is None:
        return ""
    return str(say_range(value.low, value.high, is_open=value.is_open, currency=currency, unit=unit))


def _scale(shown: RoleCost) -> Decimal:
    """The top of the scale: room beyond the highest end of all first years and the budget, to see which are open."""
    ends = [model.totals[HORIZONS[0]].high for model in shown.cost.models if model.totals]
    return max([*ends, shown.plan.budget or Decimal(0), Decimal(1)]) * Decimal("1.1")


def _share(value: Decimal, top: Decimal) -> float:
    return round(float(value / top * 100), 2)


def _line(model: ModelCost, currency: str, top: Decimal) -> ModelLine:
    first = model.totals[HORIZONS[0]]
    verdicts = {
        Verdict.WITHIN: _("within the budget"),
        Verdict.DEPENDS: _("may exceed the budget"),
        Verdict.OVER: _("over the budget"),
    }
    return ModelLine(
        title=str(ENGAGEMENTS[model.engagement]),
        totals=tuple(_say(model.totals[months], "", currency) for months in HORIZONS),
        low=_share(first.low, top),
        high=_share(first.high, top),
        is_open=first.is_open,
        verdict=verdicts[model.verdict] if model.verdict else "",
        is_over=model.verdict == Verdict.OVER,
    )


def _name_sources(cost: Cost) -> tuple[str, ...]:
    """Return the works behind the numbers that are printed, each once."""
    single = (cost.base, cost.year, cost.hourly, cost.monthly, cost.weeks, cost.wrong_hire)
    totals = (total for model in cost.models for total in model.totals.values())
    origins = join_origins(*(value.origins for value in (*single, *totals) if value is not None))
    works = name_works(origin.source for origin in origins if isinstance(origin, Figure))
    return tuple(sorted(set(works.values())))


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """One step with its last days, and where it lies on the scale of the whole plan, in per cent of it."""

    title: str
    candidates: str
    early: date
    likely: date
    late: date
    begins_at: float
    ends_at: float
    early_at: float
    late_at: float


@dataclass(frozen=True, slots=True)
class TimelinePart:
    template: ClassVar[str] = f"{TEMPLATES}/timeline.html"

    start: date
    early: date
    likely: date
    late: date
    days: int
    phases: tuple[PhaseLine, ...]
    weeks: str
    source: str
    name: str
    at: datetime


def tell_timeline(ask: Ask) -> TimelinePart | Gap:
    """Tell when the role is filled, once somebody has entered numbers: without them a plan begins on any day."""
    title = _("Timeline")
    stored = RoleTimeline.objects.filter(role=ask.role).exists()
    schedule = read_schedule(ask.role) if stored else None
    if schedule is None or schedule.stored is None:
        return Gap(title, _("Nobody has entered numbers for the timeline yet."))
    if schedule.chosen is None or schedule.timeline is None:
        return Gap(title, _("With these numbers and sources there is no date to tell."))
    figure, filled = schedule.chosen.figure, schedule.timeline.filled
    return TimelinePart(
        start=schedule.inputs.start_on,
        early=filled.early,
        likely=filled.likely,
        late=filled.late,
        days=schedule.timeline.days[1],
        phases=tuple(_phase(bar) for bar in draw_timeline(schedule.timeline).bars),
        weeks=str(say_range(figure.low, figure.high, is_open=figure.is_open, unit=figure.unit)),
        source=name_works([figure.source])[figure.source],
        name=schedule.stored.changed_by.name if schedule.stored.changed_by else "",
        at=schedule.stored.changed_at,
    )


def _phase(bar: Bar) -> PhaseLine:
    phase = bar.phase
    return PhaseLine(
        title=phase.title,
        candidates=str(phase.candidates) if phase.hours else "",
        early=phase.ends.early,
        likely=phase.ends.likely,
        late=phase.ends.late,
        begins_at=round(bar.start, 2),
        ends_at=round(bar.start + bar.length, 2),
        early_at=round(bar.early, 2),
        late_at=round(bar.late, 2),
    )
