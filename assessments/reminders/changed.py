"""Which cards are to be planned anew, found from the state of things by a constant number of queries."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Case, DateTimeField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from assessments.interviews.models import InterviewState
from assessments.reminders.ladder import Rungs
from assessments.reminders.models import ReminderPlan
from assessments.reminders.rungs import rungs_of
from assessments.scorecards.models import Scorecard
from candidates.applications.models import OPEN_STATES
from hiring.core.accounts.models import User
from hiring.core.accounts.working_hours import working_times
from hiring.core.calendar.holidays import PlaceHolidays
from hiring.core.calendar.working_time import WorkingTime
from hiring.roles.models import HiringTeamMember, Role, RoleState, TeamRight
from rubrics.sheets.models import SheetState

NEVER = Value(datetime(1970, 1, 1, tzinfo=UTC), output_field=DateTimeField())
WANTED = Q(
    state=SheetState.OPEN,
    application__state__in=OPEN_STATES,
    application__role__state=RoleState.OPEN,
    author__is_active=True,
)


@dataclass(frozen=True)
class Circumstances:
    """What decides over rungs beside the card itself: working time of people, rungs and managers of roles."""

    works: Mapping[int, WorkingTime]
    rungs: Mapping[int, Rungs]
    managers: Mapping[int, tuple[int, ...]]

    def basis_of(self, author: int, role: int) -> str:
        """Return a digest of all that decides over the cards of this author on this role."""
        managers = [(manager, _sign(self.works[manager])) for manager in self.managers.get(role, ())]
        parts = (author, role, _sign(self.works[author]), self.rungs[role], managers)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def read_circumstances(pairs: Iterable[tuple[int, int]]) -> Circumstances:
    """Return what decides over cards of these authors on these roles, with seven queries for all."""
    pairs = list(pairs)
    roles = {role for _author, role in pairs}
    managers: dict[int, list[int]] = {}
    found = HiringTeamMember.objects.current().filter(role__in=roles, right=TeamRight.MANAGER, user__is_active=True)
    for role, user in found.order_by("user").values_list("role", "user"):
        managers.setdefault(role, []).append(user)
    people = {author for author, _role in pairs} | {user for users in managers.values() for user in users}
    return Circumstances(
        works=working_times(User.objects.filter(pk__in=people)),
        rungs=rungs_of(Role.objects.filter(pk__in=roles).only("opened_at")),
        managers={role: tuple(users) for role, users in managers.items()},
    )


def _sign(works: WorkingTime) -> tuple[object, ...]:
    days = works.holidays
    if not isinstance(days, PlaceHolidays):
        return works.time_zone, works.week
    return works.time_zone, works.week, days.country, days.region, sorted(days.added), sorted(days.removed)


def find_changed(limit: int) -> list[int]:
    """Return the keys of at most ``limit`` cards whose rows are not those of how things stand, soonest due first."""
    fresh = _out_of_date().order_by("due_at").values_list("pk", flat=True)[:limit]
    over = _live_plans().exclude(_of_card(WANTED)).values_list("card", flat=True)[:limit]
    return list(dict.fromkeys([*fresh, *over, *_with_another_basis(limit)]))[:limit]


def _out_of_date() -> QuerySet[Scorecard]:
    """Wanted cards without a plan, or planned from other times than theirs."""
    meets = When(interview__state=InterviewState.PLANNED, then=F("interview__starts_at"))
    ends = When(interview__state=InterviewState.PLANNED, then=F("interview__ends_at"))
    return (
        Scorecard.objects.filter(WANTED)
        .alias(
            starts=Coalesce(Case(meets), NEVER),
            ends=Coalesce(Case(ends), NEVER),
            planned_starts=Coalesce("reminder_plan__starts_at", NEVER),
            planned_ends=Coalesce("reminder_plan__ends_at", NEVER),
        )
        .filter(
            Q(reminder_plan=None)
            | Q(reminder_plan__is_live=False)
            | _differ("due_at", "reminder_plan__due_at")
            | _differ("starts", "planned_starts")
            | _differ("ends", "planned_ends")
        )
    )


def _differ(one: str, other: str) -> Q:
    return Q(**{f"{one}__lt": F(other)}) | Q(**{f"{one}__gt": F(other)})


def _of_card(condition: Q) -> Q:
    return Q(*[(f"card__{name}", value) for name, value in condition.children])


def _live_plans() -> QuerySet[ReminderPlan]:
    return ReminderPlan.objects.filter(is_live=True)


def _with_another_basis(limit: int) -> list[int]:
    """Return cards of authors whose working time, or of roles whose rungs or managers, have changed."""
    standing = list(_live_plans().order_by().values_list("author", "role", "basis").distinct())
    now = read_circumstances([(author, role) for author, role, _basis in standing])
    stale = [basis for author, role, basis in standing if basis != now.basis_of(author, role)]
    return list(_live_plans().filter(basis__in=stale).values_list("card", flat=True)[:limit])
