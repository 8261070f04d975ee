"""Entering what is known about a role's cost, and putting it together with benchmarks and stages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.benchmarks.ranges import NOTHING, Entered, Figure, Range
from hiring.benchmarks.reading import read_figures
from hiring.benchmarks.terms import Level
from hiring.benchmarks.words import say_money, say_number, say_range
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, Refused, Stale
from hiring.planning.cost import Cost, Inputs, plan_cost
from hiring.planning.models import CostPlan
from hiring.roles.drafts import hold_role
from hiring.roles.models import Role, Stage

ENTERED = (
    "region",
    "rate",
    "rate_on",
    "salary_low",
    "salary_high",
    "recruiting",
    "onboarding",
    "candidates",
    "interviewer_hour",
    "vacancy_week",
    "juniors",
    "mentoring_hours",
    "budget",
)
HIGHEST = Decimal("9999999999.99")
MOST = {"candidates": 1000, "juniors": 20, "mentoring_hours": 60}


@dataclass(frozen=True, slots=True)
class RoleCost:
    """A role's cost as it stands. ``needs_rate``: the sources speak of another currency, and no rate was entered."""

    plan: CostPlan
    cost: Cost
    currency: str
    foreign: str  # the currency of the benchmarks where it is another one
    needs_rate: bool


def read_cost(role: Role) -> RoleCost:
    """Return what a role costs, by three queries."""
    plan = CostPlan.objects.filter(role=role).select_related("changed_by").first() or CostPlan(role=role, version=0)
    figures = read_figures()
    currency = role.place.currency
    foreign = find_foreign(figures, currency)
    inputs = _inputs(role, plan, list(role.stages.filter(is_gate=False)), foreign)
    return RoleCost(plan, plan_cost(figures, inputs), currency, foreign, bool(foreign) and plan.rate is None)


def find_foreign(figures: Sequence[Figure], currency: str) -> str:
    """The currency in which the sources speak, where it is another than this one."""
    spoken = next((figure.currency for figure in figures if figure.currency), currency)
    return spoken if spoken != currency else ""


def _inputs(role: Role, plan: CostPlan, stages: Sequence[Stage], foreign: str) -> Inputs:
    currency = role.place.currency

    def money(name: str) -> Range | None:
        value = getattr(plan, name)
        if value is None:
            return None
        label = str(plan._meta.get_field(name).verbose_name).capitalize()
        return Range.exactly(value, Entered(label, say_money(value, currency)))

    return Inputs(
        level=role.seniority.key if role.seniority.key in list(Level) else "",
        region=plan.region,
        rate=_rate(plan, currency, foreign),
        salary=_salary(plan, currency),
        recruiting=money("recruiting") or NOTHING,
        onboarding=money("onboarding") or NOTHING,
        interviewer_hour=money("interviewer_hour"),
        candidates=_count(plan.candidates, _("Candidates who are interviewed")),
        one_candidate=_hours(stages),
        first_stage=_hours(stages[:1]),
        vacancy_week=money("vacancy_week"),
        juniors=plan.juniors or 0,
        mentoring_hours=_count(plan.mentoring_hours, _("Hours of guidance a week and junior")) or NOTHING,
        budget=plan.budget,
    )


def _rate(plan: CostPlan, currency: str, foreign: str) -> Range | None:
    if not foreign:
        return Range.exactly(1)
    if plan.rate is None:
        return None
    values = {"rate": say_rate(plan.rate), "mine": currency, "theirs": foreign, "day": say_day(plan.rate_on)}
    text = _("%(rate)s %(mine)s for 1 %(theirs)s on %(day)s") % values
    return Range.exactly(plan.rate, Entered(_("Exchange rate"), text))


def say_rate(rate: Decimal) -> str:
    """Write a number with no more decimals than it has, as a field takes it: "0.92", "260000"."""
    text = f"{rate:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def say_day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _salary(plan: CostPlan, currency: str) -> Range | None:
    if plan.salary_low is None or plan.salary_high is None:
        return None
    text = say_range(plan.salary_low, plan.salary_high, currency=currency)
    return Range(plan.salary_low, plan.salary_high, origins=(Entered(_("Our own salary band"), text),))


def _count(value: Decimal | int | None, label: str) -> Range | None:
    return None if value is None else Range.exactly(value, Entered(label, say_number(Decimal(value))))


