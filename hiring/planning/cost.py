"""What a role costs, by each engagement model, in ranges. Pure: figures and inputs in, ranges out.

Worked example, with the figures that come along: a senior in a US high-cost hub, in dollars, 10,000 for recruiting. Two
sources (Guide to hiring machine learning engineers; AI Expert Network) give a base of 150,000 to 220,000 and more; the
first adds 20 to 40 % in a hub and has the true cost at 1.3 to 1.5 times the base.

- A year of pay: 150,000 x 1.2 x 1.3 = 234,000 to 220,000 x 1.4 x 1.5 = 462,000 and more.
- The first 12 months of a full-time hire: 244,000 to 472,000 and more, with the 10,000 paid once; 24 months: 478,000
  to 934,000 and more.
- A month of a senior contractor, 100 to 250 an hour and more, 40 hours a week, paid 44 to 48 weeks a year:
  100 x 40 x 44 / 12 = 14,666.67 to 250 x 40 x 48 / 12 = 40,000 and more.

What nobody said is None and stays out of every sum that needs it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hiring.benchmarks.picking import pick
from hiring.benchmarks.ranges import NOTHING, Figure, Range, add_up
from hiring.benchmarks.terms import Engagement, Level, Region, Topic, Unit

HORIZONS = (12, 24, 36)  # months
MONTHS_A_YEAR = 12
# Hybrid and audit have no price of their own in any source; a partner's is that of a dedicated team.
PRICED = (Engagement.FULL_TIME, Engagement.CONTRACT, Engagement.FRACTIONAL, Engagement.DEDICATED_TEAM)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What people know about the role. Money is in the currency of its place; None: nobody entered it yet.

    ``rate`` is what one unit of the figures' currency is worth in it. ``one_candidate`` and ``first_stage`` are hours
    of interviewers for a candidate who goes through all stages, and for one who leaves after the first.
    """

    level: str
    region: str
    rate: Range | None = None
    salary: Range | None = None
    recruiting: Range = NOTHING
    onboarding: Range = NOTHING
    interviewer_hour: Range | None = None
    candidates: Range | None = None
    one_candidate: Range = NOTHING
    first_stage: Range = NOTHING
    vacancy_week: Range | None = None
    juniors: int = 0
    mentoring_hours: Range = NOTHING  # a week and junior
    budget: Decimal | None = None  # for the first year


class Verdict(StrEnum):
    WITHIN = "within"
    DEPENDS = "depends"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class ModelCost:
    """One engagement model: a month of it, what is paid once, and the totals by months; None without a price."""

    engagement: str
    month: Range | None
    once: Range
    totals: Mapping[int, Range]
    verdict: Verdict | None  # of the first year against the budget


@dataclass(frozen=True, slots=True)
class Comparison:
    """A year of one senior, of several juniors, and the hours of those who guide them."""

    senior: Range | None
    juniors: Range | None
    mentoring: Range | None


@dataclass(frozen=True, slots=True)
class Cost:
    base: Range | None  # a year, before on-costs
    year: Range | None  # a year, with on-costs
    hourly: Range | None
    monthly: Range | None
    interview_hours: Range | None
    interviews: Range | None
    weeks: Range | None
    vacancy: Range | None
    wrong_hire_months: Range | None
    wrong_hire: Range | None
    models: Sequence[ModelCost]
    comparison: Comparison | None

    @property
    def longest(self) -> Decimal:
        """The highest end of all totals: the scale of the picture."""
        return max((one.high for model in self.models for one in model.totals.values()), default=Decimal(0))


def plan_cost(figures: Sequence[Figure], inputs: Inputs) -> Cost:
    """Return the cost of a role. Sources of each number stand in its ``origins``."""
    asked = _Asked(figures, inputs)
    base = asked.base(inputs.level, inputs.salary)
    year = asked.with_on_costs(base)
    hours = count_interview_hours(inputs)
    interviews = _times(hours, inputs.interviewer_hour)
    once = add_up(one for one in (inputs.recruiting, inputs.onboarding, interviews) if one is not None)
    weeks = asked.pick(Topic.HIRING_TIME, level=inputs.level, engagement=Engagement.FULL_TIME, unit=Unit.WEEKS)
    lost = asked.pick(Topic.WRONG_HIRE)
    paid = _times(lost, year.over(MONTHS_A_YEAR) if year else None)
    return Cost(
        base=base,
        year=year,
        hourly=asked.hourly(),
        monthly=asked.money(Topic.MONTHLY_RATE, engagement=Engagement.DEDICATED_TEAM),
        interview_hours=hours,
        interviews=interviews,
        weeks=weeks,
        vacancy=_times(weeks, inputs.vacancy_week),
        wrong_hire_months=lost,
        wrong_hire=paid.plus(once) if paid else None,
        models=[_model(asked, one, year, once) for one in PRICED],
        comparison=_compare(asked) if inputs.juniors else None,
    )


