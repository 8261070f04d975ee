"""The list of applications and the search by name or role: filtered, sorted by an index, fifty at a time.

The next page starts after the last row shown (keyset), so that page 100 costs what page 1 costs. An address names that
row by its public id: what a list is sorted by may be a name, and addresses are written to logs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import (
    BigIntegerField,
    CharField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from candidates.applications.models import OPEN_STATES, Application, ApplicationState
from candidates.people.models import CandidateWord
from candidates.people.words import fold_words
from hiring.core.accounts.models import User
from hiring.core.base import as_public_id
from hiring.core.calendar.words import Clock
from hiring.core.fields import prefix_range
from hiring.core.prepared import Given, GivenReader, Prepared
from hiring.core.templatetags.plumbline import say_days
from hiring.roles.models import Role, RoleState, Stage

PAGE = 50
MOST_WORDS = 5
MOST_ROLES = 10
ORDERS = {
    "newest": ("applied_at", True),
    "oldest": ("applied_at", False),
    "name": ("sort_name", False),
    "waiting": ("stage_entered_at", False),
}
SIDES = ("start", "end")
BY_WORD = ("word", "candidate_id", "pk")  # the index of words has both, so that a page of a common name ends early
STATES = {"open": tuple(OPEN_STATES), **{state: (state,) for state in ApplicationState.values}}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked for. ``after`` is the public id of the last row shown, ``find`` the key of ``text``."""

    state: str = "open"
    role: str = ""
    order: str = "newest"
    after: str = ""
    find: str = ""
    text: str = ""

    @property
    def any(self) -> bool:
        return bool(self.role or self.text or self.state != "open")

    @property
    def query(self) -> str:
        parts = {"state": self.state, "role": self.role, "order": self.order, "find": self.find}
        return urlencode({name: value for name, value in parts.items() if value})


class Row(NamedTuple):
    """One line of a list, ready to print. Plain values: fifty lines of joined model rows cost more than the query."""

    pk: int
    id: str
    name: str
    role: str
    stage: str
    state: str
    in_stage: str
    applied: str


class FoundRole(NamedTuple):
    id: str
    title: str
    team: str
    state: str


@dataclass(frozen=True, slots=True)
class Rows:
    rows: Sequence[Row]
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
        found = found.filter(role__in=Role.objects.visible_to(reader).filter(public_id=as_public_id(wanted.role)))
    if wanted.text:
        found = _named(found, [prefix_range(word) for word in fold_words(wanted.text)[:MOST_WORDS]])
    column, descending = ORDERS[wanted.order]
    sign = "-" if descending else ""
    if place := _place(wanted.after, column, reader):
        found = found.filter(_beyond(column, *place, descending=descending))
    return _page(_rows_of(found.order_by(f"{sign}{column}", f"{sign}id")))


def search_applications(text: str, *, reader: User, after: str = "") -> Rows:
    """Return applications of candidates with every word of ``text`` at the start of a word of their name.

    The longest word leads: its rows are read in the order of the word index, which is also the order shown. Of a
    name with two such words the first in that order counts, so that nobody is listed twice.
    """
    words = sorted(fold_words(text)[:MOST_WORDS], key=len, reverse=True)
    if not words:
        return Rows([], "")
    now, ranges = timezone.now(), [prefix_range(word) for word in words]
    given: dict[str, object] = {"reader": reader.pk, "now": now, **_name_ends(ranges)}
    place = None
    if after := as_public_id(after):
        place = _found(ranges, reader, now).filter(public_id=after).values_list(*BY_WORD).first()
        given |= zip(BY_WORD, place or (), strict=False)
    query = _search_query(len(words), continued=bool(place), reader=GivenReader.like(reader))
    return _page(query.ask(**given))


@cache
def _search_query(words: int, *, continued: bool, reader: GivenReader) -> Prepared:
    """Return the search for that many words: planning its six joined tables takes longer than to read them."""
    ranges = [(Given(f"start{number}", CharField()), Given(f"end{number}", CharField())) for number in range(words)]
    place = (Given("word", CharField()), *(Given(name, BigIntegerField()) for name in BY_WORD[1:]))

    def make() -> QuerySet:
        found = _found(ranges, reader, Given("now", DateTimeField()))
        return _rows_of((found.filter(_behind(*place)) if continued else found).order_by(*BY_WORD))

    return Prepared(make)


