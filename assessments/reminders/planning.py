"""Brings the ledger in line with how things stand: rows planned, moved, left out with the reason, or back again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from assessments.interviews.models import InterviewState
from assessments.reminders.changed import Circumstances, read_circumstances
from assessments.reminders.ladder import BEFORE, Meeting, Rung, Step, plan_ladder, plan_notice
from assessments.reminders.models import Reminder, ReminderPlan
from assessments.reminders.states import REVIVED, ReminderState, SkipWhy
from assessments.scorecards.models import Scorecard
from hiring.roles.models import RoleState
from rubrics.sheets.models import SheetState

Key = tuple[int, int, str, int, datetime]
PLAN_FIELDS = ("author", "role", "due_at", "starts_at", "ends_at", "basis", "is_live")


@dataclass(frozen=True)
class CardPlan:
    """One card as it stands, and each step of it with the person whom it is for."""

    card: Scorecard
    why: str  # it is not wanted, else empty
    meeting: Meeting | None
    steps: Sequence[tuple[int, Step]]
    basis: str

    @property
    def role_id(self) -> int:
        return self.card.application.role_id

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.card.author.time_zone)).date()


@transaction.atomic
def plan_cards(cards: Iterable[int], *, now: datetime) -> None:
    """Plan these cards as they stand, with a constant number of queries.

    The days of being late come into the ledger one by one, each on the day of the rung before it.
    """
    found = list(
        Scorecard.objects.filter(pk__in=cards).select_related("author", "interview", "application__role").order_by("pk")
    )
    circumstances = read_circumstances({(card.author_id, card.application.role_id) for card in found})
    plans = [_plan(card, circumstances) for card in found]
    rows: dict[int, dict[Key, Reminder]] = {card.pk: {} for card in found}
    standing = Reminder.objects.filter(card__in=rows).exclude(rung=Rung.BY_HAND.value)
    for row in standing.order_by("pk").select_for_update():
        rows[row.card_id][_key_of(row)] = row
    changed, fresh = [], []
    for plan in plans:
        changed += _bring_in_line(plan, rows[plan.card.pk], now)
        fresh += _add_missing(plan, rows[plan.card.pk], now)
    Reminder.objects.bulk_update(changed, ["at", "state", "why"])
    Reminder.objects.bulk_create(fresh, ignore_conflicts=True)
    _note(plans)


def _plan(card: Scorecard, circumstances: Circumstances) -> CardPlan:
    role = card.application.role_id
    interview = card.interview if card.interview and card.interview.state == InterviewState.PLANNED else None
    meeting = Meeting(interview.starts_at, interview.ends_at) if interview else None
    why = _find_why(card)
    steps: list[tuple[int, Step]] = []
    if not why:
        works, rungs = circumstances.works[card.author_id], circumstances.rungs[role]
        ladder = plan_ladder(rungs, due_at=card.due_at, meeting=meeting, works=works)
        steps = [(card.author_id, step) for step in ladder]
        for manager in set(circumstances.managers.get(role, ())) - {card.author_id}:
            notice = plan_notice(rungs, ladder, works=circumstances.works[manager])
            steps += [(manager, step) for step in notice]
    return CardPlan(card, why, meeting, steps, circumstances.basis_of(card.author_id, role))


def _find_why(card: Scorecard) -> str:
    """Say why a card asks for nothing, or return an empty string."""
    application = card.application
    if card.state == SheetState.SUBMITTED:
        return SkipWhy.SUBMITTED
    if card.state == SheetState.LEFT:
        return SkipWhy.LEFT
    if application.role.state != RoleState.OPEN:
        return SkipWhy.ROLE_CLOSED
    if not application.is_open:
        return SkipWhy.APPLICATION_CLOSED
    if card.state == SheetState.CLOSED:
        return SkipWhy.NOT_NEEDED
    return "" if card.author.is_active else SkipWhy.NO_ACCOUNT


def _key_of(row: Reminder) -> Key:
    return row.card_id, row.recipient_id, row.rung, row.number, row.anchor


def _key(plan: CardPlan, recipient: int, step: Step) -> Key:
    return plan.card.pk, recipient, step.rung.value, step.number, step.anchor


def _bring_in_line(plan: CardPlan, rows: dict[Key, Reminder], now: datetime) -> Iterator[Reminder]:
    """Change the rows that are not as planned, and yield them."""
    wanted = {_key(plan, recipient, step): step for recipient, step in plan.steps}
    for key, row in rows.items():
        step = wanted.get(key)
        if row.state == ReminderState.PLANNED:
            why = step.why if step else plan.why or _why_gone(plan, row)
        elif row.state == ReminderState.SKIPPED and row.why in REVIVED and step and (step.why or step.at > now):
            why = step.why
        else:
            continue
        before = (row.at, row.state, row.why)
        row.at = step.at if step else row.at
        row.state, row.why = (ReminderState.SKIPPED if why else ReminderState.PLANNED), why
        if (row.at, row.state, row.why) != before:
            yield row


def _why_gone(plan: CardPlan, row: Reminder) -> str:
    """Say why a rung is none of a wanted card's any more."""
    if row.rung in BEFORE or row.rung == Rung.AFTER:
        if plan.meeting is None:
            return SkipWhy.NO_MEETING
        about = plan.meeting.ends_at if row.rung == Rung.AFTER else plan.meeting.starts_at
    else:
        about = plan.card.due_at
    if row.anchor != about:
        return SkipWhy.CHANGED
    if row.rung == Rung.MANAGER and not any(recipient == row.recipient_id for recipient, _step in plan.steps):
        return SkipWhy.NOT_MANAGER
    return SkipWhy.POLICY


def _add_missing(plan: CardPlan, rows: dict[Key, Reminder], now: datetime) -> Iterator[Reminder]:
    for recipient, step in plan.steps:
        if _key(plan, recipient, step) in rows or (step.after and plan.day_of(step.after) > plan.day_of(now)):
            continue
        too_late = step.rung in BEFORE and step.at <= now  # what told of the interview has told of its time as well
        why = step.why or (SkipWhy.PASSED if too_late else "")
        yield Reminder(
            card=plan.card,
            application_id=plan.card.application_id,
            role_id=plan.role_id,
            recipient_id=recipient,
            rung=step.rung.value,
            number=step.number,
            anchor=step.anchor,
            at=step.at,
            state=ReminderState.SKIPPED if why else ReminderState.PLANNED,
            why=why,
        )


def _note(plans: Sequence[CardPlan]) -> None:
    """Note down what was planned from, so that nothing is planned again before it changes."""
    ReminderPlan.objects.bulk_create(
        [
            ReminderPlan(
                card=plan.card,
                author_id=plan.card.author_id,
                role_id=plan.role_id,
                due_at=plan.card.due_at,
                starts_at=plan.meeting.starts_at if plan.meeting else None,
                ends_at=plan.meeting.ends_at if plan.meeting else None,
                basis=plan.basis,
                is_live=not plan.why,
            )
            for plan in plans
        ],
        update_conflicts=True,
        unique_fields=["card"],
        update_fields=PLAN_FIELDS,
    )