def count_interview_hours(inputs: Inputs) -> Range | None:
    """Hours of interviewers until one is hired: at least one candidate goes all the way, at most all do.

    Five candidates, 2 hours in the first stage and 12 in all: 4 x 2 + 12 = 20 to 5 x 12 = 60 hours.
    """
    if inputs.candidates is None or inputs.candidates.low < 1:
        return None
    origins = (*inputs.candidates.origins, *inputs.one_candidate.origins)
    low = (inputs.candidates.low - 1) * inputs.first_stage.low + inputs.one_candidate.low
    return Range(low, max(low, inputs.candidates.high * inputs.one_candidate.high), origins=origins)


def judge_budget(cost: Range, budget: Decimal) -> Verdict:
    """Within when all of the range is, over when none of it is."""
    if cost.low > budget:
        return Verdict.OVER
    return Verdict.WITHIN if cost.high <= budget and not cost.is_open else Verdict.DEPENDS


@dataclass(frozen=True, slots=True)
class _Asked:
    """The figures, asked about one role and brought into the currency of its place."""

    figures: Sequence[Figure]
    inputs: Inputs

    def pick(self, topic: str, *, level: str = "", engagement: str = "", unit: str = "") -> Range | None:
        region = self.inputs.region
        return pick(self.figures, topic, level=level, region=region, engagement=engagement, unit=unit)

    def money(self, topic: str, *, level: str = "", engagement: str = "") -> Range | None:
        return _times(self.pick(topic, level=level, engagement=engagement), self.inputs.rate)

    def base(self, level: str, entered: Range | None = None) -> Range | None:
        """The base salary: what was entered, or what the sources say of the level, more in a high-cost hub."""
        if entered is not None:
            return entered
        said = self.money(Topic.SALARY, level=level, engagement=Engagement.FULL_TIME)
        if said is None or self.inputs.region != Region.US_HUB:
            return said
        more = self.pick(Topic.LOCATION, engagement=Engagement.FULL_TIME)
        return said.times(more.grown_by_percent()) if more else said

    def with_on_costs(self, base: Range | None) -> Range | None:
        return _times(base, self.pick(Topic.ON_COSTS, engagement=Engagement.FULL_TIME))

    def hourly(self) -> Range | None:
        return self.money(Topic.HOURLY_RATE, level=self.inputs.level, engagement=Engagement.CONTRACT)

    def by_the_hour(self, hours_a_week: Range | None) -> Range | None:
        """A month of somebody who is paid by the hour."""
        week = _times(self.hourly(), hours_a_week)
        year = _times(week, self.pick(Topic.WORKING_YEAR))
        return year.over(MONTHS_A_YEAR) if year else None


def _model(asked: _Asked, engagement: Engagement, year: Range | None, once: Range) -> ModelCost:
    """What is paid once is counted for the full-time hire: the price of the others holds how they come."""
    months = {
        Engagement.FULL_TIME: lambda: year.over(MONTHS_A_YEAR) if year else None,
        Engagement.CONTRACT: lambda: asked.by_the_hour(asked.pick(Topic.WORKING_WEEK)),
        Engagement.FRACTIONAL: lambda: asked.by_the_hour(asked.pick(Topic.FRACTIONAL_WEEK)),
        Engagement.DEDICATED_TEAM: lambda: asked.money(Topic.MONTHLY_RATE, engagement=Engagement.DEDICATED_TEAM),
    }
    month = months[engagement]()
    extra = once if engagement == Engagement.FULL_TIME else NOTHING
    totals = {} if month is None else {count: month.times(count).plus(extra) for count in HORIZONS}
    budget = asked.inputs.budget
    verdict = judge_budget(totals[HORIZONS[0]], budget) if totals and budget is not None else None
    return ModelCost(engagement, month, extra, totals, verdict)


def _compare(asked: _Asked) -> Comparison:
    inputs = asked.inputs
    junior = asked.with_on_costs(asked.base(Level.JUNIOR))
    weeks = asked.pick(Topic.WORKING_YEAR)
    hours = _times(weeks, inputs.mentoring_hours.times(inputs.juniors))
    return Comparison(
        senior=asked.with_on_costs(asked.base(Level.SENIOR)),
        juniors=junior.times(inputs.juniors) if junior else None,
        mentoring=_times(hours, inputs.interviewer_hour),
    )


def _times(one: Range | None, other: Range | None) -> Range | None:
    return one.times(other) if one is not None and other is not None else None
