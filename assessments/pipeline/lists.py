"""The list of applications and the search by name: filtered, sorted by an index, fifty at a time.

The next page starts after the last row shown (keyset), so that page 100 costs what page 1 costs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet

from candidates.applications.models import OPEN_STATES, Application, ApplicationState
from candidates.people.words import fold_words
from hiring.core.accounts.models import User
from hiring.core.fields import prefix_range
from hiring.roles.models import Role

PAGE = 50
ORDERS = {
    "newest": ("applied_at", True),
    "oldest": ("applied_at", False),
    "name": ("sort_name", False),
    "waiting": ("stage_entered_at", False),
}
STATES = {"open": tuple(OPEN_STATES), **{state: (state,) for state in ApplicationState.values}}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked for. ``after`` is (value of the order, id) of the last row shown."""

    state: str = "open"
    role: str = ""
    order: str = "newest"
    after: tuple[str, int] | None = None

    @property
    def query(self) -> str:
        parts = {"state": self.state, "role": self.role, "order": self.order}
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True, slots=True)
class Rows:
    rows: Sequence[Application]
    next: str

    @property
    def more(self) -> bool:
        return bool(self.next)


def list_applications(wanted: Wanted, *, reader: User) -> Rows:
    """Return the next fifty applications that the reader sees, in the wanted order."""
    found = Application.objects.visible_to(reader)
    if wanted.state in STATES:
        found = found.filter(state__in=STATES[wanted.state])
    if wanted.role:
        found = found.filter(role__in=Role.objects.visible_to(reader).filter(public_id=wanted.role))
    column, descending = ORDERS[wanted.order]
    sign = "-" if descending else ""
    found = _after(found, column, descending, wanted.after).order_by(f"{sign}{column}", f"{sign}id")
    return _page(found, lambda row: f"{_text(getattr(row, column))}~{row.pk}")


def search_applications(text: str, *, reader: User, after: tuple[str, int] | None = None) -> Rows:
    """Return applications of candidates with every word of ``text`` at the start of a word of their name.

    The longest word leads: its rows are read in the order of the word index, which is also the order shown.
    """
    words = sorted(fold_words(text)[:5], key=len, reverse=True)
    if not words:
        return Rows([], "")
    start, end = prefix_range(words[0])
    found = Application.objects.visible_to(reader).filter(
        candidate__words__word__gte=start, candidate__words__word__lt=end
    )
    for word in words[1:]:
        start, end = prefix_range(word)
        found = found.filter(_named(start, end))
    found = found.annotate(word=F("candidate__words__word"))
    if after is not None:
        found = found.filter(Q(word__gt=after[0]) | Q(word=after[0], pk__gt=after[1]))
    return _page(found.order_by("word", "pk"), lambda row: f"{row.word}~{row.pk}")


def read_after(text: str) -> tuple[str, int] | None:
    """Read the place where a list goes on; what cannot be read starts at the beginning."""
    value, _, pk = text.rpartition("~")
    return (value, int(pk)) if value and pk.isdigit() and len(pk) < 19 else None


def _named(start: str, end: str) -> Q:
    words = Application._meta.get_field("candidate").related_model._meta.get_field("words").related_model
    ids = words.objects.filter(word__gte=start, word__lt=end).values("candidate_id")
    return Q(candidate_id__in=ids)


def _after(found: QuerySet, column: str, descending: bool, after: tuple[str, int] | None) -> QuerySet:
    if after is None:
        return found
    value: object = after[0]
    if column != "sort_name":
        try:
            value = datetime.fromisoformat(after[0])
        except ValueError:
            return found
    side = "lt" if descending else "gt"
    # The first condition lets the index start at the place; the second parts rows with the same value.
    return found.filter(**{f"{column}__{side}e": value}).exclude(
        **{column: value, f"pk__{'gte' if descending else 'lte'}": after[1]}
    )


def _page(found: QuerySet, place: Callable[[Application], str]) -> Rows:
    rows = list(found.select_related("candidate", "role", "stage")[: PAGE + 1])
    return Rows(rows[:PAGE], place(rows[PAGE - 1]) if len(rows) > PAGE else "")


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
