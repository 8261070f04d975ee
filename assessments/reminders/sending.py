"""What is due goes out: rows that are due become mails, each decision written with its mail in one transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from assessments.reminders.bundles import Arranged, arrange
from assessments.reminders.models import Reminder
from assessments.reminders.states import ReminderState, SkipWhy
from hiring.core.mail.posting import Wanted, post_all

LONGEST_DAY = timedelta(hours=26)  # until somebody's midnight
INTERVIEWS, SCORECARDS = "reminders.interviews", "reminders.scorecards"


def find_people(now: datetime, limit: int) -> list[int]:
    """Return the keys of at most ``limit`` people to whom something is due, longest due first."""
    due = Reminder.objects.planned().filter(at__lte=now).order_by("at", "id").values_list("recipient", flat=True)
    return list(dict.fromkeys(due[: 20 * limit]))[:limit]


def find_rows(people: Sequence[int], now: datetime) -> list[tuple[int, int]]:
    """Return (row, card) of all that is due to these people or may be today."""
    planned = Reminder.objects.planned().filter(recipient__in=people, at__lt=now + LONGEST_DAY)
    return list(planned.order_by("at", "id").values_list("pk", "card"))


@transaction.atomic
def send_due(people: Sequence[int], *, now: datetime) -> int:
    """Put what is due to these people into mails, and return how many. Run twice, the second run finds nothing.

    The rows are locked and read again as they stand; a mail has a key made of the row that carries it.
    """
    rows: dict[int, list[Reminder]] = {}
    planned = Reminder.objects.planned().filter(recipient__in=people, at__lt=now + LONGEST_DAY)
    for row in planned.order_by("pk").select_related("recipient").select_for_update(of=["self"]):
        rows.setdefault(row.recipient_id, []).append(row)
    arranged = [arrange(own, now=now, time_zone=own[0].recipient.time_zone) for own in rows.values()]
    changed = [*_leave_out(arranged), *_hand_over(arranged, INTERVIEWS), *_hand_over(arranged, SCORECARDS)]
    Reminder.objects.bulk_update(changed, ["state", "why", "mail", "carrier"])
    return sum(len(each.bundles) for each in arranged)


def _leave_out(arranged: Sequence[Arranged[Reminder]]) -> list[Reminder]:
    left = [(row, SkipWhy.BEGUN) for each in arranged for row in each.begun]
    left += [(row, SkipWhy.OVERTAKEN) for each in arranged for row in each.overtaken]
    for row, why in left:
        row.state, row.why = ReminderState.SKIPPED, why
    return [row for row, _why in left]


def _hand_over(arranged: Sequence[Arranged[Reminder]], kind: str) -> list[Reminder]:
    bundles = [bundle for each in arranged for bundle in each.bundles if bundle.announces == (kind == INTERVIEWS)]
    mails = post_all(
        kind,
        [
            Wanted(bundle.carrier.public_id, bundle.carrier.recipient, {"reminder": bundle.carrier.public_id})
            for bundle in bundles
        ],
    )
    changed = []
    for bundle, mail in zip(bundles, mails, strict=True):
        bundle.carrier.state, bundle.carrier.mail = ReminderState.HANDED, mail
        for row in bundle.carried:
            row.state, row.carrier = ReminderState.MERGED, bundle.carrier
        changed += [bundle.carrier, *bundle.carried]
    return changed
