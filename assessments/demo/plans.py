"""What was planned for the first role before it opened: its cost, and with whom to fill it."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from assessments.demo import texts
from assessments.demo.clock import office_day
from hiring.core.accounts.models import User
from hiring.planning.costing import enter_cost
from hiring.planning.engaging import choose_engagement, state_facts
from hiring.roles.models import Role

WORK = {
    "core": "core",
    "work": "ongoing",
    "speed": "months",
    "expertise": "some",
    "control": "full",
    "data": "sensitive",
    "process": "essential",
    "stage": "growth",
    "headcount": "ready",
}


def plan_role(role: Role, *, actor: User, days: int) -> None:
    """Enter what the manager knew so many days ago. The benchmarks may be loaded before or later."""
    with office_day(days, 10.4):
        state_facts(role, actor=actor, facts=WORK)
    with office_day(days, 11.2):
        enter_cost(
            role,
            actor=actor,
            rate=Decimal("0.92"),
            rate_on=timezone.localdate() - timedelta(days=3),
            salary_low=Decimal(92000),
            salary_high=Decimal(112000),
            recruiting=Decimal(14000),
            candidates=9,
            interviewer_hour=Decimal(85),
            vacancy_week=Decimal(6000),
            juniors=2,
            mentoring_hours=Decimal(6),
            budget=Decimal(190000),
        )
    with office_day(days, 16.1):
        choose_engagement(role, actor=actor, engagement="full_time", reason=texts.WHY_FULL_TIME)