def _hours(stages: Sequence[Stage]) -> Range:
    """Hours of interviewers for one candidate: the minutes of each stage times its panel."""
    hours = sum((Decimal(stage.minutes * stage.panel_size) / 60 for stage in stages), start=Decimal(0))
    text = ngettext(
        "%(count)d stage, %(hours)s h of interviewers for a candidate",
        "%(count)d stages, %(hours)s h of interviewers for a candidate",
        len(stages),
    )
    value = text % {"count": len(stages), "hours": say_number(round(hours, 1))}
    return Range.exactly(hours, Entered(_("Stages of this role"), value))


def say_entered(plan: CostPlan, role: Role) -> list[tuple[str, str]]:
    """Return (label, value) of all that was entered, in the order of the form; nothing before the first time."""
    if not plan.version:
        return []
    plain = {
        "region": str(plan.get_region_display()),
        "rate": say_rate(plan.rate) if plan.rate is not None else "",
        "rate_on": say_day(plan.rate_on),
    }
    said = {name: plain.get(name) or _say(plan, name, role.place.currency) for name in ENTERED}
    labels = {name: str(plan._meta.get_field(name).verbose_name).capitalize() for name in ENTERED}
    return [(labels[name], value) for name, value in said.items() if value]


def _say(plan: CostPlan, name: str, currency: str) -> str:
    value = getattr(plan, name)
    if value is None:
        return ""
    return say_number(Decimal(value)) if name in MOST else say_money(value, currency)


@transaction.atomic
def enter_cost(role: Role, *, actor: User, version: int | None = None, **values: object) -> CostPlan:
    """Keep what is known; ``version`` is the one that the writer saw, 0 before the first, None where it was just read.

    Raises ``NotAllowed`` unless the actor leads the role, ``Stale`` when somebody was first, ``Invalid``.
    """
    role = hold_role(role, actor=actor)
    plan = CostPlan.objects.filter(role=role).first() or CostPlan(role=role, version=0)
    if version is not None and version != plan.version:
        text = _("Somebody changed this plan while you were working on it. Nothing of yours was saved yet.")
        raise Stale(text, theirs={"version": plan.version} | {name: getattr(plan, name) for name in ENTERED})
    if unknown := set(values) - set(ENTERED):
        raise TypeError(f"A cost plan has no {', '.join(sorted(unknown))}.")
    changed = [name for name, value in values.items() if getattr(plan, name) != value]
    for name in changed:
        setattr(plan, name, values[name])
    check_cost(plan)
    if not changed and plan.version:
        return plan
    plan.version += 1
    plan.changed_by, plan.changed_at = actor, timezone.now()
    plan.save()
    record("cost_plan.entered", actor=actor, obj=plan, role=role, fields=changed)
    return plan


@transaction.atomic
def start_cost(role: Role, *, actor: User, **values: object) -> CostPlan:
    """The same for the first time. Raises ``Refused`` where the role has a plan already."""
    if CostPlan.objects.filter(role=role).exists():
        raise Refused(_("This role has a cost plan. Change that one."))
    return enter_cost(role, actor=actor, version=0, **values)


def check_cost(plan: CostPlan) -> None:
    """What form and API both ask. Raises ``Invalid``."""
    errors: dict[str, list[str]] = {}
    for name in ENTERED[3:]:
        value = getattr(plan, name)
        most = MOST.get(name, HIGHEST)
        if value is not None and not 0 <= value <= most:
            errors[name] = [_("Write a number from 0 to %(most)s.") % {"most": say_number(Decimal(most))}]
    if (plan.salary_low is None) != (plan.salary_high is None):
        missing = "salary_low" if plan.salary_low is None else "salary_high"
        errors.setdefault(missing, []).append(_("A band has two ends."))
    elif plan.salary_low is not None and plan.salary_low > plan.salary_high:
        errors.setdefault("salary_high", []).append(_("The upper end is not below the lower one."))
    if plan.rate is not None and not 0 < plan.rate <= 10**7:
        errors["rate"] = [_("Write a rate above 0.")]
    if plan.rate is not None and plan.rate_on is None:
        errors["rate_on"] = [_("A rate has a day.")]
    elif plan.rate_on is not None and plan.rate is None:
        errors.setdefault("rate", []).append(_("Write the rate of that day."))
    elif plan.rate_on is not None and plan.rate_on > timezone.localdate():
        errors["rate_on"] = [_("This day is still to come.")]
    if errors:
        raise Invalid(_("The plan stays as it is."), errors=errors)