def search_roles(text: str, *, reader: User) -> list[FoundRole]:
    """Return the newest roles that the reader sees with ``text`` in their title."""
    states = {value: str(label).lower() for value, label in RoleState.choices}
    rows = _role_query(GivenReader.like(reader)).ask(reader=reader.pk, text=text)
    return [FoundRole(*names, states[state]) for *names, state in rows]


@cache
def _role_query(reader: GivenReader) -> Prepared:
    named = {"title__icontains": Given("text", CharField())}
    columns = ("public_id", "title", "team__name", "state")
    return Prepared(
        lambda: Role.objects.visible_to(reader).filter(**named).order_by("-id").values_list(*columns)[:MOST_ROLES]
    )


def _name_ends(ranges: Sequence[tuple[str, str]]) -> dict[str, str]:
    return {f"{side}{number}": end for number, ends in enumerate(ranges) for side, end in zip(SIDES, ends, strict=True)}


def _found(ranges: Sequence[tuple[object, object]], reader: User | GivenReader, now: object) -> QuerySet:
    start, end = ranges[0]
    earlier = CandidateWord.objects.filter(candidate=OuterRef("candidate"), word__gte=start, word__lt=OuterRef("word"))
    found = (
        Application.objects.visible_to(reader, at=now)
        .filter(candidate__words__word__gte=start, candidate__words__word__lt=end)
        .annotate(word=F("candidate__words__word"))
        .filter(~Exists(earlier))
    )
    return _named(found, ranges[1:])


def _behind(word: object, candidate: object, pk: object) -> Q:
    """Return what comes after a place of the search, in the order of the word index."""
    same_word = Q(candidate__gt=candidate) | Q(candidate=candidate, pk__gt=pk)
    return Q(word__gte=word) & (Q(word__gt=word) | same_word)


def _named(found: QuerySet, ranges: Sequence[tuple[object, object]]) -> QuerySet:
    """Return the applications of candidates whose name has a word in each of these ranges."""
    for start, end in ranges:
        named = CandidateWord.objects.filter(word__gte=start, word__lt=end)
        found = found.filter(candidate_id__in=named.values("candidate_id"))
    return found


def _place(after: str, column: str, reader: User) -> tuple[object, int] | None:
    """Return (value of the order, id) of the row that ``after`` names, if the reader sees it."""
    after = as_public_id(after)
    return after and Application.objects.visible_to(reader).filter(public_id=after).values_list(column, "pk").first()


def _beyond(column: str, value: object, pk: int, *, descending: bool) -> Q:
    """Return the rows after a place. The first condition lets the index start there, the second parts equal values."""
    side = "lt" if descending else "gt"
    return Q(**{f"{column}__{side}e": value}) & (Q(**{f"{column}__{side}": value}) | Q(**{f"pk__{side}": pk}))


COLUMNS = (
    "pk",
    "public_id",
    "candidate__name",
    "role__title",
    # no further join: what is planned with seven tables takes longer to plan than to read
    Subquery(Stage.objects.filter(pk=OuterRef("stage")).order_by().values("title")),
    "state",
    "stage_entered_at",
    "applied_at",
)


def _rows_of(found: QuerySet) -> QuerySet:
    return found.values_list(*COLUMNS)[: PAGE + 1]


def _page(found: Iterable[tuple]) -> Rows:
    states = {value: str(label) for value, label in ApplicationState.choices}
    new, clock, days = _("New"), Clock(), cache(say_days)
    rows = [
        Row(
            pk,
            public_id,
            name,
            role,
            stage or new,
            states[state],
            days(clock.days_since(entered)),
            clock.write_day(applied),
        )
        for pk, public_id, name, role, stage, state, entered, applied in found
    ]
    return Rows(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else "")
