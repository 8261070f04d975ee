"""One beat: plan what has changed, then send what is due. A constant number of queries, two short transactions."""

from django.utils import timezone

from assessments.reminders.changed import find_changed
from assessments.reminders.planning import plan_cards
from assessments.reminders.sending import find_people, find_rows, send_due

CARDS_AT_ONCE = 200
PEOPLE_AT_ONCE = 50


def tick() -> int:
    """Return how many mails were handed over. Twice, by two beats at once, or at another hour it does nothing twice.

    More than a beat takes waits for the next one. The cards of what is due are planned first, so that what goes out
    is what holds now.
    """
    now = timezone.now()
    people = find_people(now, PEOPLE_AT_ONCE)
    due_cards = [card for _row, card in find_rows(people, now)]
    plan_cards(dict.fromkeys([*due_cards, *find_changed(CARDS_AT_ONCE)]), now=now)
    return send_due(people, now=now) if people else 0
