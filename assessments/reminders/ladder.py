"""The rungs of a card and their moments. Pure: no Django, no database, no clock.

Before an interview: a day and an hour. After it: an hour after its end. Then at the card's due time, and on each
working day after that; on one of these the hiring manager hears of it as well. A rung outside somebody's working hours
moves to their next working minute. That must not lie past what it announces: the day before then moves to the last
working minute before, and the hour before is left out, since the day before stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from hiring.core.calendar.working_time import WorkingTime

NO_WORKING_MINUTE = "no_working_minute"


class Rung(StrEnum):
    DAY_BEFORE = "day_before"
    HOUR_BEFORE = "hour_before"
    AFTER = "after"
    DUE = "due"
    LATE = "late"
    MANAGER = "manager"
    BY_HAND = "by_hand"


BEFORE = frozenset({Rung.DAY_BEFORE, Rung.HOUR_BEFORE})


@dataclass(frozen=True, slots=True)
class Rungs:
    """The policy of one role: hours and minutes around an interview, working days of being late; 0 leaves a rung out.

    ``manager_on`` is on which day of being late the hiring manager is told. The due time itself always is a rung.
    """

    before_hours: int = 24
    before_minutes: int = 60
    after_minutes: int = 60
    late_days: int = 10
    manager_on: int = 3


@dataclass(frozen=True, slots=True)
class Meeting:
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: ``number`` counts the days of being late, ``anchor`` is the time that it is about, ``at`` when it goes.

    ``why`` says why it is left out; ``after`` is when the rung before it goes, on the days of being late.
    """

    rung: Rung
    anchor: datetime
    at: datetime
    number: int = 0
    why: str = ""
    after: datetime | None = None


def plan_ladder(rungs: Rungs, *, due_at: datetime, meeting: Meeting | None, works: WorkingTime) -> list[Step]:
    """Return every rung of the card of somebody who works as ``works`` says, in the order of the ladder."""
    steps = _around(rungs, meeting, works) if meeting else []
    due = works.next_minute(due_at)
    steps.append(Step(Rung.DUE, due_at, due))
    at = due
    for number in range(1, rungs.late_days + 1):
        before, at = at, works.next_minute(works.add_days(at, 1))
        steps.append(Step(Rung.LATE, due_at, at, number, after=before))
    return steps


def plan_notice(rungs: Rungs, ladder: Sequence[Step], *, works: WorkingTime) -> list[Step]:
    """Return the rung that tells a hiring manager who works as ``works`` says, if there is one."""
    late = [step for step in ladder if step.rung == Rung.LATE and step.number == rungs.manager_on]
    return [Step(Rung.MANAGER, step.anchor, works.next_minute(step.at), step.number, after=step.after) for step in late]


def _around(rungs: Rungs, meeting: Meeting, works: WorkingTime) -> list[Step]:
    start, end = meeting.starts_at.astimezone(UTC), meeting.ends_at.astimezone(UTC)  # hours are counted, not read
    steps = []
    if rungs.before_hours:
        at = start - timedelta(hours=rungs.before_hours)
        moved = works.next_minute(at)
        steps.append(Step(Rung.DAY_BEFORE, start, moved if moved < start else works.last_minute(at)))
    if rungs.before_minutes:
        at = start - timedelta(minutes=rungs.before_minutes)
        moved = works.next_minute(at)
        fits = moved < start
        steps.append(Step(Rung.HOUR_BEFORE, start, moved if fits else at, why="" if fits else NO_WORKING_MINUTE))
    if rungs.after_minutes:
        at = end + timedelta(minutes=rungs.after_minutes)
        steps.append(Step(Rung.AFTER, end, works.next_minute(at)))
    return steps
